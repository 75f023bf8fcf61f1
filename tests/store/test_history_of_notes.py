from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from bot.chat.history_command import OpenNote, TurnHistory, fitting
from bot.job import Job, PageState, Photo, ReadPage, Request, Stage
from bot.page import Correction, NotePage
from bot.store.database import Database
from bot.store.eraser import Eraser
from bot.store.journal import Journal
from bot.store.note_history import AT_A_TIME, PAGE, History
from bot.store.tables import JobRow
from tests.scripted import page_of

ADA, BOB = 1, 2


@pytest.fixture
def history(database: Database) -> History:
    return History(database.sessions)


async def note(journal: Journal, number: int, *pages: tuple[str, str], chat_id: int = ADA) -> Job:
    """An answered job with pages of these readings and corrections."""
    job = await journal.add_job(Request(chat_id, None, number, chat_id), Photo(number, f"file-{number}"))
    assert job
    for index, (raw, clean) in enumerate(pages, 1):
        page = page_of(raw)
        corrected = NotePage(page, Correction(tuple(clean.split("\n")), (), "spelling"))
        read = ReadPage(index, PageState.DONE, page, corrected)
        job = await journal.add_page(job, job.photos[0], read)
        assert job
    answered = await journal.advance(job, Stage.DONE, answered=True)
    assert answered
    return answered


async def lines(history: History, search: str = "", offset: int = 0) -> list[str]:
    return [entry.line for entry in (await history.page(ADA, search, offset)).entries]


async def test_pages_go_from_the_newest_on(journal: Journal, history: History) -> None:
    for number in range(PAGE + 1):
        await note(journal, number, (str(number), str(number)))
    await note(journal, 99, ("Bob's", "Bob's"), chat_id=BOB)
    first = await history.page(ADA)
    assert ([entry.line for entry in first.entries], first.has_older) == (["5", "4", "3", "2", "1"], True)
    second = await history.page(ADA, offset=first.older)
    assert ([entry.line for entry in second.entries], second.has_older, second.newer) == (["0"], False, 0)
    assert (await history.page(ADA, offset=50)).entries == first.entries


async def test_a_note_without_an_answer_is_not_in_it(journal: Journal, history: History) -> None:
    await journal.add_job(Request(ADA, None, 1, ADA), Photo(1, "file"))
    assert await lines(history) == []


async def test_raw_and_clean_text_of_all_pages_are_searched(journal: Journal, history: History) -> None:
    await note(journal, 1, ("tbe first", "the first"), ("Kovacs lIona", "Kovács Ilona"))
    await note(journal, 2, ("", ""))
    assert await lines(history, "KOVACS") == ["Kovács Ilona"]
    assert await lines(history, "liona tbe") == ["the first"]
    assert await lines(history, "first Kovács") == ["the first"]
    assert await lines(history, "first Smith") == []
    assert await lines(history) == ["", "the first"]


async def test_a_search_goes_on_where_there_are_many(journal: Journal, history: History) -> None:
    await note(journal, 0, ("sought", "sought"))
    for number in range(1, AT_A_TIME + 2):
        await note(journal, number, ("other", "other"))
    assert await lines(history, "sought") == ["sought"]


async def test_a_chosen_time_counts_from_when_a_note_was_asked_for(
    journal: Journal, history: History, eraser: Eraser, database: Database
) -> None:
    await note(journal, 1, ("mine", "mine"))
    await note(journal, 2, ("Bob's", "Bob's"), chat_id=BOB)
    day = timedelta(days=1)
    async with database.sessions.begin() as session:
        await session.execute(update(JobRow).values(created_at=func.datetime("now", "-25 hours")))
    await history.keep(ADA, 7)
    assert await eraser.sweep(30 * day) == 0
    await history.keep(ADA, None)
    assert await eraser.sweep(30 * day) == 0
    await history.keep(ADA, 1)
    assert await eraser.sweep(30 * day) == 1
    async with database.sessions() as session:
        assert [*await session.scalars(select(JobRow.chat_id))] == [BOB]


@given(st.text(), st.integers(min_value=0, max_value=10**9 - 1))
def test_a_search_fits_into_a_button(text: str, offset: int) -> None:
    assert len(TurnHistory(offset, fitting(text)).pack().encode()) <= 64
    assert len(OpenNote(10**18 - 1).pack().encode()) <= 64
