"""The one door through which a job is begun, changed, stopped and forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from weakref import WeakValueDictionary

from bot.errors import Stopped
from bot.job import UNANSWERED, Job, Photo, Request, Stage
from bot.jobs.bookkeeping import Bookkeeper
from bot.jobs.job_files import JobFiles
from bot.jobs.runner import Runner
from bot.store.eraser import Eraser, Forgotten
from bot.store.journal import Journal

ALBUM_SECONDS = 2.0  # after the last photo of an album that came; Telegram sends most within a second


class Desk:
    """Keeps journal and runner at one.

    What runs for a job is stopped, the job is looked at anew, since it may have moved until then, it is changed, and it
    goes on from where it stands now. All that while nobody else changes it through the desk.
    """

    def __init__(
        self, journal: Journal, runner: Runner, eraser: Eraser, files: JobFiles, bookkeeper: Bookkeeper
    ) -> None:
        self._journal = journal
        self._runner = runner
        self._eraser = eraser
        self._files = files
        self._bookkeeper = bookkeeper
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def begin(self, request: Request, photo: Photo) -> Job | None:
        """Begin a job; None where the same message asked before."""
        job = await self._journal.add_job(request, photo)
        if job:
            await self._runner.enqueue(job)
        return job

    async def begin_album(
        self, request: Request, photo: Photo, others: Callable[[], Awaitable[Iterable[tuple[Request, Photo]]]]
    ) -> Job | None:
        """Begin the job of an album once no more photos come.

        `others` gives those that came before somebody asked, once the job is begun. None where the album has a job
        already.
        """
        job = await self._journal.add_job(request, photo)
        if job is None:
            return None
        try:
            for other_request, other in await others():
                job = await self._journal.add_to_album(other_request, other) or job
        finally:
            await self._runner.enqueue(job, ALBUM_SECONDS)
        return job

    async def add_photo(self, request: Request, photo: Photo) -> Job | None:
        """Add a photo to its album's job: one that is not read yet waits for more of them, an answer is amended.

        None where the album has no job yet, has the photo already, or was stopped.
        """
        job = await self._journal.add_to_album(request, photo)
        if job and job.stage is Stage.FETCH:
            await self._change(job.id)
        return job

    async def replace_photo(self, job_id: int, photo: Photo, words: str = "") -> None:
        """Have a job read another photo, in the place of the one that came in the same message, with further words."""
        await self._change(job_id, partial(self._replaced, photo=photo, words=words))

    async def add_words(self, job_id: int, words: str) -> None:
        """Give a job further lines of a glossary; where it has its answer that is corrected again."""
        await self._change(job_id, partial(self._with_words, words=words))

    async def recorrect(self, job_id: int, words: str = "") -> None:
        """Have an answer corrected again from what was read, with further lines of a glossary."""
        await self._change(job_id, partial(self._journal.recorrect, words=words))

    async def undo(self, job_id: int) -> None:
        """Bring back what an answer said before a person's last change."""
        await self._change(job_id, self._journal.undo)

    async def stop(self, job: Job) -> bool:
        """Give a job up, or end what is still done for its answer; False where nothing is."""
        return bool(await self._stop(job.chat_id, job.request.user_id, job.id))

    async def stop_all(self, chat_id: int, user_id: int) -> int:
        """Stop a person's jobs in a chat; answers how many that were."""
        return len(await self._stop(chat_id, user_id))

    async def end_chat(self, chat_id: int) -> None:
        """End the jobs of a chat that nobody can be told of any more."""
        for job in await self._journal.end_chat(chat_id):
            await self._halt(job)

    async def forget(self, jobs: Sequence[Job], closing: Callable[[Job], Awaitable[None]]) -> list[int]:
        """Delete jobs so that no trace is left; `closing` is awaited for each before, when nothing runs for it.

        Answers the ids of the expenses of others that changed by it: of what was like one that is gone.
        """
        for job in jobs:
            await self._halt(job)
            await closing(job)
        return await self._eraser.forget_jobs([job.id for job in jobs])

    async def forget_receipts(self, job_id: int) -> list[int]:
        """Delete what is in a ledger of a job that is gone itself; answers as `forget` does."""
        return await self._eraser.forget_jobs([job_id])

    async def forget_person(self, user_id: int, asked_in: int, closing: Callable[[Job], Awaitable[None]]) -> Forgotten:
        """Delete all that is kept of a person who asked for it in the update `asked_in`.

        `closing` is awaited for each of their jobs that still waits for its answer, when nothing runs for it.
        """
        jobs = await self._journal.outlines(user_id)
        for job in [job for job in jobs if job.stage is not Stage.DONE]:
            await self._halt(job)
            if not job.answered:
                await closing(job)
        return await self._eraser.forget(user_id, jobs, asked_in)

    async def _change(self, job_id: int, change: Callable[[Job], Awaitable[object]] | None = None) -> None:
        """Stop a job, change it as it stands then, and let it go on from there; an album's waits for more photos."""
        async with self._turn(job_id):
            await self._runner.cancel(job_id)
            if change and (before := await self._journal.job(job_id)):
                await change(before)
            now = await self._journal.job(job_id)
            if now and now.stage is not Stage.DONE:
                is_open = now.request.album_id is not None and now.stage is Stage.FETCH
                await self._runner.enqueue(now, ALBUM_SECONDS if is_open else 0.0)

    def _turn(self, job_id: int) -> asyncio.Lock:
        return self._turns.setdefault(job_id, asyncio.Lock())

    async def _replaced(self, job: Job, photo: Photo, words: str) -> Job | None:
        if former := job.replaced_by(photo):
            await self._bookkeeper.take_back(job, former)
            job = await self._journal.replace_photo(job, former, photo) or job
        return await self._with_words(job, words)

    async def _with_words(self, job: Job, words: str) -> Job | None:
        if not words:
            return job
        if job.stage in UNANSWERED:
            return await self._journal.add_words(job, words)
        return await self._journal.recorrect(job, words)

    async def _stop(self, chat_id: int, user_id: int, job_id: int | None = None) -> list[Job]:
        stopped = await self._journal.cancel(chat_id, user_id, Stopped(), job_id)
        for job in stopped:
            await self._change(job.id)
        return stopped

    async def _halt(self, job: Job) -> None:
        """Let nothing run for a job any more, and delete its files."""
        async with self._turn(job.id):
            await self._runner.cancel(job.id)
            await self._files.drop(job)
