"""Offers of lessons and questions: ticked, taken once, forgotten with their note."""

from __future__ import annotations

import asyncio

import pytest

from bot.correcting.lessons.lesson import Lesson
from bot.job import Photo, Request
from bot.store.database import Database
from bot.store.eraser import Eraser
from bot.store.journal import Journal
from bot.store.lesson_rows import Lessons, Pair
from bot.store.questions import Questions

ADA = 1
FOUND = [Lesson("Kovas", "Kovács", safe=True), Lesson("form", "from", safe=False)]


@pytest.fixture
def lessons(database: Database) -> Lessons:
    return Lessons(database.sessions)


async def new_job(journal: Journal) -> int:
    job = await journal.add_job(Request(ADA, None, 5, ADA), Photo(5, "file"))
    assert job
    return job.id


async def test_the_safe_ones_are_ticked_and_ticks_toggle(journal: Journal, lessons: Lessons) -> None:
    offer = await lessons.add(await new_job(journal), 9, FOUND)
    assert offer.pairs == (Pair("Kovas", "Kovács", ticked=True), Pair("form", "from", ticked=False))
    toggled = await lessons.toggle(offer.id, 1)
    assert toggled and [pair.ticked for pair in toggled.pairs] == [True, True]
    assert await lessons.of(offer.id) == toggled
    assert await lessons.toggle(offer.id, 2) is None


async def test_a_reply_has_one_sheet_that_is_taken_once(journal: Journal, lessons: Lessons) -> None:
    job = await new_job(journal)
    offer = await lessons.add(job, 9, FOUND)
    assert await lessons.add(job, 9, FOUND) == offer
    assert sorted(await asyncio.gather(lessons.take(offer.id), lessons.take(offer.id))) == [False, True]
    assert await lessons.toggle(offer.id, 0) is None
    assert (await lessons.add(job, 9, FOUND)).taken


async def test_they_are_forgotten_with_their_note(
    journal: Journal, lessons: Lessons, eraser: Eraser, database: Database
) -> None:
    questions = Questions(database.sessions)
    await questions.add(ADA, 3)
    await questions.add(ADA, 3)
    offer = await lessons.add(await new_job(journal), 9, FOUND)
    assert await questions.has(ADA, 3) and not await questions.has(ADA, 4)
    await eraser.forget(ADA, await journal.outlines(ADA), 1)
    assert await lessons.of(offer.id) is None
    assert not await questions.has(ADA, 3)
    other = await lessons.add(await new_job(journal), 9, FOUND)
    assert other.id != offer.id  # an old button must find nothing
