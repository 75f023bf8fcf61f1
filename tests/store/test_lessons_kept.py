"""Sheets of lessons and questions: ticked, taken once, edited, forgotten with their note."""

from __future__ import annotations

import asyncio

import pytest

from bot.correcting.learning.lesson import Lesson
from bot.jobs.job import Photo, Request
from bot.jobs.journal import Journal
from bot.store.database import Database
from bot.store.lessons import Lessons, Pair
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
    sheet = await lessons.add(await new_job(journal), 9, FOUND)
    assert sheet.pairs == (Pair("Kovas", "Kovács", ticked=True), Pair("form", "from", ticked=False))
    toggled = await lessons.toggle(sheet.id, 1)
    assert toggled and [pair.ticked for pair in toggled.pairs] == [True, True]
    assert await lessons.of(sheet.id) == toggled
    assert await lessons.toggle(sheet.id, 2) is None


async def test_a_reply_that_is_edited_teaches_anew_until_it_is_taken(journal: Journal, lessons: Lessons) -> None:
    job = await new_job(journal)
    sheet = await lessons.add(job, 9, FOUND)
    again = await lessons.add(job, 9, FOUND[1:])
    assert (again.id, len(again.pairs)) == (sheet.id, 1)
    assert sorted(await asyncio.gather(lessons.take(sheet.id), lessons.take(sheet.id))) == [False, True]
    assert await lessons.toggle(sheet.id, 0) is None
    taken = await lessons.add(job, 9, FOUND)
    assert taken.taken and len(taken.pairs) == 1


async def test_they_are_forgotten_with_their_note(journal: Journal, lessons: Lessons, database: Database) -> None:
    questions = Questions(database.sessions)
    await questions.add(ADA, 3)
    await questions.add(ADA, 3)
    sheet = await lessons.add(await new_job(journal), 9, FOUND)
    assert await questions.has(ADA, 3) and not await questions.has(ADA, 4)
    await journal.forget(ADA, await journal.jobs_of(ADA))
    assert await lessons.of(sheet.id) is None
    assert not await questions.has(ADA, 3)
    other = await lessons.add(await new_job(journal), 9, FOUND)
    assert other.id != sheet.id  # an old button must find nothing
