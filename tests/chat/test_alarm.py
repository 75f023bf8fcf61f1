"""What operators hear of: an update that fails again and again is one that got no answer."""

from __future__ import annotations

from typing import Any, cast

from telegram import Update

from bot.chat.operator.alarm import Alarm


class Failed:
    """The context of a handler that failed."""

    error = OSError("no space left")


async def test_an_update_that_fails_each_time_counts_once() -> None:
    unused, context = cast("Any", None), cast("Any", Failed())
    alarm = Alarm(unused, [1], unused)
    for number in (7, 7, 8, 7):
        await alarm.unanswered(Update(number), context)
    assert [trouble.count for trouble in alarm._troubles.values()] == [2]
