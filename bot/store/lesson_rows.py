"""What replies to answers teach, until somebody takes it into a glossary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter
from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from bot.concurrency import uninterrupted
from bot.correcting.lessons.lesson import Lesson
from bot.store.database import Sessions
from bot.store.tables import LessonRow


@dataclass(frozen=True, slots=True)
class Pair:
    """What was `read`, what was `meant`, and whether it is to be learned."""

    read: str
    meant: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class LessonOffer:
    """The pairs of one reply to a job's answer; `taken` once they went into a glossary or were turned down."""

    id: int
    job_id: int
    pairs: tuple[Pair, ...]
    taken: bool


PAIRS = TypeAdapter(tuple[Pair, ...])


class Lessons:
    """The rows of lessons."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @uninterrupted
    async def add(self, job_id: int, request_id: int, lessons: Sequence[Lesson]) -> LessonOffer:
        """Note what a reply teaches, the safe ones ticked; the offer there is where it is known already."""
        pairs = tuple(Pair(lesson.read, lesson.meant, lesson.safe) for lesson in lessons)
        values = {"job_id": job_id, "request_id": request_id, "content": _dump(pairs), "taken": False}
        known = select(LessonRow).where(LessonRow.job_id == job_id, LessonRow.request_id == request_id)
        async with self._sessions.begin() as session:
            await session.execute(insert(LessonRow).values(values).on_conflict_do_nothing())
            return _offer((await session.scalars(known)).one())

    @uninterrupted
    async def of(self, offer_id: int) -> LessonOffer | None:
        """The offer of that id, None where its note was forgotten."""
        async with self._sessions() as session:
            row = await session.get(LessonRow, offer_id)
        return _offer(row) if row else None

    @uninterrupted
    async def toggle(self, offer_id: int, index: int) -> LessonOffer | None:
        """Tick a pair, or take its tick away; None where the offer has no such pair or is taken."""
        async with self._sessions.begin() as session:
            row = await session.get(LessonRow, offer_id)
            if row is None or row.taken:
                return None
            pairs = list(PAIRS.validate_json(row.content))
            if index >= len(pairs):
                return None
            pairs[index] = replace(pairs[index], ticked=not pairs[index].ticked)
            row.content = _dump(tuple(pairs))
            return _offer(row)

    @uninterrupted
    async def take(self, offer_id: int) -> bool:
        """Note that an offer is done with; False where it was already."""
        statement = update(LessonRow).where(LessonRow.id == offer_id, ~LessonRow.taken).values(taken=True)
        async with self._sessions.begin() as session:
            return await session.scalar(statement.returning(LessonRow.id)) is not None


def _dump(pairs: tuple[Pair, ...]) -> str:
    return PAIRS.dump_json(pairs).decode()


def _offer(row: LessonRow) -> LessonOffer:
    return LessonOffer(row.id, row.job_id, PAIRS.validate_json(row.content), row.taken)
