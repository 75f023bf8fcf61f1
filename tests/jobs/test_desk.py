"""What the desk does with jobs that run."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest

import bot
from bot.correcting.corrector import Unchanged
from bot.job import Job, PageState, Photo, ReadPage, Request, Stage
from bot.jobs.bookkeeping import Bookkeeper
from bot.jobs.desk import Desk
from bot.jobs.job_files import JobFiles
from bot.page import NotePage
from bot.store.eraser import Eraser
from bot.store.journal import Journal
from bot.store.store import Store
from tests.scripted import page_of

ADA = 1
PAGE = page_of("Dear Okafcr")


class LateRunner:
    """A runner that is through with a step just before it can be stopped."""

    def __init__(self, journal: Journal) -> None:
        self.enqueued: list[Job] = []
        self.cancelled: list[int] = []
        self._journal = journal

    async def enqueue(self, job: Job, delay: float = 0.0) -> None:
        """Note it."""
        self.enqueued.append(job)

    async def cancel(self, job_id: int) -> None:
        """The step goes through."""
        self.cancelled.append(job_id)
        if job := await self._journal.job(job_id):
            await self._journal.advance(job, Stage.AMEND)

    async def resume(self) -> None:
        """Nothing was left."""

    async def run(self) -> None:
        """Nothing to run."""


async def refining(journal: Journal) -> Job:
    """An answered job that a model looks over."""
    job = await journal.add_job(Request(ADA, None, 1, ADA), Photo(1, "file"))
    assert job
    job = await journal.add_page(job, job.photos[0], ReadPage(1, PageState.READ, PAGE))
    assert job
    page = replace(job.pages[0], note=NotePage(PAGE, Unchanged().correct(PAGE)), state=PageState.CORRECTED)
    job = await journal.save_pages(job, Stage.REPLY, [(job.photos[0], page)])
    assert job
    job = await journal.advance(job, Stage.REFINE, answered=True)
    assert job
    return job


@pytest.fixture
def runner(journal: Journal) -> LateRunner:
    """A runner that is late."""
    return LateRunner(journal)


@pytest.fixture
def bookkeeper(store: Store) -> Bookkeeper:
    return Bookkeeper(store.ledger)


@pytest.fixture
def desk(journal: Journal, runner: LateRunner, eraser: Eraser, bookkeeper: Bookkeeper, tmp_path: Path) -> Desk:
    """The desk before it."""
    return Desk(journal, runner, eraser, JobFiles(tmp_path / "jobs"), bookkeeper)


async def test_words_count_even_where_the_model_was_just_through(
    journal: Journal, runner: LateRunner, desk: Desk
) -> None:
    await desk.recorrect((await refining(journal)).id, "Okafor")
    (job,) = runner.enqueued
    assert (job.stage, job.request.words, job.pages[0].state) == (Stage.CORRECT, "Okafor", PageState.READ)


async def test_a_photo_is_replaced_where_the_job_stands_once_it_was_stopped(
    journal: Journal, runner: LateRunner, desk: Desk
) -> None:
    await desk.replace_photo((await refining(journal)).id, Photo(1, "other", "another"), "Okafor")
    (job,) = runner.enqueued
    assert (job.stage, job.request.words, job.photos[0].file_id) == (Stage.FETCH, "Okafor", "other")
    assert job.answered and not job.pages


async def test_a_forgotten_job_is_not_changed_and_does_not_go_on(
    journal: Journal, runner: LateRunner, desk: Desk
) -> None:
    job = await refining(journal)

    async def closing(closed: Job) -> None:
        assert (closed.id, runner.cancelled) == (job.id, [job.id])

    await desk.forget([job], closing)
    await desk.add_words(job.id, "Okafor")
    assert not runner.enqueued and await journal.job(job.id) is None


def test_only_the_desk_changes_a_job_that_may_run() -> None:
    only_stopped = re.compile(r"journal\.(?:recorrect|undo|replace_photo|cancel|end_chat|add_to_album|add_words)\b")
    callers = {path.name for path in Path(bot.__file__).parent.rglob("*.py") if only_stopped.search(path.read_text())}
    assert callers == {"desk.py"}


class QuickDownload(LateRunner):
    """A runner whose download is through just before it can be stopped, and which looks whether it is stopped twice."""

    stopping = 0

    async def cancel(self, job_id: int) -> None:
        """The download goes through."""
        self.stopping += 1
        assert self.stopping == 1
        await asyncio.sleep(0)
        if (job := await self._journal.job(job_id)) and job.stage is Stage.FETCH:
            await self._journal.advance(job, Stage.READ)
        self.stopping -= 1


async def test_a_late_photo_of_an_album_waits_where_the_job_stands_once_it_was_stopped(
    journal: Journal, eraser: Eraser, bookkeeper: Bookkeeper, tmp_path: Path
) -> None:
    runner = QuickDownload(journal)
    desk = Desk(journal, runner, eraser, JobFiles(tmp_path / "jobs"), bookkeeper)
    job = await desk.begin_album(Request(ADA, None, 1, ADA, album_id="album"), Photo(1, "first"), nobody)
    assert job and await desk.add_photo(Request(ADA, None, 2, ADA, album_id="album"), Photo(2, "late"))
    assert [(each.stage, len(each.photos)) for each in runner.enqueued] == [(Stage.FETCH, 1), (Stage.READ, 2)]


async def test_two_changes_of_a_job_are_made_one_after_the_other(
    journal: Journal, eraser: Eraser, bookkeeper: Bookkeeper, tmp_path: Path
) -> None:
    runner = QuickDownload(journal)
    desk = Desk(journal, runner, eraser, JobFiles(tmp_path / "jobs"), bookkeeper)
    job = await refining(journal)
    await asyncio.gather(desk.recorrect(job.id, "Okafor"), desk.recorrect(job.id, "Ilona"))
    assert [each.stage for each in runner.enqueued] == [Stage.CORRECT, Stage.CORRECT]
    assert runner.enqueued[-1].request.words == "Okafor\nIlona"


async def test_photos_that_wait_for_an_album_are_not_asked_for_where_it_has_a_job(journal: Journal, desk: Desk) -> None:
    request = Request(ADA, None, 1, ADA, album_id="album")
    assert await desk.begin_album(request, Photo(1, "first"), nobody)

    async def never() -> list[tuple[Request, Photo]]:
        raise AssertionError

    assert await desk.begin_album(request, Photo(1, "first"), never) is None


async def test_an_album_is_begun_though_its_other_photos_cannot_be_noted(
    journal: Journal, runner: LateRunner, desk: Desk
) -> None:
    async def full() -> list[tuple[Request, Photo]]:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        await desk.begin_album(Request(ADA, None, 1, ADA, album_id="album"), Photo(1, "first"), full)
    assert [job.request.album_id for job in runner.enqueued] == ["album"]


async def nobody() -> list[tuple[Request, Photo]]:
    """No photo waits."""
    return []
