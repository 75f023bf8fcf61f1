"""The updates that Telegram sent: each is written down before Telegram is told that it arrived."""

from __future__ import annotations

from collections.abc import Mapping
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
    async def accept(self, payloads: Mapping[int, str]) -> set[int]:
        """Write updates down by their numbers, all or none; the numbers of those that did not stand there already.

        A transaction for each would take 5 ms of CPU and a write to the disk.
        """
        if not payloads:
            return set()
        rows = [{"id": number, "payload": payload, "received_at": utc_now()} for number, payload in payloads.items()]
        statement = insert(UpdateRow).on_conflict_do_nothing().returning(UpdateRow.id)
        async with self._sessions.begin() as session:
            return {*await session.scalars(statement, rows)}

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
