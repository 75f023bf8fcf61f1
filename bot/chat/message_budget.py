"""How many messages may be sent in a while: answers to photos first, replies where room for answers is left."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from enum import Enum


class Sending(Enum):
    """What is sent: the `ANSWER` to a photo, or a `REPLY` to anything else, a command or a press."""

    ANSWER = "answer"
    REPLY = "reply"


class MessageBudget:
    """A bucket of `most` messages, which empties evenly within `period` seconds.

    Replies leave `reserved` of it to answers: however many commands are sent in a group, a photo's placeholder finds
    room at once. Of a kind each waits for those before it.
    """

    def __init__(self, most: int, period: float, reserved: int, pause: Callable[[float], Awaitable[None]]) -> None:
        """`pause` waits for some seconds."""
        self._most = {Sending.ANSWER: most, Sending.REPLY: most - reserved}
        self._seconds_for_one = period / most
        self._pause = pause
        self._empty_at = 0.0
        self._turns = {sending: asyncio.Lock() for sending in Sending}

    @property
    def is_empty(self) -> bool:
        """Whether nothing that was sent counts any more, and nobody waits."""
        return self._empty_at <= time.monotonic() and not any(turn.locked() for turn in self._turns.values())

    async def take(self, sending: Sending) -> None:
        """Wait until there is room for a message, and count it."""
        async with self._turns[sending]:
            while (wait := self._wait(sending)) > 0:
                await self._pause(wait)
            self._empty_at = max(self._empty_at, time.monotonic()) + self._seconds_for_one

    def _wait(self, sending: Sending) -> float:
        """In how many seconds there is room; 0 or less where there is."""
        return self._empty_at - time.monotonic() - (self._most[sending] - 1) * self._seconds_for_one
