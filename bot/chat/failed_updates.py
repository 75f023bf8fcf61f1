"""Updates that failed by our own fault. They stay in the journal, and are handled again while the bot runs."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

from telegram import Update

from bot.store.database import may_pass
from bot.store.updates import Updates

FIRST_PAUSE = 5.0  # seconds before an update is handled again; twice as long each time
LONGEST_PAUSE = 60.0
MOST_DOUBLINGS = 20
TRIES = 3  # where it is no trouble of the disk's, which passes; then the next start has it handled once more


class FailedUpdates:
    """Has each handled again after a pause, or merely noted as handled where only that failed."""

    def __init__(self, updates: Updates, put: Callable[[Update], Awaitable[None]]) -> None:
        """`put` queues an update that is in the journal already."""
        self._updates = updates
        self._put = put
        self._failures: Counter[int] = Counter()
        self._due: dict[int, tuple[float, Callable[[], Awaitable[None]]]] = {}
        self._news = asyncio.Event()

    def failed(self, update: Update, error: Exception | None) -> None:
        """An update failed by this; it is handled again where that may help."""
        if may_pass(error) or self._failures[update.update_id] + 1 < TRIES:
            self._later(update.update_id, lambda: self._put(update))

    async def handled(self, update: Update) -> None:
        """An update needs nothing more; where that cannot be noted now it is noted later."""
        try:
            await self._updates.finish(update.update_id)
            self._failures.pop(update.update_id, None)
        except Exception:
            self._later(update.update_id, lambda: self.handled(update))

    async def run(self) -> None:
        """Do what is due until cancelled."""
        clock = asyncio.get_running_loop().time
        while True:
            self._news.clear()
            for update_id, (due, action) in [*self._due.items()]:
                if due <= clock():
                    del self._due[update_id]
                    await action()
            first = min((due for due, _ in self._due.values()), default=None)
            try:
                async with asyncio.timeout_at(first):
                    await self._news.wait()
            except TimeoutError:
                continue

    def _later(self, update_id: int, action: Callable[[], Awaitable[None]]) -> None:
        pause = min(FIRST_PAUSE * 2 ** min(self._failures[update_id], MOST_DOUBLINGS), LONGEST_PAUSE)
        self._failures[update_id] += 1
        self._due[update_id] = asyncio.get_running_loop().time() + pause, action
        self._news.set()
