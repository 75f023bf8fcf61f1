"""The notes of a chat, the newest first: a page of them, those with some words, and how long they stay."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy import func, select, update

from bot.concurrency import uninterrupted
from bot.letters import search_key
from bot.store.database import Sessions
from bot.store.tables import JobRow, PageRow, PhotoRow

PAGE = 5
LEAST_LETTERS = 3  # of a line that a note can be known by; a page's number or a stray mark has fewer
AT_A_TIME = 100  # notes looked through before others may use the database


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A note in the history: its job, when it was asked for (UTC), and the line that it is known by."""

    job_id: int
    created_at: datetime
    line: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """At most `PAGE` notes from the `offset`-th newest on, and whether there are older ones."""

    entries: tuple[HistoryEntry, ...]
    offset: int
    has_older: bool

    @property
    def newer(self) -> int:
        """The offset of the page before."""
        return max(0, self.offset - PAGE)

    @property
    def older(self) -> int:
        """The offset of the page behind."""
        return self.offset + PAGE


@dataclass(frozen=True, slots=True)
class _Note:
    job_id: int
    created_at: datetime
    lines: tuple[str, ...]
    raw: str


class History:
    """Looks into the notes that the journal keeps."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def page(self, chat_id: int, search: str = "", offset: int = 0) -> HistoryPage:
        """The answered notes of a chat whose corrected or raw text has all words of `search`, in any case and accent.

        Where there are fewer than `offset` of them it is the first page.
        """
        words = search_key(search).split()
        found: list[HistoryEntry] = []
        passed = 0 if words else offset
        async for note in self._newest(chat_id, passed):
            if _has(note, words):
                passed += 1
                if passed > offset:
                    found.append(HistoryEntry(note.job_id, note.created_at, _line(note, words)))
            if len(found) > PAGE:
                break
        if offset and not found:
            return await self.page(chat_id, search)
        return HistoryPage(tuple(found[:PAGE]), offset, len(found) > PAGE)

    @uninterrupted
    async def keep(self, chat_id: int, days: int | None) -> None:
        """Keep the notes that a chat has for that long after they were asked for; None is as long as the operator."""
        until = func.datetime(JobRow.created_at, f"+{days} days") if days else None
        async with self._sessions.begin() as session:
            await session.execute(update(JobRow).where(JobRow.chat_id == chat_id).values(kept_until=until))

    async def _newest(self, chat_id: int, offset: int) -> AsyncIterator[_Note]:
        while notes := await self._batch(chat_id, offset):
            for note in notes:
                yield note
            offset += len(notes)

    @uninterrupted
    async def _batch(self, chat_id: int, offset: int) -> Sequence[_Note]:
        """Only the texts are taken out of the pages, most of which are places and words."""
        jobs = select(JobRow.id, JobRow.created_at).where(JobRow.chat_id == chat_id, JobRow.answered)
        jobs = jobs.order_by(JobRow.id.desc()).offset(offset).limit(AT_A_TIME)
        line = func.json_each(PageRow.note, "$.page.lines").table_valued("value")
        raw = select(func.group_concat(func.json_extract(line.c.value, "$.raw"), " ")).scalar_subquery()
        texts = select(PhotoRow.job_id, func.json_extract(PageRow.note, "$.correction.lines"), raw)
        texts = texts.join(PageRow, PageRow.photo_id == PhotoRow.id).where(PageRow.note.is_not(None))
        texts = texts.order_by(PhotoRow.message_id, PageRow.number)
        lines: dict[int, list[str]] = defaultdict(list)
        raws: dict[int, list[str]] = defaultdict(list)
        async with self._sessions() as session:
            asked = [(job_id, asked_at) for job_id, asked_at in await session.execute(jobs)]
            of_jobs = texts.where(PhotoRow.job_id.in_([job_id for job_id, _ in asked]))
            for job_id, packed, read in await session.execute(of_jobs):
                lines[job_id] += json.loads(packed)
                raws[job_id].append(read or "")
        return [_Note(job_id, asked_at, tuple(lines[job_id]), " ".join(raws[job_id])) for job_id, asked_at in asked]


def _has(note: _Note, words: Sequence[str]) -> bool:
    if not words:
        return True
    text = search_key(" ".join((*note.lines, note.raw)))
    return all(word in text for word in words)


def _line(note: _Note, words: Sequence[str]) -> str:
    """The first line with one of the words, otherwise the first one that says something, otherwise the first one."""
    written = [line for line in note.lines if line.strip()]
    found = (line for line in written if any(word in search_key(line) for word in words))
    speaking = (line for line in written if sum(map(str.isalpha, line)) >= LEAST_LETTERS)
    return next(chain(found, speaking, written), "")
