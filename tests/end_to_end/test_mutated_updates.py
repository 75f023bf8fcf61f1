"""A small round of updates that no Telegram sends; `python -m tests.end_to_end.mutated_updates` sends more."""

from __future__ import annotations

from pathlib import Path

from tests.end_to_end.mutated_updates import send


async def test_the_bot_does_not_mind_updates_as_no_telegram_sends_them(tmp_path: Path) -> None:
    assert await send(200, 1, tmp_path) == []
