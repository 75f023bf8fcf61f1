"""Outgoing messages: each has its row before it is sent, so that it is final at most once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.concurrency import uninterrupted
from bot.store.database import Sessions
from bot.store.tables import JobRow, OutgoingRow


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that the bot sends; `message_id` is None until Telegram named it."""

    key: str
    message_id: int | None
    final: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was sent for a job, with the key that says what it is."""

    job_id: int
    key: str


class Outbox:
    """The rows of outgoing messages."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @uninterrupted
    async def reserve(self, key: str, job_id: int) -> Outgoing | None:
        """The row of that key, made now where it is missing; None where the job was forgotten."""
        values = {"key": key, "job_id": job_id, "final": False}
        async with self._sessions.begin() as session:
            if await session.scalar(select(JobRow.id).where(JobRow.id == job_id)) is None:
                return None
            await session.execute(insert(OutgoingRow).values(values).on_conflict_do_nothing())
            row = await session.get_one(OutgoingRow, key)
            return Outgoing(row.key, row.message_id, row.final)

    async def place(self, outgoing: Outgoing, send: Callable[[], Awaitable[int]]) -> int:
        """The id of the message in the chat, sent now where it is not there yet; `send` answers its id."""
        if outgoing.message_id is not None:
            return outgoing.message_id
        message_id = await send()
        await self._set(outgoing.key, message_id=message_id)
        return message_id

    async def lost(self, key: str) -> None:
        """Note that the message was deleted in the chat, so that it is sent anew."""
        await self._set(key, message_id=None, final=False)

    @uninterrupted
    async def view(self, key: str) -> str | None:
        """The view to which a person turned the answer that begins with that message, None where nobody did."""
        async with self._sessions() as session:
            return await session.scalar(select(OutgoingRow.view).where(OutgoingRow.key == key))

    async def turn(self, key: str, view: str) -> None:
        """Note the view to which a person turned the answer that begins with that message."""
        await self._set(key, view=view)

    async def finish(self, key: str) -> None:
        """Note that the message says what it should."""
        await self._set(key, final=True)

    @uninterrupted
    async def message_ids(self, job_id: int) -> list[int]:
        """The messages of a job's answer, in their order."""
        parts = (OutgoingRow.job_id == job_id) & OutgoingRow.key.startswith("job:")
        query = select(OutgoingRow.message_id).where(parts).order_by(func.length(OutgoingRow.key), OutgoingRow.key)
        async with self._sessions() as session:
            return [message_id for message_id in await session.scalars(query) if message_id is not None]

    @uninterrupted
    async def all_of(self, job_id: int) -> list[int]:
        """Every message that was sent for a job, its files as well, the first of its answer first."""
        of_answer_first = ~OutgoingRow.key.startswith("job:"), func.length(OutgoingRow.key), OutgoingRow.key
        query = select(OutgoingRow.message_id).where(OutgoingRow.job_id == job_id).order_by(*of_answer_first)
        async with self._sessions() as session:
            return [message_id for message_id in await session.scalars(query) if message_id is not None]

    @uninterrupted
    async def sent(self, chat_id: int, message_id: int) -> Sent | None:
        """What a message of a chat is, None where it belongs to no job that is kept."""
        query = select(OutgoingRow.job_id, OutgoingRow.key).join(JobRow, JobRow.id == OutgoingRow.job_id)
        query = query.where(JobRow.chat_id == chat_id, OutgoingRow.message_id == message_id)
        async with self._sessions() as session:
            row = (await session.execute(query)).first()
        return Sent(*row) if row else None

    @uninterrupted
    async def _set(self, key: str, **values: object) -> None:
        async with self._sessions.begin() as session:
            await session.execute(update(OutgoingRow).where(OutgoingRow.key == key).values(**values))
