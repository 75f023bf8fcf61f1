"""Decides whether a photo is read: a person and a group may send so many in a minute and in a day (UTC)."""

from __future__ import annotations

import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bot.chat.fairuse.allowance import Allowance, Limit, Per, Verdict
from bot.chat.fairuse.minutes import MINUTE, Minutes
from bot.chat.texts import fairuse as texts
from bot.job import Request
from bot.store.photo_counts import PhotoCounts

HOUR = 3600.0
DAY = 24 * HOUR
SAID_FOR: dict[Per, float] = {"day": DAY, "minute": HOUR}  # for so long it is not said again that a limit is near
LONGEST_SILENCE = MINUTE  # so long the photos that follow a refused one are refused without a word
ALBUMS_KEPT = 1000


class FairUse:
    """Counts photos as they come. An album's first photo decides for all of it, so that none is torn apart.

    In a private chat the person's limits hold, in a group the group's as well. The day is counted from the notes that
    are kept, and in memory, so that neither photos on their way there nor `/forget` make more of it.
    """

    def __init__(
        self, usage: PhotoCounts, person: Allowance, group: Allowance, clock: Callable[[], float] = time.time
    ) -> None:
        """`clock` gives Unix time."""
        self._usage = usage
        self._person = person
        self._group = group
        self._clock = clock
        self._minutes = Minutes()
        self._day = 0.0
        self._today: Counter[Limit] = Counter()
        self._silent_until: dict[object, float] = {}
        self._refused: OrderedDict[tuple[int, str] | None, None] = OrderedDict()

    async def take(self, request: Request, *, begun: bool = False) -> Verdict:
        """Count a photo, or refuse it; never one whose album is `begun`."""
        limits = [*self._limits(request)]
        day = self._clock() // DAY
        kept = {limit: await self._kept(limit, day) for limit in limits if limit.per == "day"}
        now = self._clock()  # from here on without a pause, so that no two photos take the same place
        self._begin_day(now)
        if day == self._day:
            self._today |= Counter(kept)  # the larger of each
        left = {limit: limit.most - self._used(limit, now) for limit in limits}
        album = (request.chat_id, request.album_id) if request.album_id else None
        reached = next((limit for limit in limits if left[limit] <= 0), None)
        if not begun and (reached or album in self._refused):
            self._remember(album)
            return self._refusal(request, reached, now)
        for limit in limits:
            self._count(limit, now)
        return self._admission({limit: most - 1 for limit, most in left.items()}, now)

    def give_back(self, request: Request) -> None:
        """Do not count a photo that was taken, and of which nothing came."""
        for limit in self._limits(request):
            if limit.per == "minute":
                self._minutes.take_back(limit.owner_id)
            elif self._today[limit]:
                self._today[limit] -= 1

    def charge(self, request: Request, photos: int) -> None:
        """Count so many photos more of a person, for what a request cost; others of the group do not pay for it."""
        now = self._clock()
        self._begin_day(now)
        for limit in self._limits(request):
            for _ in range(0 if limit.is_group else photos):
                self._count(limit, now)

    def _limits(self, request: Request) -> Iterator[Limit]:
        """Those that hold, the days' first: theirs is the longer wait."""
        owners = []
        if request.user_id != request.chat_id or request.chat_id > 0:  # a group's anonymous administrator has its id
            owners.append((request.user_id, False, self._person))
        if request.chat_id < 0:
            owners.append((request.chat_id, True, self._group))
        for owner_id, is_group, allowance in owners:
            if allowance.day:
                yield Limit(owner_id, is_group, "day", allowance.day)
        for owner_id, is_group, allowance in owners:
            if allowance.minute:
                yield Limit(owner_id, is_group, "minute", allowance.minute)

    async def _kept(self, limit: Limit, day: float) -> int:
        midnight = datetime.fromtimestamp(day * DAY, UTC).replace(tzinfo=None)
        count = self._usage.of_chat if limit.is_group else self._usage.of_person
        return await count(limit.owner_id, midnight)

    def _begin_day(self, now: float) -> None:
        if now // DAY != self._day:
            self._day = now // DAY
            self._today.clear()
            self._silent_until.clear()

    def _used(self, limit: Limit, now: float) -> int:
        return self._today[limit] if limit.per == "day" else self._minutes.count(limit.owner_id, now)

    def _count(self, limit: Limit, now: float) -> None:
        if limit.per == "day":
            self._today[limit] += 1
        else:
            self._minutes.add(limit.owner_id, now)

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
            wait = self._minutes.wait(reached.owner_id, reached.most, now)
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
