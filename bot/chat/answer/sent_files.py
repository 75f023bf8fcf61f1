"""Files that were made of notes: Telegram has them, and what it has need not be made, or sent there, again."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from weakref import WeakValueDictionary

from telegram.error import BadRequest

from bot.chat.answer.messages import AnswerMessage
from bot.chat.courier import TelegramCourier
from bot.job import Job

MOST_KEPT = 1000

Make = Callable[[], Awaitable[AnswerMessage]]
Again = Callable[[str], AnswerMessage]


class SentFiles:
    """Knows Telegram's ids of them, in memory, as long as the note says what it said when they were made."""

    def __init__(self, courier: TelegramCourier) -> None:
        self._courier = courier
        self._ids: OrderedDict[Hashable, str] = OrderedDict()
        self._making: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    async def bring(self, key: str, job: Job, what: Hashable, make: Make, again: Again) -> None:
        """Send the file that `make` makes of a note, or that one `again`, by its id; `key` is the outbox's.

        `what` names the file among those of the note.
        """
        kept_as = job.id, what, _fingerprint(job)
        async with self._making.setdefault(kept_as, asyncio.Lock()):
            if known := self._ids.get(kept_as):
                try:
                    await self._courier.deliver(key, job, again(known))
                    return
                except BadRequest:  # Telegram takes that id no more: made anew, the file has another one
                    del self._ids[kept_as]
            file_id = await self._courier.deliver(key, job, await make())
            if file_id:
                self._keep(kept_as, file_id)

    def _keep(self, kept_as: Hashable, file_id: str) -> None:
        self._ids[kept_as] = file_id
        if len(self._ids) > MOST_KEPT:
            self._ids.popitem(last=False)


def _fingerprint(job: Job) -> int:
    """The same as long as the note, its photos and its layout stay as they are."""
    return hash((tuple(photo.unique_id for photo in job.photos), job.note, job.request.preferences.flow))
