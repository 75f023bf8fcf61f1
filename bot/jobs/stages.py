"""The stages of a job: fetch, read, correct, reply, refine, amend. Each does its work and moves the job on."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from bot.correcting.terms.forms import terms_in
from bot.engine.engine import Engine
from bot.errors import (
    ChatClosed,
    ChatMoved,
    FileGone,
    FileTooLarge,
    FileUnavailable,
    LegibleError,
    NothingToRead,
    PhotoError,
    ReaderCrashed,
    ReaderOutOfMemory,
    ReaderTooSlow,
    TelegramError,
    TelegramUnreachable,
    TooComplex,
    TooManyPages,
)
from bot.glossary.glossary import Glossary
from bot.job import FailedPage, Job, PageState, Photo, ReadPage, Stage, with_way_back
from bot.jobs.bookkeeping import Bookkeeper
from bot.jobs.courier_protocol import Courier
from bot.jobs.job_files import JobFiles
from bot.jobs.untold_failures import OnFailure, UntoldFailures
from bot.store.store import Store

T = TypeVar("T")
FILE_TRIES = 8  # in three minutes, the pauses of downloads and runner together; a file that is gone is none sooner
SLOW = (TooComplex, ReaderTooSlow)
LONG_SECONDS = 10.0  # after which a page counts as slow where its reading is stopped
BREAKING = (ReaderCrashed, ReaderOutOfMemory)
MOST_PAGES = 30  # of a file: about a minute and a half of reading on two cores


class ComputationStopped(Exception):
    """Somebody called `Stages.stop`."""


class Stages:
    """Does one stage of a job at a time."""

    def __init__(
        self,
        store: Store,
        engine: Engine,
        courier: Courier,
        files: JobFiles,
        on_failure: OnFailure = lambda job, error, told: None,
        on_slow: Callable[[Job], None] = lambda job: None,
    ) -> None:
        """`on_failure` hears of each error, once the person was told, or cannot be.

        `on_slow` hears at once of a page that was given up, or stopped, after it had held a reader for long.
        """
        self._journal = store.journal
        self._glossaries = store.glossaries
        self._engine = engine
        self._courier = courier
        self._files = files
        self._on_slow = on_slow
        self._computing: dict[int, asyncio.Future[Any]] = {}
        self._stopped: set[int] = set()
        self._without_file: Counter[int] = Counter()
        self._untold = UntoldFailures(on_failure)
        self._bookkeeper = Bookkeeper(store.ledger)

    def stop(self, job_id: int) -> None:
        """Let the step that is being done for a job compute nothing more; it ends and leaves the job where it is."""
        self._stopped.add(job_id)
        if computing := self._computing.get(job_id):
            computing.cancel()

    def stopped(self, job_id: int) -> None:
        """The step that was to stop has ended: the job's next one may compute."""
        self._stopped.discard(job_id)

    async def step(self, job: Job) -> Job | None:
        """Do what the job's stage asks; answer the job in its next stage, None where nothing is left to do.

        Raises TelegramUnreachable where the same step is worth trying again.
        """
        after = await self._step(job)
        if after is None or after.stage is Stage.DONE:
            self._untold.drop(job)
        return after

    async def _step(self, job: Job) -> Job | None:
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
        except ChatMoved as moved:
            await self._journal.move_chat(job.chat_id, moved.chat_id)
            return await self._journal.job(job.id)
        except ChatClosed:
            await self._files.drop(job)
            return await self._journal.advance(job, Stage.DONE)
        except LegibleError as error:
            return await self.apologise(job, error)

    async def tell_place(self, job: Job, ahead: int) -> None:
        """Let the person see how many are before them; where that cannot be said now, it is left out."""
        with suppress(TelegramError):
            await self._courier.show_place(job, ahead)

    async def apologise(self, job: Job, error: LegibleError) -> Job | None:
        """Give the job up: its reply says why. An apology that fails as well is the end, and so is an answer's edit.

        An answer whose photo was replaced by one that cannot be read makes way for the apology.
        """
        self._untold.add(job, error)
        after = await self._give_up(job, error)
        if job.failure:
            self._untold.tell(job, told=False)
        elif after is None or after.stage is Stage.DONE:
            self._untold.drop(job)
        return after

    async def _give_up(self, job: Job, error: LegibleError) -> Job | None:
        await self._files.drop(job)
        if job.failure or (job.answered and job.pages):
            return await self._journal.advance(job, Stage.DONE)
        return await self._journal.advance(job, Stage.REPLY, failure=error)

    async def _fetch(self, job: Job) -> Job | None:
        await self._courier.show(job)
        missing = None
        for photo in job.unread:
            path = self._files.path(job, photo)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                await self._courier.fetch(photo, path)
            except (FileGone, FileTooLarge) as error:
                if isinstance(error, FileUnavailable) and self._may_come(job):
                    missing = error
                    continue
                self._untold.add(job, error)
                if not await self._journal.add_page(job, photo, FailedPage(photo.next_page, error)):
                    return None
        if missing:
            self._without_file[job.id] += 1
            raise TelegramUnreachable from missing
        self._without_file.pop(job.id, None)
        after = await self._journal.advance(job, Stage.READ)
        if after is None:
            await self._files.drop(job)
        return after

    def _may_come(self, job: Job) -> bool:
        """Whether a file of a job that Telegram does not have just now is asked for again."""
        return self._without_file[job.id] + 1 < FILE_TRIES

    async def _read(self, job: Job) -> Job | None:
        """Read one page: the next is read when the other chats have had their turn."""
        if not job.unread:
            return await self._all_read(job)
        photo = job.unread[0]
        path = self._files.path(job, photo)
        if not path.exists():
            return await self._journal.advance(job, Stage.FETCH)
        await self._courier.show(job)
        after = await self._read_page(job, photo, path)
        if after and photo.id not in {unread.id for unread in after.unread}:
            await asyncio.to_thread(path.unlink, missing_ok=True)
        return after

    async def _read_page(self, job: Job, photo: Photo, path: Path) -> Job | None:
        number, began = photo.next_page, time.monotonic()
        try:
            if photo.count is None and (count := await self._compute(job, self._count(path))) > 1:
                return await self._journal.count_pages(job, photo, count)
            reading = await self._compute(job, self._engine.read(path, number))
        except PhotoError as error:
            self._untold.add(job, error)
            if isinstance(error, SLOW):
                self._on_slow(job)
            after = await self._journal.add_page(job, photo, FailedPage(number, error))
            if after and _is_given_up(photo, error):
                return await self._journal.count_pages(after, photo, number)
            return after
        except ComputationStopped:
            if time.monotonic() - began > LONG_SECONDS:
                self._on_slow(job)
            raise
        return await self._journal.add_page(job, photo, ReadPage(number, PageState.READ, reading))

    async def _count(self, path: Path) -> int:
        count = await self._engine.count(path)
        if count > MOST_PAGES:
            raise TooManyPages(limit=MOST_PAGES)
        return count

    async def _all_read(self, job: Job) -> Job | None:
        await self._files.drop(job)
        if not job.pages and job.failures:
            if job.request.unasked and all(isinstance(failed.failure, NothingToRead) for _, failed in job.failures):
                await self._courier.withdraw(job)
                return await self._journal.advance(job, Stage.DONE)
            return await self._give_up(job, job.failures[0][1].failure)
        return await self._journal.advance(job, Stage.CORRECT)

    async def _correct(self, job: Job) -> Job | None:
        if job.unread:
            return await self._journal.advance(job, Stage.FETCH)
        await self._courier.show(job)
        glossary = await self._glossary(job)
        pages = [
            (photo, await self._compute(job, self._corrected(job, page, glossary)))
            for photo in job.photos
            for page in photo.pages
            if page.state is PageState.READ
        ]
        found = (
            None
            if job.found is None
            else terms_in(glossary, "\n".join(page.note.text for _, page in pages if page.note))
        )
        return await self._journal.save_pages(job, Stage.REPLY, with_way_back(job, pages), found=found)

    async def _corrected(self, job: Job, page: ReadPage, glossary: Glossary) -> ReadPage:
        correct = job.request.preferences.correct
        note = await self._engine.correct(page.reading, glossary, correct=correct)
        return replace(
            page, note=note, state=PageState.CORRECTED if correct and self._engine.models else PageState.DONE
        )

    async def _reply(self, job: Job) -> Job | None:
        await self._bookkeeper.enter(job)
        if job.answered:
            await self._courier.amend(job)
        else:
            await self._courier.reply(job)
        self._untold.tell(job, told=True)
        await self._files.drop(job)
        after = await self._journal.advance(job, Stage.REFINE, answered=job.failure is None)
        if after is None or (after.is_refining and not after.unread):
            return after
        return await self._journal.advance(after, Stage.FETCH if after.unread and not job.failure else Stage.DONE)

    async def _refine(self, job: Job) -> Job | None:
        """Let the model look over one page; the answer is edited when it is through with all."""
        waiting = [(photo, page) for photo in job.photos for page in photo.pages if page.state is PageState.CORRECTED]
        for photo, page in waiting[:1]:
            if page.note is None:
                raise ValueError(f"a page of job {job.id} has no correction")
            glossary = await self._glossary(job)
            refined = await self._compute(job, self._engine.refine(page.note, glossary))
            done = replace(page, note=refined, state=PageState.DONE)
            return await self._journal.save_pages(job, Stage.REFINE if waiting[1:] else Stage.AMEND, [(photo, done)])
        return await self._journal.advance(job, Stage.AMEND)

    async def _amend(self, job: Job) -> Job | None:
        await self._bookkeeper.enter(job)
        await self._courier.amend(job)
        return await self._journal.advance(job, Stage.FETCH if job.unread else Stage.DONE)

    async def _glossary(self, job: Job) -> Glossary:
        return await self._glossaries.of(job.chat_id) + job.request.glossary

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


def _is_given_up(photo: Photo, error: PhotoError) -> bool:
    """Whether the rest of a file is left out: after a page that took too long, or the second that broke a worker."""
    if isinstance(error, SLOW):
        return True
    return isinstance(error, BREAKING) and any(isinstance(failed.failure, BREAKING) for failed in photo.failures)
