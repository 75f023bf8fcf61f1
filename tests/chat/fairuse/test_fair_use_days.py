"""Days and minutes on a clock of the test's own."""

from __future__ import annotations

import asyncio
import math

from bot.chat.fairuse.allowance import Allowance
from bot.chat.fairuse.fair_use import DAY, HOUR, FairUse
from bot.chat.texts.fairuse import NEAR, REACHED
from bot.job import Request
from bot.store.database import Database
from bot.store.photo_counts import PhotoCounts

EVENING = 20_000 * DAY + 22.5 * HOUR
NO_LIMIT = Allowance(0, 0)


class Clock:
    """Unix time that goes on when told."""

    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def photo(user_id: int = 5, album_id: str | None = None) -> Request:
    return Request(user_id, None, 1, user_id, album_id=album_id)


async def test_the_day_ends_at_midnight_utc(database: Database) -> None:
    clock = Clock(EVENING)
    fair_use = FairUse(PhotoCounts(database.sessions), Allowance(0, 10), NO_LIMIT, clock)
    verdicts = [await fair_use.take(photo()) for _ in range(11)]
    assert [verdict.admitted for verdict in verdicts] == [True] * 10 + [False]
    assert [(number, verdict.forms, verdict.count) for number, verdict in enumerate(verdicts) if verdict.forms] == [
        (7, NEAR[False, "day"], 2),
        (10, REACHED[False, "day"], 2),
    ]
    clock.now += 2 * HOUR
    assert (await fair_use.take(photo())).admitted


async def test_after_the_wait_that_was_said_a_photo_is_admitted_and_the_next_refusal_is_said(
    database: Database,
) -> None:
    clock = Clock(EVENING)
    fair_use = FairUse(PhotoCounts(database.sessions), Allowance(2, 0), NO_LIMIT, clock)
    for _ in range(2):
        assert (await fair_use.take(photo())).admitted
        clock.now += 20.25
    refused = await fair_use.take(photo())
    assert (refused.forms, refused.count) == (REACHED[False, "minute"], math.ceil(60 - 2 * 20.25))
    assert (await fair_use.take(photo())).forms is None
    clock.now += refused.count
    assert (await fair_use.take(photo())).admitted
    again = await fair_use.take(photo())
    assert not again.admitted and again.forms == REACHED[False, "minute"]


async def test_an_albums_first_photo_decides_whatever_comes_between(database: Database) -> None:
    clock = Clock(EVENING)
    fair_use = FairUse(PhotoCounts(database.sessions), Allowance(1, 0), NO_LIMIT, clock)
    assert (await fair_use.take(photo(album_id="a"))).admitted
    assert not (await fair_use.take(photo(album_id="b"))).admitted
    assert (await fair_use.take(photo(album_id="a"), begun=True)).admitted
    clock.now += 2 * HOUR
    assert not (await fair_use.take(photo(album_id="b"))).admitted
    assert (await fair_use.take(photo(album_id="c"))).admitted


async def test_photos_at_the_same_time_do_not_take_the_same_place(database: Database) -> None:
    fair_use = FairUse(PhotoCounts(database.sessions), Allowance(0, 7), NO_LIMIT, Clock(EVENING))
    verdicts = await asyncio.gather(*(fair_use.take(photo()) for _ in range(20)))
    assert sum(verdict.admitted for verdict in verdicts) == 7


async def test_a_photo_of_which_nothing_came_does_not_count(database: Database) -> None:
    fair_use = FairUse(PhotoCounts(database.sessions), Allowance(2, 2), NO_LIMIT, Clock(EVENING))
    for _ in range(9):
        assert (await fair_use.take(photo())).admitted
        fair_use.give_back(photo())
    fair_use.give_back(photo())
    assert [(await fair_use.take(photo())).admitted for _ in range(3)] == [True, True, False]


async def test_what_a_slow_file_costs_is_the_persons_and_not_the_groups(database: Database) -> None:
    fair_use = FairUse(PhotoCounts(database.sessions), Allowance(9, 9), Allowance(9, 9), Clock(EVENING))
    fair_use.charge(Request(-100, None, 1, 5), 10)
    assert not (await fair_use.take(Request(-100, None, 1, 5))).admitted
    assert (await fair_use.take(Request(-100, None, 1, 6))).admitted


async def test_an_anonymous_administrator_is_the_group(database: Database) -> None:
    fair_use = FairUse(PhotoCounts(database.sessions), Allowance(1, 1), Allowance(3, 0), Clock(EVENING))
    verdicts = [await fair_use.take(Request(-100, None, 1, -100)) for _ in range(4)]
    assert [verdict.admitted for verdict in verdicts] == [True] * 3 + [False]
    assert verdicts[-1].forms == REACHED[True, "minute"]
