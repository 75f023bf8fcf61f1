"""The stages of a job: fetch, read, correct, reply, refine, amend. Each does its work and moves the job on."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Protocol, TypeVar

from bot.engine import Engine
from bot.errors import ChatClosed, LegibleError, TelegramUnreachable
from bot.jobs.job import Job, Stage
from bot.jobs.journal import Journal
from bot.page import Page

T = TypeVar("T")


class Courier(Protocol):
    """Carries between a job and Telegram.

    Every method raises TelegramUnreachable where it is worth trying again and ChatClosed where it never will be.
    """

    async def show(self, job: Job) -> None:
        """Let the person see the job's stage."""

    async def fetch(self, job: Job, target: Path) -> None:
        """Download the photo; raises FileGone, FileTooLarge."""

    async def reply(self, job: Job) -> None:
        """Bring the answer or the apology, at most once however often it is called."""

    async def amend(self, job: Job) -> None:
        """Make the answer that was brought say what the job now says."""


class ComputationStopped(Exception):
    """Somebody called `Stages.stop`."""


class Stages:
    """Does one stage of a job at a time. Temporary files stand in `folder`, in a folder of the job's own."""

    def __init__(self, journal: Journal, engine: Engine, courier: Courier, folder: Path) -> None:
        self._journal = journal
        self._engine = engine
        self._courier = courier
        self._folder = folder
        self._computing: dict[int, asyncio.Future[Any]] = {}
        self._stopped: set[int] = set()

    def clear(self) -> None:
        """Delete what an earlier run left behind; a photo that is needed again is fetched again."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def stop(self, job_id: int) -> None:
        """Let the step that is being done for a job compute nothing more; it ends and leaves the job where it is."""
        self._stopped.add(job_id)
        if computing := self._computing.get(job_id):
            computing.cancel()

    async def step(self, job: Job) -> Job | None:
        """Do what the job's stage asks; answer the job in its next stage, None where nothing is left to do.

        Raises TelegramUnreachable where the same step is worth trying again.
        """
        try:
            match job.stage:
                case Stage.FETCH:
                    return await self._fetch(job)
                case Stage.READ:
                    return await self._read(job)
                case Stage.CORRECT:
                    return await self._correct(job)
                case Stage.REPLY:
                    return await self._reply(job)
                case Stage.REFINE:
                    return await self._refine(job)
                case Stage.AMEND:
                    return await self._amend(job)
                case Stage.DONE:
                    return None
        except TelegramUnreachable:
            raise
        except ComputationStopped:
            return None
        except ChatClosed:
            await self.drop_files(job)
            return await self._journal.advance(job, Stage.DONE)
        except LegibleError as error:
            return await self.apologise(job, error)
        finally:
            self._stopped.discard(job.id)

    async def apologise(self, job: Job, error: LegibleError) -> Job | None:
        """Give the job up: its reply says why. An apology that fails as well is the end, and so is an answer's edit."""
        await self.drop_files(job)
        if job.apology or job.answered:
            return await self._journal.advance(job, Stage.DONE)
        return await self._journal.advance(job, Stage.REPLY, apology=error.for_person())

    async def _fetch(self, job: Job) -> Job | None:
        await self._courier.show(job)
        photo = self._photo(job)
        photo.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        await self._courier.fetch(job, photo)
        after = await self._journal.advance(job, Stage.READ)
        if after is None:
            await self.drop_files(job)
        return after

    async def _read(self, job: Job) -> Job | None:
        photo = self._photo(job)
        if not photo.exists():
            return await self._journal.advance(job, Stage.FETCH)
        await self._courier.show(job)
        page = await self._compute(job, self._read_page(job, photo))
        await self.drop_files(job)
        return await self._journal.advance(job, Stage.CORRECT, page=page)

    async def _correct(self, job: Job) -> Job | None:
        if job.page is None:
            return await self._journal.advance(job, Stage.FETCH)
        await self._courier.show(job)
        correction = await self._compute(job, self._engine.correct(job.page))
        return await self._journal.advance(job, Stage.REPLY, correction=correction)

    async def _reply(self, job: Job) -> Job | None:
        await self._courier.reply(job)
        await self.drop_files(job)
        is_last = job.apology is not None or not self._engine.models
        return await self._journal.advance(job, Stage.DONE if is_last else Stage.REFINE)

    async def _refine(self, job: Job) -> Job | None:
        """The person has the answer already; where the model changes nothing of it, nothing is said."""
        if job.page is None or job.correction is None:
            return await self._journal.advance(job, Stage.DONE)
        before = job.correction
        after = await self._compute(job, self._engine.refine(job.page, before, job.request.glossary))
        seen = after.lines != before.lines or after.notice != before.notice
        return await self._journal.advance(job, Stage.AMEND if seen else Stage.DONE, correction=after)

    async def _amend(self, job: Job) -> Job | None:
        await self._courier.amend(job)
        return await self._journal.advance(job, Stage.DONE)

    async def _read_page(self, job: Job, photo: Path) -> Page:
        page = await self._engine.read(photo)
        glossary = job.request.glossary
        return await self._engine.respell(page, glossary) if glossary else page

    async def _compute(self, job: Job, work: Coroutine[object, object, T]) -> T:
        task = asyncio.ensure_future(work)
        self._computing[job.id] = task
        if job.id in self._stopped:
            task.cancel()
        try:
            await asyncio.wait({task})
        finally:
            task.cancel()
            del self._computing[job.id]
        if task.cancelled():
            raise ComputationStopped
        return task.result()

    def _photo(self, job: Job) -> Path:
        return self._folder / str(job.id) / "photo"

    async def drop_files(self, job: Job) -> None:
        """Delete the job's folder."""
        await asyncio.to_thread(shutil.rmtree, self._photo(job).parent, ignore_errors=True)
