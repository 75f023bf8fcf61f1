"""How many photos came from whom, counted from the jobs that are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.sql.elements import ColumnElement

from bot.concurrency import uninterrupted
from bot.store.database import Sessions
from bot.store.tables import JobRow, PhotoRow


class PhotoCounts:
    """Counts photos; a file of several pages is as many, once they are known."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def of_person(self, user_id: int, since: datetime) -> int:
        """How many a person sent, wherever, since a time in UTC."""
        return await self._count(JobRow.user_id == user_id, since)

    async def of_chat(self, chat_id: int, since: datetime) -> int:
        """How many all in a chat sent since a time in UTC."""
        return await self._count(JobRow.chat_id == chat_id, since)

    @uninterrupted
    async def _count(self, whose: ColumnElement[bool], since: datetime) -> int:
        photos = select(func.sum(func.coalesce(PhotoRow.count, 1))).join(JobRow)
        async with self._sessions() as session:
            return await session.scalar(photos.where(whose, JobRow.created_at >= since)) or 0
