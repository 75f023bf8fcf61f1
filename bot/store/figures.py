"""Figures of what is kept: numbers alone, no texts and no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, distinct, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.concurrency import uninterrupted
from bot.errors import Stopped
from bot.store.database import Database
from bot.store.tables import JobRow, PageRow, PhotoRow, utc_now

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Counts:
    """What came in a time. Notes are requests: an album or a PDF is one."""

    photos: int
    pages: int
    notes: int
    people: int
    chats: int


@dataclass(frozen=True, slots=True)
class Figures:
    """`failed` of the notes that are kept got an apology, for `reasons` by error; `in_work` are on their way."""

    today: Counts
    week: Counts
    kept: Counts
    failed: int
    reasons: Mapping[str, int]
    in_work: int
    database_bytes: int


class Statistics:
    """Reads the figures from the tables."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @uninterrupted
    async def now(self) -> Figures:
        """The figures of this moment; days are UTC."""
        now = utc_now()
        async with self._database.sessions() as session:
            reasons = await _reasons(session)
            waiting = select(func.count()).select_from(JobRow).where(JobRow.stage != "done")
            return Figures(
                today=await _counts(session, now.replace(hour=0, minute=0, second=0, microsecond=0)),
                week=await _counts(session, now - WEEK),
                kept=await _counts(session, datetime.min),
                failed=await _failed(session),
                reasons=reasons,
                in_work=await session.scalar(waiting) or 0,
                database_bytes=self._database.path.stat().st_size,
            )


async def _counts(session: AsyncSession, since: datetime) -> Counts:
    of_jobs = select(func.count(), func.count(distinct(JobRow.user_id)), func.count(distinct(JobRow.chat_id)))
    of_photos = select(func.count(), func.sum(PhotoRow.count)).select_from(PhotoRow).join(JobRow)
    notes, people, chats = (await session.execute(of_jobs.where(JobRow.created_at >= since))).one()
    photos, pages = (await session.execute(of_photos.where(JobRow.created_at >= since))).one()
    return Counts(photos, pages or 0, notes, people, chats)


_JOB_REASON = func.json_extract(JobRow.failure, "$.error")
_PAGE_REASON = func.json_extract(PageRow.failure, "$.error")
_APOLOGY = and_(JobRow.failure.is_not(None), _JOB_REASON.is_distinct_from(Stopped.__name__))
_PART_OF_ANSWER = and_(JobRow.failure.is_(None), PageRow.failure.is_not(None))


async def _reasons(session: AsyncSession) -> Counter[str]:
    """Errors that were said instead of an answer or within one, by their names."""
    of_jobs = select(_JOB_REASON, func.count()).where(_APOLOGY).group_by(_JOB_REASON)
    joined = select(_PAGE_REASON, func.count(distinct(JobRow.id))).select_from(JobRow).join(PhotoRow).join(PageRow)
    of_pages = joined.where(_PART_OF_ANSWER).group_by(_PAGE_REASON)
    reasons: Counter[str] = Counter()
    for query in (of_jobs, of_pages):
        for name, count in await session.execute(query):
            reasons[name] += count
    return reasons


async def _failed(session: AsyncSession) -> int:
    joined = select(func.count(distinct(JobRow.id))).select_from(JobRow).outerjoin(PhotoRow).outerjoin(PageRow)
    return await session.scalar(joined.where(or_(_APOLOGY, _PART_OF_ANSWER))) or 0
