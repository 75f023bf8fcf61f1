"""The runner in this process. What it must not lose stands in the journal; it only keeps the order of turns."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, OrderedDict, deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import count

from bot.concurrency import first
from bot.duty import kept_up
from bot.errors import LegibleError, TelegramUnreachable
from bot.job import Job, Stage
from bot.jobs.queue_positions import places
from bot.jobs.stages import Stages
from bot.logs import where
from bot.store.database import may_pass
from bot.store.journal import Journal

log = logging.getLogger(__name__)

MOST_DOUBLINGS = 20
WIDTH = {Stage.FETCH: 16, Stage.CORRECT: 1, Stage.REPLY: 16, Stage.AMEND: 16}


@dataclass(frozen=True)
class Pace:
    """How long a step with Telegram may take, also after it was cancelled, and how it is tried again.

    The n-th failure in a row waits `first_delay` · 2ⁿ⁻¹ seconds, at most `longest_delay`. A photo that cannot be
    fetched, or written to a full disk, is given up after `attempts`; what Telegram does not take is tried for as long
    as the job is kept. Places in the queue are
    told every `telling_seconds`: Telegram takes 20 messages and edits a minute in a group.
    """

    network_seconds: float = 300.0
    grace_seconds: float = 5.0
    first_delay: float = 1.0
    longest_delay: float = 300.0
    attempts: int = 12
    telling_seconds: float = 3.0

    def delay(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row."""
        return min(self.first_delay * 2.0 ** min(failures - 1, MOST_DOUBLINGS), self.longest_delay)


class LocalRunner:
    """Runs the stages of all jobs as tasks of the event loop."""

    def __init__(
        self, journal: Journal, stages: Stages, pace: Pace | None = None, reading: int = 1, refining: int = 1
    ) -> None:
        """`reading` is how many jobs are read at a time, `refining` how many wait for a language model."""
        self._journal = journal
        self._stages = stages
        self._pace = pace or Pace()
        self._width = {**WIDTH, Stage.READ: reading, Stage.REFINE: refining}
        self._waiting: dict[Stage, OrderedDict[int, deque[Job]]] = {stage: OrderedDict() for stage in Stage}
        self._busy: set[tuple[Stage, int]] = set()
        self._read_for: set[int] = set()
        self._running: dict[int, asyncio.Task[Job | None]] = {}
        self._failures: Counter[int] = Counter()
        self._delayed: dict[int, asyncio.Task[None]] = {}
        self._being_told: int | None = None
        self._changed = asyncio.Condition()

    async def enqueue(self, job: Job, delay: float = 0.0) -> None:
        """Have the job's stage done when its chat's turn comes, in `delay` seconds at the soonest."""
        if delay:
            self._delayed[job.id] = asyncio.create_task(self._enqueue_later(job, delay))
            return
        async with self._changed:
            self._waiting[job.stage].setdefault(job.chat_id, deque()).append(job)
            self._changed.notify_all()

    async def _go_on(self, job: Job) -> None:
        """Have the next page of a job done before the chat's other jobs, once the other chats had their turn."""
        async with self._changed:
            self._waiting[job.stage].setdefault(job.chat_id, deque()).appendleft(job)
            self._changed.notify_all()

    async def cancel(self, job_id: int) -> None:
        """Stop what is being done for a job, and forget that it waits; returns once it has stopped."""
        if delayed := self._delayed.pop(job_id, None):
            delayed.cancel()
        for chats in self._waiting.values():
            for jobs in chats.values():
                for job in [job for job in jobs if job.id == job_id]:
                    jobs.remove(job)
        if task := self._running.pop(job_id, None):
            await self._end(job_id, task)
        del self._failures[job_id]

    async def resume(self) -> None:
        """Enqueue what an earlier run left unfinished; to be called once, before anything else is enqueued."""
        for job in await self._journal.unfinished_jobs():
            await self.enqueue(job)

    async def run(self) -> None:
        """Run until cancelled."""
        try:
            workers = [self._work(stage) for stage, width in self._width.items() for _ in range(width)]
            await first(*workers, kept_up("telling places in the queue", self._tell_places))
        finally:
            for delayed in self._delayed.values():
                delayed.cancel()

    async def _tell_places(self) -> None:
        """Tell those who wait for the reader how many are before them, in each chat one at a time."""
        told: dict[int, int] = {}
        while True:
            await asyncio.sleep(self._pace.telling_seconds)
            chats = self._waiting[Stage.READ]
            ahead = places(chats, [chat_id for stage, chat_id in self._busy if stage is Stage.READ])
            told = {job_id: place for job_id, place in told.items() if job_id in ahead}
            for jobs in [*chats.values()]:
                if job := next((job for job in jobs if told.get(job.id, 0) != ahead.get(job.id, 0)), None):
                    told[job.id] = ahead[job.id]
                    await self._tell_place(job, ahead[job.id])

    async def _tell_place(self, job: Job, ahead: int) -> None:
        """Tell it while the job cannot be taken, so that it is not told over the answer."""
        self._being_told = job.id
        try:
            await self._stages.tell_place(job, ahead)
        finally:
            async with self._changed:
                self._being_told = None
                self._changed.notify_all()

    async def _work(self, stage: Stage) -> None:
        while True:
            job = await self._take(stage)
            try:
                await self._do(job)
            finally:
                async with self._changed:
                    self._busy.discard((stage, job.chat_id))
                    if stage is Stage.READ:
                        self._read_for.discard(job.request.user_id)
                    self._changed.notify_all()

    async def _take(self, stage: Stage) -> Job:
        """The next job of the chat whose turn it is, none of whose jobs is in this stage.

        Nor is another of the same person's read, whatever the chat: nobody holds two readers.
        """
        chats = self._waiting[stage]
        async with self._changed:
            while True:
                for chat_id, jobs in chats.items():
                    if job := self._first(stage, chat_id, jobs):
                        jobs.remove(job)
                        self._busy.add((stage, chat_id))
                        if stage is Stage.READ:
                            self._read_for.add(job.request.user_id)
                        chats.move_to_end(chat_id)
                        return job
                for chat_id in [chat_id for chat_id, jobs in chats.items() if not jobs]:
                    del chats[chat_id]
                await self._changed.wait()

    def _first(self, stage: Stage, chat_id: int, jobs: Iterable[Job]) -> Job | None:
        """The first of a chat's jobs that may begin; nobody's overtakes another of their own."""
        passed: set[int] = set()
        for job in jobs:
            if job.request.user_id not in passed and self._may_begin(stage, chat_id, job):
                return job
            passed.add(job.request.user_id)
        return None

    def _may_begin(self, stage: Stage, chat_id: int, job: Job) -> bool:
        if (stage, chat_id) in self._busy or job.id == self._being_told:
            return False
        return stage is not Stage.READ or job.request.user_id not in self._read_for

    async def _do(self, job: Job) -> None:
        task = self._running[job.id] = asyncio.create_task(self._step(job))
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            await self._end(job.id, task)
            raise
        finally:
            withdrawn = self._running.get(job.id) is not task
            if not withdrawn:
                del self._running[job.id]
        error = None if task.cancelled() else task.exception()
        if withdrawn:
            return
        if error:
            log.error("job %s waits for its journal: %s", job.id, where(error))
            self._delayed[job.id] = asyncio.create_task(self._enqueue_as_it_stands(job))
        elif after := task.result():
            await (self._go_on(after) if after.stage is job.stage else self.enqueue(after))

    async def _enqueue_as_it_stands(self, job: Job) -> None:
        """Have a job done on which neither a step nor an apology could be noted, once its journal can be read."""
        self._failures[job.id] += 1
        now: Job | None = job
        for failures in count(self._failures[job.id]):
            await asyncio.sleep(self._pace.delay(failures))
            try:
                now = await self._journal.job(job.id)
                break
            except Exception as error:
                log.error("job %s waits for its journal: %s", job.id, where(error))
        del self._delayed[job.id]
        if now and now.stage is not Stage.DONE:
            await self.enqueue(now)

    async def _end(self, job_id: int, task: asyncio.Task[Job | None]) -> None:
        """Stop a computation at once; a call to Telegram or to the database may finish within `grace`."""
        self._stages.stop(job_id)
        await asyncio.wait({task}, timeout=self._pace.grace_seconds)
        task.cancel()
        await asyncio.wait({task})
        self._stages.stopped(job_id)

    async def _step(self, job: Job) -> Job | None:
        """Do a step; answer the job where it is to be enqueued again."""
        limit = self._pace.network_seconds if job.stage in (Stage.FETCH, Stage.REPLY, Stage.AMEND) else None
        try:
            async with asyncio.timeout(limit):
                after = await self._stages.step(job)
        except (TelegramUnreachable, TimeoutError) as error:
            unreachable = error if isinstance(error, TelegramUnreachable) else TelegramUnreachable()
            after = await self._after_failure(job, partial(self._try_again, error=unreachable))
        except Exception as error:  # a defect must cost one answer, not the bot
            log.error("stage %s of job %s: %s", job.stage, job.id, where(error))
            failure = LegibleError()
            failure.__cause__ = error
            mend = self._try_again if may_pass(error) else self._stages.apologise
            after = await self._after_failure(job, partial(mend, error=failure))
        else:
            del self._failures[job.id]
        return after if after and after.stage is not Stage.DONE else None

    async def _after_failure(self, job: Job, mend: Callable[[Job], Awaitable[Job | None]]) -> Job | None:
        """Mend a job whose step failed, unless the step had moved it to another before: then it goes on from there."""
        now = await self._journal.job(job.id)
        if now and now.stage is job.stage:
            return await mend(now)
        del self._failures[job.id]
        return now

    async def _try_again(self, job: Job, error: LegibleError) -> Job | None:
        """Try again after a while, or give up: not where Telegram does not take an answer, which waits."""
        self._failures[job.id] += 1
        failures = self._failures[job.id]
        waits = isinstance(error, TelegramUnreachable) and job.stage is not Stage.FETCH
        if failures >= self._pace.attempts and not waits:
            del self._failures[job.id]
            return await self._stages.apologise(job, error)
        if job.id in self._running:
            asked = error.retry_after if isinstance(error, TelegramUnreachable) else 0.0
            await self.enqueue(job, max(self._pace.delay(failures), asked))
        return None

    async def _enqueue_later(self, job: Job, delay: float) -> None:
        await asyncio.sleep(delay)
        del self._delayed[job.id]
        await self.enqueue(job)
