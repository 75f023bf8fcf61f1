"""Messages of operators to all, and whom they have still to reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, literal, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql.elements import ColumnElement

from bot.concurrency import uninterrupted
from bot.store.database import Sessions
from bot.store.tables import BroadcastRow, JobRow, RecipientRow, utc_now

OF_LATE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A message to be copied, by chat and id; the bot's message about it is `report_id`, None before it is sent."""

    id: int
    chat_id: int
    message_id: int
    report_id: int | None
    language: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many chats a broadcast goes to, how many of them were tried, and how many were reached."""

    count: int
    tried: int
    reached: int


class Broadcasts:
    """The rows of broadcasts and their recipients."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @uninterrupted
    async def audience(self, but: int) -> int:
        """How many private chats, but for one, sent photos of late."""
        async with self._sessions() as session:
            query = select(func.count(JobRow.chat_id.distinct())).where(_used_of_late(but))
            return await session.scalar(query) or 0

    @uninterrupted
    async def propose(self, chat_id: int, message_id: int, language: str) -> int:
        """Note a broadcast that is to be decided on; its id."""
        async with self._sessions.begin() as session:
            row = BroadcastRow(chat_id=chat_id, message_id=message_id, language=language)
            session.add(row)
            await session.flush()
            return row.id

    @uninterrupted
    async def start(self, broadcast_id: int, chat_id: int, report_id: int) -> bool:
        """Let it go to all who used the bot of late; False where it is another chat's, or was decided before."""
        proposed = (BroadcastRow.id == broadcast_id) & (BroadcastRow.chat_id == chat_id) & ~BroadcastRow.started
        claim = update(BroadcastRow).where(proposed).values(started=True, report_id=report_id)
        everybody = select(literal(broadcast_id), JobRow.chat_id).where(_used_of_late(chat_id)).distinct()
        async with self._sessions.begin() as session:
            if await session.scalar(claim.returning(BroadcastRow.id)) is None:
                return False
            await session.execute(insert(RecipientRow).from_select(["broadcast_id", "chat_id"], everybody))
            return True

    @uninterrupted
    async def withdraw(self, broadcast_id: int, chat_id: int) -> bool:
        """Delete one that was not started; False where it is another chat's, or was decided before."""
        proposed = (BroadcastRow.id == broadcast_id) & (BroadcastRow.chat_id == chat_id) & ~BroadcastRow.started
        async with self._sessions.begin() as session:
            statement = delete(BroadcastRow).where(proposed).returning(BroadcastRow.id)
            return await session.scalar(statement) is not None

    @uninterrupted
    async def started(self) -> Sequence[Broadcast]:
        """Those that are being sent, oldest first."""
        query = select(BroadcastRow).where(BroadcastRow.started).order_by(BroadcastRow.id)
        async with self._sessions() as session:
            rows = await session.scalars(query)
            return [Broadcast(row.id, row.chat_id, row.message_id, row.report_id, row.language) for row in rows]

    @uninterrupted
    async def next(self, broadcast_id: int) -> int | None:
        """A chat that was not tried yet, None where all were."""
        untried = (RecipientRow.broadcast_id == broadcast_id) & RecipientRow.reached.is_(None)
        async with self._sessions() as session:
            return await session.scalar(select(RecipientRow.chat_id).where(untried).limit(1))

    @uninterrupted
    async def tried(self, broadcast_id: int, chat_id: int, *, reached: bool) -> None:
        """Note what became of a chat."""
        row = (RecipientRow.broadcast_id == broadcast_id) & (RecipientRow.chat_id == chat_id)
        async with self._sessions.begin() as session:
            await session.execute(update(RecipientRow).where(row).values(reached=reached))

    @uninterrupted
    async def tally(self, broadcast_id: int) -> Tally:
        """How far it is."""
        columns = func.count(), func.count(RecipientRow.reached), func.count().filter(RecipientRow.reached.is_(True))
        query = select(*columns).where(RecipientRow.broadcast_id == broadcast_id)
        async with self._sessions() as session:
            count, tried, reached = (await session.execute(query)).one()
        return Tally(count, tried, reached)

    @uninterrupted
    async def finish(self, broadcast_id: int) -> None:
        """Delete a broadcast, and whom it went to."""
        async with self._sessions.begin() as session:
            await session.execute(delete(BroadcastRow).where(BroadcastRow.id == broadcast_id))


def _used_of_late(but: int) -> ColumnElement[bool]:
    return (JobRow.chat_id > 0) & (JobRow.chat_id != but) & (JobRow.created_at >= utc_now() - OF_LATE)
