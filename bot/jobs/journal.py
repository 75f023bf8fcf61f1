"""The journal: updates and jobs, written down before anything is promised and moved on by compare-and-set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.concurrency import uninterrupted
from bot.jobs.job import CORRECTION, PAGE, Job, Request, Stage
from bot.page import Correction, Page
from bot.store.database import Database
from bot.store.tables import JobRow, RefusedRow, UpdateRow, utc_now

UPDATES_KEPT = timedelta(days=2)


class Journal:
    """What must survive a crash of the bot."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sessions = database.sessions

    @uninterrupted
    async def accept_update(self, update_id: int, payload: str) -> bool:
        """Write an update down; False where it stood there already."""
        statement = insert(UpdateRow).values(id=update_id, payload=payload, received_at=utc_now())
        async with self._sessions.begin() as session:
            row = await session.scalar(statement.on_conflict_do_nothing().returning(UpdateRow.id))
        return row is not None

    @uninterrupted
    async def unfinished_updates(self) -> list[str]:
        """The JSON of updates that were accepted and not finished, in the order of their arrival."""
        async with self._sessions() as session:
            query = select(UpdateRow.payload).where(UpdateRow.payload.is_not(None)).order_by(UpdateRow.id)
            return [payload for payload in await session.scalars(query) if payload]

    @uninterrupted
    async def finish_update(self, update_id: int) -> None:
        """Note that an update needs nothing more, and drop its content."""
        async with self._sessions.begin() as session:
            await session.execute(update(UpdateRow).where(UpdateRow.id == update_id).values(payload=None))

    @uninterrupted
    async def add_job(self, request: Request) -> Job | None:
        """Begin a job; None where the same message asked before."""
        values = {**asdict(request), "stage": Stage.FETCH, "created_at": utc_now()}
        async with self._sessions.begin() as session:
            row_id = await session.scalar(insert(JobRow).values(values).on_conflict_do_nothing().returning(JobRow.id))
        return None if row_id is None else Job(row_id, request, Stage.FETCH)

    @uninterrupted
    async def job(self, job_id: int) -> Job | None:
        """The job of that id, None where it was forgotten."""
        async with self._sessions() as session:
            row = await session.get(JobRow, job_id)
        return Job.from_row(row) if row else None

    @uninterrupted
    async def unfinished_jobs(self) -> list[Job]:
        """Jobs that are not done, oldest first."""
        async with self._sessions() as session:
            query = select(JobRow).where(JobRow.stage != Stage.DONE).order_by(JobRow.id)
            return [Job.from_row(row) for row in await session.scalars(query)]

    @uninterrupted
    async def advance(
        self,
        job: Job,
        stage: Stage,
        *,
        page: Page | None = None,
        correction: Correction | None = None,
        apology: str | None = None,
    ) -> Job | None:
        """Move a job on with what its stage brought; None where it is no longer where `job` says it stood."""
        values: dict[str, object] = {"stage": stage}
        if page:
            values["page"] = PAGE.dump_json(page).decode()
        if correction:
            values["correction"] = CORRECTION.dump_json(correction).decode()
        if apology:
            values["apology"] = apology
        statement = update(JobRow).where(JobRow.id == job.id, JobRow.stage == job.stage).values(values)
        async with self._sessions.begin() as session:
            row = await session.scalar(statement.returning(JobRow))
        return Job.from_row(row) if row else None

    @uninterrupted
    async def cancel(self, chat_id: int, user_id: int, apology: str) -> list[Job]:
        """Turn a person's unanswered jobs in a chat into apologies, end their answered ones, and return both."""
        jobs = update(JobRow).where(JobRow.chat_id == chat_id, JobRow.user_id == user_id)
        unanswered = jobs.where(JobRow.stage.in_((Stage.FETCH, Stage.READ, Stage.CORRECT)))
        refining = jobs.where(JobRow.stage.in_((Stage.REFINE, Stage.AMEND)))
        async with self._sessions.begin() as session:
            stopped = [*await session.scalars(refining.values(stage=Stage.DONE).returning(JobRow))]
            stopped += await session.scalars(unanswered.values(stage=Stage.REPLY, apology=apology).returning(JobRow))
        return [Job.from_row(row) for row in stopped]

    @uninterrupted
    async def jobs_of(self, user_id: int) -> list[Job]:
        """Every job of a person, oldest first."""
        async with self._sessions() as session:
            query = select(JobRow).where(JobRow.user_id == user_id).order_by(JobRow.id)
            return [Job.from_row(row) for row in await session.scalars(query)]

    @uninterrupted
    async def forget(self, user_id: int, jobs: Sequence[Job]) -> None:
        """Delete these jobs and all else that is kept of a person, so that no trace is left in the file.

        A job that is not among them began after the person asked to be forgotten, and stays.
        """
        async with self._sessions.begin() as session:
            await session.execute(delete(JobRow).where(JobRow.id.in_([job.id for job in jobs])))
            await session.execute(delete(RefusedRow).where(RefusedRow.user_id == user_id))
        await self._database.erase_copies()
        await self._database.empty_log()

    @uninterrupted
    async def sweep(self, retention: timedelta) -> int:
        """Delete what is older than `retention`; answer how many jobs that were."""
        too_old = utc_now() - retention
        async with self._sessions.begin() as session:
            jobs = await session.scalars(delete(JobRow).where(JobRow.created_at < too_old).returning(JobRow.id))
            count = len(jobs.all())
            await session.execute(delete(RefusedRow).where(RefusedRow.told_at < too_old))
            await session.execute(delete(UpdateRow).where(UpdateRow.received_at < utc_now() - UPDATES_KEPT))
        if count:
            await self._database.erase_copies()
        await self._database.empty_log()
        return count
