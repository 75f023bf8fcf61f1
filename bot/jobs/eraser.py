"""Deletes what a person wants forgotten, and what was kept long enough, so that no trace is left in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete

from bot.concurrency import uninterrupted
from bot.jobs.job import Job
from bot.store.database import Database
from bot.store.tables import (
    BroadcastRow,
    JobRow,
    PreferenceRow,
    QuestionRow,
    RecipientRow,
    RefusedRow,
    TermRow,
    UpdateRow,
    utc_now,
)

UPDATES_KEPT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted of a person: how many notes, how many lines of their glossary, and whether settings."""

    notes: int
    terms: int
    settings: bool


class Eraser:
    """Deletes rows for good."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sessions = database.sessions

    @uninterrupted
    async def forget_jobs(self, jobs: Sequence[Job]) -> None:
        """Delete these jobs, so that no trace is left in the file."""
        async with self._sessions.begin() as session:
            await session.execute(delete(JobRow).where(JobRow.id.in_([job.id for job in jobs])))
        await self._database.erase_copies()
        await self._database.empty_log()

    @uninterrupted
    async def forget(self, user_id: int, jobs: Sequence[Job]) -> Forgotten:
        """Delete these jobs and all else that is kept of a person, so that no trace is left in the file.

        A job that is not among them began after the person asked to be forgotten, and stays.
        """
        async with self._sessions.begin() as session:
            await session.execute(delete(RefusedRow).where(RefusedRow.user_id == user_id))
            for table in (QuestionRow, BroadcastRow, RecipientRow):
                await session.execute(delete(table).where(table.chat_id == user_id))
            own = TermRow.chat_id == user_id  # a private chat has the id of its person
            terms = await session.scalars(delete(TermRow).where(own).returning(TermRow.id))
            preferences = delete(PreferenceRow).where(PreferenceRow.chat_id == user_id)
            settings = await session.scalar(preferences.returning(PreferenceRow.chat_id))
            forgotten = Forgotten(len(jobs), len(terms.all()), settings is not None)
        await self.forget_jobs(jobs)
        return forgotten

    @uninterrupted
    async def sweep(self, retention: timedelta) -> int:
        """Delete what is older than `retention` or than its chat wanted; answer how many jobs that were."""
        too_old = utc_now() - retention
        async with self._sessions.begin() as session:
            ended = (JobRow.created_at < too_old) | (JobRow.kept_until < utc_now())
            jobs = await session.scalars(delete(JobRow).where(ended).returning(JobRow.id))
            count = len(jobs.all())
            await session.execute(delete(RefusedRow).where(RefusedRow.told_at < too_old))
            await session.execute(delete(QuestionRow).where(QuestionRow.asked_at < too_old))
            await session.execute(delete(UpdateRow).where(UpdateRow.received_at < utc_now() - UPDATES_KEPT))
            await session.execute(delete(BroadcastRow).where(BroadcastRow.created_at < too_old))
        if count:
            await self._database.erase_copies()
        await self._database.empty_log()
        return count
