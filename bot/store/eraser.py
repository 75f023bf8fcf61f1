"""Deletes what a person wants forgotten, and what was kept long enough, so that no trace is left in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, func, or_, update

from bot.concurrency import uninterrupted
from bot.job import Job
from bot.store.database import Database
from bot.store.ledger_forgetting import forget_expenses, forget_member, forget_own_ledger
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
FROM_PEOPLE = ("message", "edited_message", "callback_query")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was deleted of a person: how many notes, lines of their glossary and expenses, and whether settings.

    The expenses are those of their private chat.
    """

    notes: int
    terms: int
    settings: bool
    expenses: int = 0


class Eraser:
    """Deletes rows for good."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sessions = database.sessions

    @uninterrupted
    async def forget_jobs(self, job_ids: Sequence[int]) -> list[int]:
        """Delete these jobs and what is in a ledger of them, so that no trace is left in the file.

        A job may be gone while its receipts are kept. Answers the ids of the expenses of others that changed by it.
        """
        async with self._sessions.begin() as session:
            await session.execute(delete(JobRow).where(JobRow.id.in_(job_ids)))
            changed = await forget_expenses(session, job_ids)
        await self._leave_no_trace()
        return changed

    @uninterrupted
    async def forget(self, user_id: int, jobs: Sequence[Job], asked_in: int) -> Forgotten:
        """Delete the jobs of a person and all else that is kept of them, so that no trace is left in the file.

        `jobs` are all that there were, oldest first, when the person asked to be forgotten, in the update `asked_in`;
        what came later stays. In the ledgers of groups their sums stay, those of nobody known.
        """
        last = jobs[-1].id if jobs else 0
        earlier = update(UpdateRow).where(UpdateRow.id < asked_in, _is_from(user_id))
        async with self._sessions.begin() as session:
            await session.execute(delete(JobRow).where(JobRow.user_id == user_id, JobRow.id <= last))
            await session.execute(earlier.values(payload=None))
            await session.execute(delete(RefusedRow).where(RefusedRow.user_id == user_id))
            for table in (QuestionRow, BroadcastRow, RecipientRow):
                await session.execute(delete(table).where(table.chat_id == user_id))
            own = TermRow.chat_id == user_id  # a private chat has the id of its person
            terms = await session.scalars(delete(TermRow).where(own).returning(TermRow.id))
            preferences = delete(PreferenceRow).where(PreferenceRow.chat_id == user_id)
            settings = await session.scalar(preferences.returning(PreferenceRow.chat_id))
            expenses = await forget_own_ledger(session, user_id)
            await forget_member(session, user_id)
            forgotten = Forgotten(len(jobs), len(terms.all()), settings is not None, expenses)
        await self._leave_no_trace()
        return forgotten

    @uninterrupted
    async def sweep(self, retention: timedelta) -> int:
        """Delete what is older than `retention` or than its chat wanted; answer how many jobs that were.

        Raises DatabaseUnusable.
        """
        with self._database.usable():
            return await self._sweep(retention)

    async def _sweep(self, retention: timedelta) -> int:
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

    async def _leave_no_trace(self) -> None:
        await self._database.erase_copies()
        await self._database.empty_log()


def _is_from(user_id: int) -> ColumnElement[bool]:
    """Whether an update that was not handled yet came from a person."""
    return or_(*(func.json_extract(UpdateRow.payload, f"$.{kind}.from.id") == user_id for kind in FROM_PEOPLE))
