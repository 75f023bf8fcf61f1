"""The chats' glossaries: a group's belongs to all in it, a private chat's to its person."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from bot.concurrency import uninterrupted
from bot.reading.decoding.glossary_file import Glossary
from bot.store.database import Sessions
from bot.store.tables import TermRow


class Glossaries:
    """The rows of terms and aliases."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @uninterrupted
    async def of(self, chat_id: int) -> Glossary:
        """A chat's glossary, in the order in which it was written."""
        query = select(TermRow).where(TermRow.chat_id == chat_id).order_by(TermRow.id)
        async with self._sessions() as session:
            rows = [*await session.scalars(query)]
        terms = tuple(row.right for row in rows if not row.wrong)
        return Glossary(terms, tuple((row.wrong, row.right) for row in rows if row.wrong))

    @uninterrupted
    async def add(self, chat_id: int, glossary: Glossary) -> None:
        """Add terms and aliases to a chat's glossary; those that stand there already stay once."""
        lines = [("", term) for term in glossary.terms] + list(glossary.aliases)
        values = [{"chat_id": chat_id, "wrong": wrong, "right": right} for wrong, right in lines]
        if values:
            async with self._sessions.begin() as session:
                await session.execute(insert(TermRow).on_conflict_do_nothing(), values)
