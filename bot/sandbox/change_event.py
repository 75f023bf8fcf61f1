"""Waiting for something to change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class ChangeEvent:
    """Counts changes and wakes those who wait for one; closing wakes everybody for good."""

    def __init__(self) -> None:
        self.version = 1
        self.closed = False
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Says that something changed."""
        self.version += 1
        self._event.set()
        self._event = asyncio.Event()

    def close(self) -> None:
        """Ends all waiting, now and later."""
        self.closed = True
        self.notify()

    async def wait(self, until: Callable[[], bool], timeout: float) -> bool:  # noqa: ASYNC109
        """Waits until the condition holds, for `timeout` seconds at most; answers whether it holds."""
        try:
            async with asyncio.timeout(timeout):
                while not (until() or self.closed):
                    await self._event.wait()
        except TimeoutError:
            pass
        return until()
