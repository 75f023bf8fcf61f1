"""The chats' glossaries: a group's belongs to all in it, a private chat's to its person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.concurrency import uninterrupted
from bot.glossary.glossary import Glossary, merged, named
from bot.store.database import Sessions
from bot.store.tables import TermRow

ENTRIES_A_PAGE = 10
MOST_CHANGES = 500  # rows that one statement names; SQLite takes 32,766 values


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A line of a glossary: what is `right`, and what is read instead, empty where that is any misreading of it."""

    id: int
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """A part of a glossary, newest first: page `number` of `pages`, both from 1, of `count` entries in all."""

    entries: tuple[GlossaryEntry, ...]
    number: int
    pages: int
    count: int


class Glossaries:
    """The rows of terms and aliases."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @uninterrupted
    async def of(self, chat_id: int) -> Glossary:
        """A chat's glossary, in the order in which it was written."""
        async with self._sessions() as session:
            return _glossary(await _entries(session, chat_id))

    @uninterrupted
    async def page(self, chat_id: int, number: int) -> GlossaryPage:
        """A page of a chat's glossary; the last one where there are not so many."""
        of_chat = TermRow.chat_id == chat_id
        async with self._sessions() as session:
            count = await session.scalar(select(func.count()).select_from(TermRow).where(of_chat)) or 0
            pages = max(1, -(-count // ENTRIES_A_PAGE))
            number = min(max(1, number), pages)
            query = select(TermRow).where(of_chat).order_by(TermRow.id.desc())
            rows = await session.scalars(query.offset((number - 1) * ENTRIES_A_PAGE).limit(ENTRIES_A_PAGE))
            return GlossaryPage(tuple(_entry(row) for row in rows), number, pages, count)

    @uninterrupted
    async def add(self, chat_id: int, glossary: Glossary) -> int:
        """Add to a chat's glossary; what contradicts it there goes. Answers how many entries are new.

        Raises GlossaryFull.
        """
        async with self._sessions.begin() as session:
            held = {(entry.wrong, entry.right): entry.id for entry in await _entries(session, chat_id)}
            both = merged(_glossary(GlossaryEntry(number, *pair) for pair, number in held.items()), glossary)
            pairs = _pairs(both)
            await _delete(session, [number for pair, number in held.items() if pair not in pairs])
            new = [{"chat_id": chat_id, "wrong": w, "right": r} for w, r in pairs if (w, r) not in held]
            if new:
                await session.execute(insert(TermRow).on_conflict_do_nothing(), new)
        return len(new)

    @uninterrupted
    async def remove(self, chat_id: int, words: Iterable[str]) -> Glossary:
        """Remove the entries that these words name, and answer them."""
        async with self._sessions.begin() as session:
            entries = await _entries(session, chat_id)
            gone = named(_glossary(entries), words)
            pairs = _pairs(gone)
            await _delete(session, [entry.id for entry in entries if (entry.wrong, entry.right) in pairs])
        return gone

    @uninterrupted
    async def drop(self, chat_id: int, entry_id: int) -> GlossaryEntry | None:
        """Remove one entry of a chat's glossary; None where it is not there."""
        statement = delete(TermRow).where(TermRow.chat_id == chat_id, TermRow.id == entry_id)
        async with self._sessions.begin() as session:
            row = await session.scalar(statement.returning(TermRow))
            return _entry(row) if row else None


async def _entries(session: AsyncSession, chat_id: int) -> list[GlossaryEntry]:
    columns = select(TermRow.id, TermRow.wrong, TermRow.right)  # ten thousand whole rows take a tenth of a second
    rows = await session.execute(columns.where(TermRow.chat_id == chat_id).order_by(TermRow.id))
    return [GlossaryEntry(*row) for row in rows]


async def _delete(session: AsyncSession, ids: list[int]) -> None:
    for start in range(0, len(ids), MOST_CHANGES):
        await session.execute(delete(TermRow).where(TermRow.id.in_(ids[start : start + MOST_CHANGES])))


def _entry(row: TermRow) -> GlossaryEntry:
    return GlossaryEntry(row.id, row.wrong, row.right)


def _pairs(glossary: Glossary) -> dict[tuple[str, str], None]:
    """The glossary's lines as columns, in their order."""
    return dict.fromkeys([*(("", term) for term in glossary.terms), *glossary.aliases])


def _glossary(entries: Iterable[GlossaryEntry]) -> Glossary:
    known = list(entries)
    terms = tuple(entry.right for entry in known if not entry.wrong)
    return Glossary(terms, tuple((entry.wrong, entry.right) for entry in known if entry.wrong))
