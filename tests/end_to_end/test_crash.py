"""The bot killed with SIGKILL twenty times while people use it and Telegram's answers fail: all is answered, once."""

from __future__ import annotations

import random
from pathlib import Path

from tests.end_to_end.kills import KILLS_A_TURN, turn


async def test_whatever_moment_the_bot_is_killed_nothing_is_lost_or_answered_twice(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    outcome = await turn(KILLS_A_TURN, tmp_path, seed)
    assert outcome.faults == {}, f"seed {seed}: {outcome.deeds}"
    assert len(outcome.asked) > KILLS_A_TURN
