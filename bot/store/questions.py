"""The messages in which the bot asks for words."""

from __future__ import annotations

from sqlalchemy.dialects.sqlite import insert

from bot.concurrency import uninterrupted
from bot.store.database import Sessions
from bot.store.tables import QuestionRow, utc_now


class Questions:
    """The rows of questions; one may be replied to more than once."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @uninterrupted
    async def add(self, chat_id: int, message_id: int) -> None:
        """Note that a message asks for words."""
        values = {"chat_id": chat_id, "message_id": message_id, "asked_at": utc_now()}
        async with self._sessions.begin() as session:
            await session.execute(insert(QuestionRow).values(values).on_conflict_do_nothing())

    @uninterrupted
    async def has(self, chat_id: int, message_id: int) -> bool:
        """Whether a message asks for words."""
        async with self._sessions() as session:
            return await session.get(QuestionRow, (chat_id, message_id)) is not None
