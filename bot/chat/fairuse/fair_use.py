"""Decides whether a photo is read: a person and a group may send so many in a minute and in a day (UTC)."""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

from bot.chat.fairuse.limits import Allowance, Limit, Per, Verdict
from bot.chat.fairuse.minutes import MINUTE, Minutes
from bot.chat.texts import fairuse as texts
from bot.jobs.job import Request
from bot.store.usage import Usage

HOUR = 3600.0
DAY = 24 * HOUR
SAID_FOR: dict[Per, float] = {"day": DAY, "minute": HOUR}  # for so long it is not said again that a limit is near
LONGEST_SILENCE = MINUTE  # so long the photos that follow a refused one are refused without a word
ALBUMS_KEPT = 1000


class FairUse:
    """Counts photos as they come. An album's first photo decides for all of it, so that none is torn apart.

    In a private chat the person's limits hold, in a group the group's as well. Pages of a PDF are added to the day by
    the journal, once it knows them. A day that was forgotten with `/forget` is remembered in memory: the limit stays.
    """

    def __init__(
        self, usage: Usage, person: Allowance, group: Allowance, clock: Callable[[], float] = time.time
    ) -> None:
        """`clock` gives Unix time."""
        self._usage = usage
        self._person = person
        self._group = group
        self._clock = clock
        self._turn = asyncio.Lock()
        self._minutes = Minutes()
        self._day = date.min
        self._counted: Counter[int] = Counter()
        self._silent_until: dict[object, float] = {}
        self._refused: OrderedDict[tuple[int, str] | None, None] = OrderedDict()

    async def take(self, request: Request, *, begun: bool = False) -> Verdict:
        """Count a photo, or refuse it; never one whose album is `begun`."""
        async with self._turn:
            now = self._clock()
            self._begin_day(now)
            limits = [*self._limits(request)]
            left = {limit: limit.most - await self._used(limit, now) for limit in limits}
            album = (request.chat_id, request.album_id) if request.album_id else None
            reached = next((limit for limit in limits if left[limit] <= 0), None)
            if not begun and (reached or album in self._refused):
                self._remember(album)
                return self._refusal(request, reached, now)
            await self._count(limits, now)
            return self._admission({limit: most - 1 for limit, most in left.items()}, now)

    def _begin_day(self, now: float) -> None:
        today = datetime.fromtimestamp(now, UTC).date()
        if today != self._day:
            self._day = today
            self._counted.clear()
            self._silent_until.clear()

    def _limits(self, request: Request) -> Iterator[Limit]:
        """Those that hold, the days' first: theirs is the longer wait."""
        allowances = {request.user_id: self._person}
        if request.chat_id < 0:
            allowances[request.chat_id] = self._group
        for chat_id, allowance in allowances.items():
            if allowance.day:
                yield Limit(chat_id, "day", allowance.day)
        for chat_id, allowance in allowances.items():
            if allowance.minute:
                yield Limit(chat_id, "minute", allowance.minute)

    async def _used(self, limit: Limit, now: float) -> int:
        if limit.per == "minute":
            return self._minutes.count(limit.chat_id, now)
        return max(await self._usage.of(limit.chat_id, self._day), self._counted[limit.chat_id])

    async def _count(self, limits: list[Limit], now: float) -> None:
        for limit in limits:
            if limit.per == "minute":
                self._minutes.add(limit.chat_id, now)
            else:
                counted = await self._usage.add(limit.chat_id, self._day, self._counted[limit.chat_id])
                self._counted[limit.chat_id] = counted

    def _remember(self, album: tuple[int, str] | None) -> None:
        if album:
            self._refused[album] = None
        if len(self._refused) > ALBUMS_KEPT:
            self._refused.popitem(last=False)

    def _refusal(self, request: Request, reached: Limit | None, now: float) -> Verdict:
        if reached is None:
            return Verdict(admitted=False)
        wait = DAY - now % DAY
        if reached.per == "minute":
            wait = self._minutes.wait(reached.chat_id, reached.most, now)
        if not self._is_news((request.chat_id, reached), min(wait, LONGEST_SILENCE), now):
            return Verdict(admitted=False)
        count = math.ceil(wait / HOUR if reached.per == "day" else wait)
        return Verdict(False, texts.REACHED[reached.is_group, reached.per], count, reached.most)

    def _admission(self, left: dict[Limit, int], now: float) -> Verdict:
        for limit, count in left.items():
            if 0 < count <= limit.few and self._is_news(limit, SAID_FOR[limit.per], now):
                return Verdict(True, texts.NEAR[limit.is_group, limit.per], count, limit.most)
        return Verdict(admitted=True)

    def _is_news(self, what: object, seconds: float, now: float) -> bool:
        """Whether this may be said now, and not again for so many seconds."""
        if now < self._silent_until.get(what, -math.inf):
            return False
        self._silent_until[what] = now + seconds
        return True
