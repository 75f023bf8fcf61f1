"""Begins the jobs that photos are requested with: one for each photo, or one for an album."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from functools import partial
from weakref import WeakValueDictionary

from bot.chat.context import Context
from bot.chat.courier import TelegramCourier
from bot.chat.duplicates import Duplicates
from bot.chat.fairuse.allowance import Verdict
from bot.chat.fairuse.fair_use import FairUse
from bot.chat.groups.waiting_albums import WaitingAlbums
from bot.errors import TelegramError
from bot.job import Job, Photo, Request
from bot.jobs.desk import Desk


class PhotoRequests:
    """Takes requests as far as fair use lets them, and says what is to be said of that."""

    def __init__(self, desk: Desk, courier: TelegramCourier, duplicates: Duplicates, fair_use: FairUse) -> None:
        self._desk = desk
        self._courier = courier
        self._duplicates = duplicates
        self._fair_use = fair_use
        self._waiting_albums = WaitingAlbums()
        self._album_turns: WeakValueDictionary[tuple[int, str | None], asyncio.Lock] = WeakValueDictionary()

    async def take(self, context: Context, request: Request, photo: Photo) -> bool:
        """Have a photo read, and let the person see that it arrived; False where that was done before."""
        if await self._duplicates.point(context.message, request, photo, context.say):
            return False
        verdict = await self._fair_use.take(request)
        job = await self._begun(request, self._desk.begin(request, photo)) if verdict.admitted else None
        if job:
            await self._courier.acknowledge(job)
        await verdict.tell(context.message, context.say)
        return job is not None

    async def take_of_album(self, context: Context, request: Request, photo: Photo, *, wanted: bool) -> bool:
        """One job for the whole album, begun once no more photos come; a late one has the answer amended.

        One that is not `wanted` waits for another that is. Answers whether this photo began the job.
        """
        async with self._album_turns.setdefault((request.chat_id, request.album_id), asyncio.Lock()):
            job = await self._desk.add_photo(request, photo)
            verdict = await self._fair_use.take(request, begun=bool(job)) if wanted or job else Verdict(admitted=False)
            first = None
            if verdict.admitted and not job:
                waiting = partial(self._waiting, request)
                first = await self._begun(request, self._desk.begin_album(request, photo, waiting))
            if not first and not job:
                self._waiting_albums.keep(request, photo)
        if first:
            with suppress(TelegramError):
                await self._courier.show(first)
            await self._courier.acknowledge(first)
        await verdict.tell(context.message, context.say)
        return first is not None

    async def _begun(self, request: Request, begin: Awaitable[Job | None]) -> Job | None:
        """The job that a counted photo begins; where it begins none, or fails and comes again, it does not count."""
        job = None
        try:
            job = await begin
        finally:
            if job is None:
                self._fair_use.give_back(request)
        return job

    async def _waiting(self, request: Request) -> list[tuple[Request, Photo]]:
        """The photos of an album that came before somebody asked."""
        waiting = self._waiting_albums.take(request)
        for each, _ in waiting:
            await self._fair_use.take(each, begun=True)
        return waiting
