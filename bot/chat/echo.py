"""Presses that are not done: their buttons are only ended."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass

from telegram import CallbackQuery
from telegram.error import TelegramError

PRESS_SECONDS = 15.0  # for so long a button waits for an answer
PAUSE_SECONDS = 0.05  # after a press that only ends, so that a thousand leave most of the event loop to others


@dataclass(frozen=True, slots=True)
class Echo:
    """The press of a button that is not done, since the same is on its way or there were too many: it only ends."""

    query: CallbackQuery
    pressed_at: float

    @property
    def age(self) -> float:
        """For how many seconds it waits."""
        return time.monotonic() - self.pressed_at

    async def end(self) -> None:
        """Let the button wait no longer; one that was pressed long ago has ended by itself."""
        if self.age < PRESS_SECONDS:
            with suppress(TelegramError):
                await self.query.answer()
            await asyncio.sleep(PAUSE_SECONDS)
