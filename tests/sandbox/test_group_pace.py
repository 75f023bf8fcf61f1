"""Twenty messages a minute for a group, as Telegram takes them; more get a 429."""

from __future__ import annotations

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.api_error import ApiError
from bot.sandbox.group_pace import A_MINUTE, MOST_AT_ONCE, GroupPace


class Clock:
    """Seconds, as many as a test says."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_group_takes_so_many_at_once_and_then_one_every_three_seconds() -> None:
    clock = Clock()
    pace = GroupPace(clock)
    for _ in range(MOST_AT_ONCE):
        pace.take(-1)
    with pytest.raises(ApiError) as refused:
        pace.take(-1)
    assert refused.value.parameters == {"retry_after": 3}
    pace.take(-2)
    for _ in range(5):
        clock.now += 3
        pace.take(-1)
        with pytest.raises(ApiError):
            pace.take(-1)
    clock.now += 60
    for _ in range(A_MINUTE):
        pace.take(-1)


async def test_the_bot_is_told_how_long_to_wait_and_a_person_is_sent_as_many_as_they_come(
    sandbox: Sandbox, person: PersonClient, bot: Bot
) -> None:
    group = await person.new_group("Stall")
    for number in range(MOST_AT_ONCE):
        await bot.send_message(group, f"{number}")
    with pytest.raises(RetryAfter):
        await bot.send_document(group, b"one too many", filename="a")
    for number in range(MOST_AT_ONCE + 5):
        await bot.send_message(sandbox.world.me.id, f"{number}")
