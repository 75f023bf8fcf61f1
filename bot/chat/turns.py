"""Whose update is handled when: whatever somebody sends waits for their own alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

AT_A_TIME = 4


class Turns:
    """Lets a few updates of a kind be handled at a time, in their order, and of each kind as many as of any other.

    A handler may wait for a limit of Telegram: it holds nothing that another chat's would need.
    """

    def __init__(self) -> None:
        self._slots: WeakValueDictionary[Hashable, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, kind: Hashable, at_a_time: int = AT_A_TIME) -> AsyncIterator[None]:
        """Wait for a slot of this kind, and hold it."""
        slots = self._slots.get(kind)
        if slots is None:
            slots = self._slots[kind] = asyncio.Semaphore(at_a_time)
        async with slots:
            yield
