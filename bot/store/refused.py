"""The people who were told that the bot is not for them."""

from __future__ import annotations

from sqlalchemy.dialects.sqlite import insert

from bot.concurrency import uninterrupted
from bot.store.database import Sessions
from bot.store.tables import RefusedRow, utc_now


class RefusedPeople:
    """The rows of people who were refused."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @uninterrupted
    async def add(self, user_id: int) -> bool:
        """Note that somebody is told; False where they were told before."""
        statement = insert(RefusedRow).values(user_id=user_id, told_at=utc_now()).on_conflict_do_nothing()
        async with self._sessions.begin() as session:
            return await session.scalar(statement.returning(RefusedRow.user_id)) is not None
