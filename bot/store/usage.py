"""How many photos came from whom on a day, so that a limit holds over a restart."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func
from sqlalchemy.dialects.sqlite import insert

from bot.concurrency import uninterrupted
from bot.store.database import Sessions
from bot.store.tables import UsageRow


class Usage:
    """The rows of usage."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @uninterrupted
    async def of(self, chat_id: int, day: date) -> int:
        """How many photos and pages were counted for a person or a group."""
        async with self._sessions() as session:
            row = await session.get(UsageRow, (chat_id, day))
        return row.count if row else 0

    @uninterrupted
    async def add(self, chat_id: int, day: date, at_least: int = 0) -> int:
        """Count one photo more than are counted, or than `at_least`; answer how many those are now."""
        statement = insert(UsageRow).values(chat_id=chat_id, day=day, count=at_least + 1)
        counted = statement.on_conflict_do_update(
            index_elements=["chat_id", "day"], set_={"count": func.max(UsageRow.count, at_least) + 1}
        )
        async with self._sessions.begin() as session:
            count = await session.scalar(counted.returning(UsageRow.count))
        return count or 0
