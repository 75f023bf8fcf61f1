"""The runner in this process: turns, one job per chat and stage, trying again, giving up, cancelling, resuming."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bot.engine.engine import Engine
from bot.errors import LegibleError, NothingToRead, Stopped, TelegramUnreachable
from bot.job import Job, Photo, Request, Stage
from bot.jobs.job_files import JobFiles
from bot.jobs.local_runner import LocalRunner, Pace
from bot.jobs.stages import Stages
from bot.page import Page
from bot.store.journal import Journal
from bot.store.store import Store
from tests.scripted import ScriptedLoader, page_of

ADA, BOB = 1, 2
QUICK = Pace(network_seconds=0.3, grace_seconds=0.1, first_delay=0.02, longest_delay=0.08, attempts=4)
NEXT = dict(pairwise(Stage))
WITHOUT_MODEL = [Stage.FETCH, Stage.READ, Stage.CORRECT, Stage.REPLY]
FOR_EVER = 60.0


class Silent:
    """A courier with nothing to carry."""

    async def show(self, job: Job) -> None:
        """Nothing to see."""

    async def withdraw(self, job: Job) -> None:
        """Nothing to take back."""

    async def show_place(self, job: Job, ahead: int) -> None:
        """Nobody waits to hear it."""

    async def fetch(self, photo: Photo, target: Path) -> None:
        """Nothing to fetch."""

    async def reply(self, job: Job) -> None:
        """Nothing to say."""

    async def amend(self, job: Job) -> None:
        """Nothing to add."""


class ScriptedStages(Stages):
    """Stages that fail or take their time as they are told, and note who was at work when."""

    def __init__(self, store: Store, files: JobFiles) -> None:
        super().__init__(store, Engine(ScriptedLoader()), Silent(), files)
        self.journal = store.journal
        self.faults: dict[tuple[Stage, int], list[Exception | float]] = {}
        self.steps: list[tuple[Stage, int]] = []
        self.times: list[float] = []
        self.cancelled: list[tuple[Stage, int]] = []
        self.most_at_once: Counter[Stage] = Counter()
        self.most_of_a_chat = 0
        self.after_step: Callable[[Job], None] = lambda job: None
        self._at_work: Counter[tuple[Stage, int]] = Counter()

    async def step(self, job: Job) -> Job | None:
        number = job.request.request_id
        self.steps.append((job.stage, number))
        self.times.append(time.monotonic())
        self._at_work[job.stage, job.chat_id] += 1
        self.most_of_a_chat = max(self.most_of_a_chat, self._at_work[job.stage, job.chat_id])
        at_once = sum(count for (stage, _), count in self._at_work.items() if stage is job.stage)
        self.most_at_once[job.stage] = max(self.most_at_once[job.stage], at_once)
        try:
            await self._suffer(job.stage, number)
        except asyncio.CancelledError:
            self.cancelled.append((job.stage, number))
            raise
        finally:
            self._at_work[job.stage, job.chat_id] -= 1
        moved = await self.journal.advance(job, Stage.DONE if job.stage is Stage.REPLY else NEXT[job.stage])
        self.after_step(job)
        return moved

    async def _suffer(self, stage: Stage, number: int) -> None:
        faults = self.faults.get((stage, number), [])
        fault = faults.pop(0) if faults else 0.005
        if isinstance(fault, Exception):
            raise fault
        await asyncio.sleep(fault)

    def done(self, stage: Stage) -> list[int]:
        """The numbers of the jobs whose stage was begun, in that order."""
        return [number for at, number in self.steps if at is stage]


@pytest.fixture
def files(tmp_path: Path) -> JobFiles:
    """Where photos are downloaded to."""
    return JobFiles(tmp_path / "jobs")


@pytest.fixture
def stages(store: Store, files: JobFiles) -> ScriptedStages:
    """Stages that can be told to fail."""
    return ScriptedStages(store, files)


@pytest.fixture
def runner(journal: Journal, stages: ScriptedStages) -> LocalRunner:
    """The runner, at a quick pace; it does not run yet."""
    return LocalRunner(journal, stages, QUICK)


@asynccontextmanager
async def running(runner: LocalRunner) -> AsyncIterator[None]:
    task = asyncio.create_task(runner.run())
    try:
        yield
        assert not task.done()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def add(
    journal: Journal, number: int, chat: int = ADA, stage: Stage = Stage.FETCH, person: int | None = None
) -> Job:
    """A job that has come to a stage; `number` is the message that asked."""
    job = await journal.add_job(Request(chat, None, number, person or chat), Photo(number, f"file{number}"))
    assert job
    while job.stage is not stage:
        moved = await journal.advance(job, NEXT[job.stage])
        assert moved
        job = moved
    return job


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.005)


async def until_answered(journal: Journal) -> None:
    async with asyncio.timeout(30):
        while await journal.unfinished_jobs():
            await asyncio.sleep(0.02)


async def failure(journal: Journal, job: Job) -> type[LegibleError] | None:
    now = await journal.job(job.id)
    assert now
    return type(now.failure) if now.failure else None


async def test_a_job_goes_through_every_stage(journal: Journal, stages: ScriptedStages, runner: LocalRunner) -> None:
    async with running(runner):
        await runner.enqueue(await add(journal, 1))
        await until_answered(journal)
    assert stages.steps == [(stage, 1) for stage in WITHOUT_MODEL]


async def test_chats_take_turns(journal: Journal, stages: ScriptedStages, runner: LocalRunner) -> None:
    for number in range(10):
        await runner.enqueue(await add(journal, number, ADA, Stage.READ))
    await runner.enqueue(await add(journal, 99, BOB, Stage.READ))
    async with running(runner):
        await until_answered(journal)
    assert stages.done(Stage.READ) == [0, 99, *range(1, 10)]


async def test_a_chat_has_one_job_in_a_stage_and_keeps_their_order(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    async with running(runner):
        for number in range(8):
            await runner.enqueue(await add(journal, number))
        await until_answered(journal)
    assert stages.most_of_a_chat == 1
    for stage in WITHOUT_MODEL:
        assert stages.done(stage) == list(range(8))


async def test_reading_is_done_one_by_one_and_fetching_side_by_side(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    for number in range(8):
        stages.faults[Stage.FETCH, number] = [0.1]
        await runner.enqueue(await add(journal, number, chat=number))
    async with running(runner):
        await until_answered(journal)
    at_once = stages.most_at_once
    assert (at_once[Stage.FETCH], at_once[Stage.READ], at_once[Stage.CORRECT]) == (8, 1, 1)
    assert at_once[Stage.REPLY] <= 4


async def test_a_second_reader_is_never_for_the_person_who_holds_the_first(
    journal: Journal, stages: ScriptedStages
) -> None:
    runner, group = LocalRunner(journal, stages, QUICK, reading=2), 9
    stages.faults[Stage.READ, 1] = [0.4]
    for number, chat, person in ((1, ADA, ADA), (2, group, ADA), (3, BOB, BOB), (4, BOB, BOB)):
        await runner.enqueue(await add(journal, number, chat, Stage.READ, person))
    async with running(runner):
        await until_answered(journal)
    assert stages.done(Stage.READ) == [1, 3, 4, 2]
    assert stages.done(Stage.REPLY)[:2] == [3, 4]
    assert stages.most_at_once[Stage.READ] == 2


@pytest.mark.parametrize("error", [TimeoutError, TelegramUnreachable, ValueError])
async def test_a_step_that_failed_after_it_had_moved_its_job_is_not_done_again(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner, error: type[Exception]
) -> None:
    late = [Stage.FETCH, Stage.REPLY]

    def fail(job: Job) -> None:
        if job.stage in late:
            late.remove(job.stage)
            raise error

    stages.after_step = fail
    async with running(runner):
        await runner.enqueue(await add(journal, 1))
        await until_answered(journal)
    assert stages.steps == [(stage, 1) for stage in WITHOUT_MODEL]


async def test_a_chat_that_waits_for_telegram_holds_up_no_other(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    stages.faults[Stage.REPLY, 1] = [TelegramUnreachable() for _ in range(100)]
    async with running(runner):
        await runner.enqueue(await add(journal, 1, ADA))
        await runner.enqueue(await add(journal, 2, BOB))
        await until(lambda: 2 in stages.done(Stage.REPLY))
        await asyncio.sleep(0.1)
    assert [job.request.request_id for job in await journal.unfinished_jobs()] == [1]


async def test_what_telegram_did_not_take_is_tried_again_after_growing_delays(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    job = await add(journal, 1, stage=Stage.REPLY)
    stages.faults[Stage.REPLY, 1] = [TelegramUnreachable() for _ in range(6)]
    await runner.enqueue(job)
    async with running(runner):
        await until_answered(journal)
    gaps = [later - sooner for sooner, later in pairwise(stages.times)]
    assert len(gaps) == 6
    for gap, least in zip(gaps, (0.02, 0.04, 0.08, 0.08, 0.08, 0.08), strict=True):
        assert least <= gap < least + 5
    assert await failure(journal, job) is None


async def test_a_success_begins_the_delays_anew(journal: Journal, stages: ScriptedStages, runner: LocalRunner) -> None:
    for stage in (Stage.FETCH, Stage.READ, Stage.REPLY):
        stages.faults[stage, 1] = [TelegramUnreachable() for _ in range(3)]
    job = await add(journal, 1)
    await runner.enqueue(job)
    async with running(runner):
        await until_answered(journal)
    assert await failure(journal, job) is None
    assert len(stages.steps) == 4 + 9


async def test_the_wait_that_telegram_asks_for_is_kept(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    stages.faults[Stage.REPLY, 1] = [TelegramUnreachable(retry_after=0.4)]
    await runner.enqueue(await add(journal, 1, stage=Stage.REPLY))
    async with running(runner):
        await until_answered(journal)
    assert 0.4 <= stages.times[1] - stages.times[0] < 5


async def test_a_photo_that_cannot_be_fetched_is_given_up_with_an_apology(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    stages.faults[Stage.FETCH, 1] = [TelegramUnreachable() for _ in range(100)]
    job = await add(journal, 1)
    await runner.enqueue(job)
    async with running(runner):
        await until_answered(journal)
    assert stages.steps == [*[(Stage.FETCH, 1)] * QUICK.attempts, (Stage.REPLY, 1)]
    assert await failure(journal, job) is TelegramUnreachable


@pytest.mark.parametrize("stage", [Stage.FETCH, Stage.REPLY])
async def test_a_call_that_hangs_is_cut_off_and_tried_again(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner, stage: Stage
) -> None:
    stages.faults[stage, 1] = [FOR_EVER]
    job = await add(journal, 1, stage=stage)
    await runner.enqueue(job)
    async with running(runner):
        await until_answered(journal)
    assert stages.steps[:2] == [(stage, 1), (stage, 1)]
    assert stages.times[1] - stages.times[0] >= QUICK.network_seconds
    assert await failure(journal, job) is None


async def test_reading_may_take_longer_than_a_call(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    stages.faults[Stage.READ, 1] = [QUICK.network_seconds + 0.2]
    await runner.enqueue(await add(journal, 1, stage=Stage.READ))
    async with running(runner):
        await until_answered(journal)
    assert stages.done(Stage.READ) == [1]


@pytest.mark.parametrize("stage", [Stage.FETCH, Stage.READ, Stage.CORRECT])
async def test_a_defect_becomes_an_apology_and_the_next_job_is_done(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner, stage: Stage
) -> None:
    stages.faults[stage, 1] = [ZeroDivisionError("a defect")]
    broken, good = await add(journal, 1), await add(journal, 2)
    async with running(runner):
        await runner.enqueue(broken)
        await runner.enqueue(good)
        await until_answered(journal)
    assert await failure(journal, broken) is LegibleError
    assert await failure(journal, good) is None
    assert (Stage.REPLY, 1) in stages.steps


async def test_an_apology_that_fails_as_well_ends_the_job(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    stages.faults[Stage.REPLY, 1] = [ZeroDivisionError("a defect") for _ in range(100)]
    await runner.enqueue(await add(journal, 1, stage=Stage.REPLY))
    async with running(runner):
        await until_answered(journal)
        await asyncio.sleep(0.1)
    assert stages.steps == [(Stage.REPLY, 1)] * 2


async def test_a_job_that_is_somewhere_else_by_now_is_left_alone(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    job = await add(journal, 1)
    stages.faults[Stage.FETCH, 1] = [0.1]
    async with running(runner):
        await runner.enqueue(job)
        await until(lambda: stages.steps != [])
        await journal.cancel(ADA, ADA, Stopped())
        await asyncio.sleep(0.3)
    assert stages.steps == [(Stage.FETCH, 1)]


async def test_cancel_stops_what_is_being_done_and_the_next_job_goes_on(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    stages.faults[Stage.READ, 1] = [FOR_EVER]
    job = await add(journal, 1, stage=Stage.READ)
    async with running(runner):
        await runner.enqueue(job)
        await until(lambda: stages.steps != [])
        await asyncio.wait_for(runner.cancel(job.id), 1)
        assert stages.cancelled == [(Stage.READ, 1)]
        await runner.enqueue(await add(journal, 2, stage=Stage.READ))
        await until(lambda: (Stage.REPLY, 2) in stages.steps)
    assert stages.done(Stage.READ) == [1, 2]


async def test_cancel_takes_a_job_out_of_the_queue(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    stages.faults[Stage.READ, 1] = [0.2]
    jobs = [await add(journal, number, stage=Stage.READ) for number in (1, 2, 3)]
    for job in jobs:
        await runner.enqueue(job)
    async with running(runner):
        await until(lambda: stages.steps != [])
        await runner.cancel(jobs[1].id)
        await until(lambda: (Stage.REPLY, 3) in stages.steps)
    assert stages.done(Stage.READ) == [1, 3]


async def test_cancel_forgets_a_job_that_waits_to_be_tried_again(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    stages.faults[Stage.FETCH, 1] = [TelegramUnreachable(retry_after=0.2)]
    job = await add(journal, 1)
    await runner.enqueue(job)
    async with running(runner):
        await until(lambda: stages.steps != [])
        await asyncio.sleep(0.05)
        await runner.cancel(job.id)
        await asyncio.sleep(0.4)
    assert stages.steps == [(Stage.FETCH, 1)]


async def test_cancel_of_a_job_that_is_nowhere_does_nothing(runner: LocalRunner) -> None:
    async with running(runner):
        await asyncio.wait_for(runner.cancel(77), 1)


async def test_after_cancel_nothing_more_is_done_even_if_the_stage_was_just_through(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    through = asyncio.Event()
    stages.after_step = lambda job: through.set()
    job = await add(journal, 1, stage=Stage.READ)
    async with running(runner):
        await runner.enqueue(job)
        await through.wait()
        await runner.cancel(job.id)
        await asyncio.sleep(0.2)
    assert stages.steps == [(Stage.READ, 1)]


async def test_a_cancelled_job_replies_without_the_delays_of_before(journal: Journal, stages: ScriptedStages) -> None:
    slow = Pace(network_seconds=5, grace_seconds=0.1, first_delay=0.05, longest_delay=60, attempts=100)
    runner = LocalRunner(journal, stages, slow)
    stages.faults[Stage.FETCH, 1] = [TelegramUnreachable() for _ in range(5)]
    stages.faults[Stage.REPLY, 1] = [TelegramUnreachable()]
    await runner.enqueue(await add(journal, 1))
    async with running(runner):
        await until(lambda: len(stages.steps) == 5)
        await asyncio.sleep(0.05)
        (cancelled,) = await journal.cancel(ADA, ADA, Stopped())
        await runner.cancel(cancelled.id)
        await runner.enqueue(cancelled)
        await until(lambda: len(stages.done(Stage.REPLY)) == 2)
    assert stages.times[-1] - stages.times[-2] < 1


class SlowToShow(Silent):
    """A courier whose call to Telegram takes a moment."""

    def __init__(self) -> None:
        self.shown = asyncio.Event()

    async def show(self, job: Job) -> None:
        self.shown.set()
        await asyncio.sleep(0.05)


class EndlessEngine(Engine):
    """Reads until it is cancelled."""

    def __init__(self) -> None:
        super().__init__(ScriptedLoader())
        self.at_work = 0

    async def read(self, photo: Path, number: int = 1) -> Page:
        self.at_work += 1
        try:
            await asyncio.sleep(FOR_EVER)
            return page_of("never")
        finally:
            self.at_work -= 1


async def test_cancel_while_the_stage_is_shown_leaves_no_computation(
    journal: Journal, store: Store, files: JobFiles
) -> None:
    courier, engine = SlowToShow(), EndlessEngine()
    runner = LocalRunner(journal, Stages(store, engine, courier, files), QUICK)
    job = await add(journal, 1, stage=Stage.READ)
    photo = files.path(job, job.photos[0])
    photo.parent.mkdir(parents=True)
    photo.touch()
    async with running(runner):
        await runner.enqueue(job)
        await courier.shown.wait()
        await runner.cancel(job.id)
        await asyncio.sleep(0.05)
        assert engine.at_work == 0


class SlowToFail(Silent):
    """A courier that cannot reach Telegram and says so after a moment."""

    def __init__(self) -> None:
        self.fetches = 0

    async def fetch(self, photo: Photo, target: Path) -> None:
        self.fetches += 1
        await asyncio.sleep(0.05)
        raise TelegramUnreachable(retry_after=0.1)


async def test_a_step_that_fails_while_it_is_cancelled_is_not_tried_again(
    journal: Journal, store: Store, files: JobFiles
) -> None:
    courier = SlowToFail()
    runner = LocalRunner(journal, Stages(store, EndlessEngine(), courier, files), QUICK)
    job = await add(journal, 1)
    async with running(runner):
        await runner.enqueue(job)
        await until(lambda: courier.fetches == 1)
        await runner.cancel(job.id)
        await asyncio.sleep(0.4)
    assert courier.fetches == 1


async def test_resume_does_what_an_earlier_run_left(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    for number, stage in enumerate(Stage):
        await add(journal, number, stage=stage)
    await runner.resume()
    async with running(runner):
        await until_answered(journal)
    assert stages.done(Stage.REPLY) == [3, 2, 1, 0]
    assert sorted(stages.done(Stage.FETCH)) == [0]


async def test_stopping_the_runner_stops_what_it_does(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    stages.faults[Stage.READ, 1] = [FOR_EVER]
    stages.faults[Stage.FETCH, 2] = [TelegramUnreachable(retry_after=FOR_EVER)]
    await runner.enqueue(await add(journal, 1, stage=Stage.READ))
    await runner.enqueue(await add(journal, 2))
    async with running(runner):
        await until(lambda: len(stages.steps) == 2)
        await asyncio.sleep(0.05)
    assert stages.cancelled == [(Stage.READ, 1)]
    await asyncio.sleep(0)
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []
    assert len(await journal.unfinished_jobs()) == 2


async def test_a_job_that_cannot_even_be_given_up_goes_on_when_the_disk_has_space_again(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = 3

    def fail_at_times(method: Callable[..., Awaitable[Job | None]]) -> Callable[..., Awaitable[Job | None]]:
        async def full(*arguments: object) -> Job | None:
            nonlocal failures
            failures -= 1
            if failures >= 0:
                raise OSError("no space left on device")
            return await method(*arguments)

        return full

    stages.faults[Stage.READ, 1] = [NothingToRead()]
    await runner.enqueue(await add(journal, 1, stage=Stage.READ))
    await runner.enqueue(await add(journal, 2, BOB, stage=Stage.READ))
    monkeypatch.setattr(stages, "apologise", fail_at_times(stages.apologise))
    monkeypatch.setattr(journal, "job", fail_at_times(journal.job))
    async with running(runner):
        await until_answered(journal)
    assert failures < 0
    assert stages.done(Stage.READ) == [1, 2, 1]


@pytest.mark.parametrize("stage", [Stage.FETCH, Stage.READ, Stage.REPLY])
async def test_a_full_disk_is_no_defect_and_is_waited_for(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner, stage: Stage
) -> None:
    stages.faults[stage, 1] = [OSError("no space left"), OSError("no space left")]
    job = await add(journal, 1, stage=stage)
    await runner.enqueue(job)
    async with running(runner):
        await until_answered(journal)
    assert stages.done(stage) == [1, 1, 1] and await failure(journal, job) is None


async def test_a_disk_that_stays_full_is_given_up(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    stages.faults[Stage.READ, 1] = [OSError("no space left") for _ in range(100)]
    job = await add(journal, 1, stage=Stage.READ)
    await runner.enqueue(job)
    async with running(runner):
        await until_answered(journal)
    assert len(stages.done(Stage.READ)) == QUICK.attempts and await failure(journal, job) is LegibleError


def test_after_a_thousand_failures_the_delay_is_still_the_longest() -> None:
    assert Pace().delay(5000) == Pace.longest_delay


async def test_whoever_waits_for_their_own_photo_elsewhere_holds_up_nobody_in_a_group(
    journal: Journal, stages: ScriptedStages
) -> None:
    runner, group = LocalRunner(journal, stages, QUICK, reading=2), 9
    stages.faults[Stage.READ, 1] = [0.4]
    for number, chat, person in ((1, ADA, ADA), (2, group, ADA), (3, group, ADA), (4, group, BOB)):
        await runner.enqueue(await add(journal, number, chat, Stage.READ, person))
    async with running(runner):
        await until_answered(journal)
    assert stages.done(Stage.READ) == [1, 4, 2, 3]


async def test_whatever_goes_wrong_in_telling_places_harms_no_job(journal: Journal, stages: ScriptedStages) -> None:
    runner = LocalRunner(journal, stages, replace(QUICK, telling_seconds=0.02))

    async def broken(job: Job, ahead: int) -> None:
        raise OSError("no space left on device")

    stages.tell_place = broken  # type: ignore[method-assign]
    for number in range(3):
        stages.faults[Stage.READ, number] = [0.2]
        await runner.enqueue(await add(journal, number, stage=Stage.READ))
    async with running(runner):
        await until_answered(journal)
    assert stages.done(Stage.READ) == [0, 1, 2]


async def test_those_who_wait_are_told_their_place_and_whenever_it_changes(
    journal: Journal, stages: ScriptedStages
) -> None:
    runner = LocalRunner(journal, stages, replace(QUICK, telling_seconds=0.02))
    told: list[tuple[int, int]] = []

    async def tell_place(job: Job, ahead: int) -> None:
        told.append((job.request.request_id, ahead))

    stages.tell_place = tell_place  # type: ignore[method-assign]
    for number in range(3):
        stages.faults[Stage.READ, number] = [0.3]
        await runner.enqueue(await add(journal, number, stage=Stage.READ))
    async with running(runner):
        await until_answered(journal)
    assert told == [(1, 1), (2, 2), (2, 1)]


async def test_the_next_page_of_a_file_comes_before_the_chats_next_photo(
    journal: Journal, stages: ScriptedStages, runner: LocalRunner
) -> None:
    file, photo, other = [
        await add(journal, number, chat, Stage.READ) for number, chat in ((1, ADA), (2, ADA), (3, BOB))
    ]
    done = 0
    step = stages.step

    async def paged(job: Job) -> Job | None:
        nonlocal done
        if job.id == file.id and job.stage is Stage.READ and done < 2:
            done += 1
            stages.steps.append((job.stage, 1))
            return await journal.advance(job, Stage.READ)
        return await step(job)

    stages.step = paged  # type: ignore[method-assign]
    for job in (file, photo, other):
        await runner.enqueue(job)
    async with running(runner):
        await until_answered(journal)
    assert stages.done(Stage.READ) == [1, 3, 1, 1, 2]
