"""What the stages tell of failures: once, to whom it matters, and nothing of it is kept for good."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.engine.engine import Engine
from bot.errors import FileUnavailable, LegibleError, NothingToRead, ReaderTooSlow, TelegramUnreachable
from bot.job import Job, Photo, Request, Stage
from bot.jobs import stages as module
from bot.jobs import untold_failures
from bot.jobs.job_files import JobFiles
from bot.jobs.stages import FILE_TRIES, Stages
from bot.page import Page
from bot.store.store import Store
from tests.jobs.test_local_runner import Silent
from tests.scripted import ScriptedLoader


class Fetching(Silent):
    """A courier that brings something, or says that it is gone."""

    missing = 0
    fetched = 0

    async def fetch(self, photo: Photo, target: Path) -> None:
        """Write a file."""
        self.fetched += 1
        if self.missing and photo.file_id == "file":
            self.missing -= 1
            raise FileUnavailable
        await asyncio.to_thread(target.write_bytes, b"photo")


class Failing(Engine):
    """An engine that fails, or takes for ever."""

    def __init__(self, error: LegibleError | None) -> None:
        super().__init__(ScriptedLoader())
        self._error = error

    async def count(self, photo: Path) -> int:
        """One page."""
        return 1

    async def read(self, photo: Path, number: int = 1) -> Page:
        """Fail."""
        if self._error:
            raise self._error
        await asyncio.sleep(60)
        raise AssertionError


class Bench:
    """Stages with what they say."""

    def __init__(self, store: Store, folder: Path, error: LegibleError | None) -> None:
        self.slow: list[int] = []
        self.courier = Fetching()
        self.store = store
        self.stages = Stages(
            store, Failing(error), self.courier, JobFiles(folder), on_slow=lambda job: self.slow.append(job.id)
        )

    async def fetched(self, *, unasked: bool = False) -> Job:
        """A job that is to be read."""
        job = await self.store.journal.add_job(Request(-100, None, 1, 5, unasked=unasked), Photo(1, "file"))
        assert job
        after = await self.stages.step(job)
        assert after and after.stage is Stage.READ
        return after

    async def through(self, job: Job) -> None:
        """Do all steps."""
        now: Job | None = job
        while now and now.stage is not Stage.DONE:
            now = await self.stages.step(now)


async def test_a_photo_that_nobody_asked_for_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    bench = Bench(store, tmp_path, NothingToRead())
    await bench.through(await bench.fetched(unasked=True))
    assert not bench.stages._untold


async def test_failures_of_jobs_that_never_end_are_not_kept_for_good(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(untold_failures, "MOST_JOBS", 2)
    bench = Bench(store, tmp_path, None)
    monkeypatch.setattr(module, "FILE_TRIES", 1)
    bench.courier.missing = 5
    for number in range(5):
        job = await store.journal.add_job(Request(-100, None, number, 5), Photo(1, "file"))
        assert job
        await bench.stages.step(job)
    assert len(bench.stages._untold) == 2


@pytest.mark.parametrize("missing", [FILE_TRIES - 1, FILE_TRIES])
async def test_a_file_that_telegram_does_not_have_just_now_is_asked_for_again_and_then_left_out(
    store: Store, tmp_path: Path, missing: int
) -> None:
    bench = Bench(store, tmp_path, None)
    bench.courier.missing = missing
    job = await store.journal.add_job(Request(5, None, 1, 5, album_id="a"), Photo(1, "file"))
    assert job
    job = await store.journal.add_to_album(Request(5, None, 2, 5, album_id="a"), Photo(2, "other"))
    assert job
    for _ in range(FILE_TRIES - 1):
        with pytest.raises(TelegramUnreachable):
            await bench.stages.step(job)
    after = await bench.stages.step(job)
    assert after and after.stage is Stage.READ and bench.courier.fetched == 2 * FILE_TRIES
    assert [type(failed.failure) for _, failed in after.failures] == ([] if missing < FILE_TRIES else [FileUnavailable])


async def test_a_slow_page_is_charged_when_it_fails_and_not_when_that_is_said(store: Store, tmp_path: Path) -> None:
    bench = Bench(store, tmp_path, ReaderTooSlow())
    job = await bench.fetched()
    await bench.stages.step(job)
    assert bench.slow == [job.id]


@pytest.mark.parametrize(("limit", "charged"), [(0.05, True), (10.0, False)])
async def test_a_page_that_was_stopped_is_charged_where_it_had_been_read_for_long(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: float, charged: bool
) -> None:
    monkeypatch.setattr(module, "LONG_SECONDS", limit)
    bench = Bench(store, tmp_path, None)
    job = await bench.fetched()
    step = asyncio.create_task(bench.stages.step(job))
    await asyncio.sleep(0.2)
    bench.stages.stop(job.id)
    assert await step is None
    assert bool(bench.slow) is charged
