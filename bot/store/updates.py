"""The updates that Telegram sent: each is written down before Telegram is told that it arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from bot.concurrency import uninterrupted
from bot.store.database import Sessions
from bot.store.tables import UpdateRow, utc_now


@dataclass(frozen=True, slots=True)
class Accepted:
    """An update that was written down, as JSON, and how long ago."""

    payload: str
    age: timedelta


class Updates:
    """The rows of updates."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @uninterrupted
    async def accept(self, update_id: int, payload: str) -> bool:
        """Write an update down; False where it stood there already."""
        statement = insert(UpdateRow).values(id=update_id, payload=payload, received_at=utc_now())
        async with self._sessions.begin() as session:
            row = await session.scalar(statement.on_conflict_do_nothing().returning(UpdateRow.id))
        return row is not None

    @uninterrupted
    async def unfinished(self) -> list[Accepted]:
        """The updates that were accepted and not finished, in the order of their arrival."""
        query = select(UpdateRow).where(UpdateRow.payload.is_not(None)).order_by(UpdateRow.id)
        now = utc_now()
        async with self._sessions() as session:
            return [Accepted(row.payload, now - row.received_at) for row in await session.scalars(query) if row.payload]

    @uninterrupted
    async def finish(self, update_id: int) -> None:
        """Note that an update needs nothing more, and drop its content."""
        async with self._sessions.begin() as session:
            await session.execute(update(UpdateRow).where(UpdateRow.id == update_id).values(payload=None))
