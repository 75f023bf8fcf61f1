"""Jobs as rows: what is kept as JSON, and how a job is put together from its tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cells import rewritten_cells
from bot.errors import LegibleError
from bot.job import FailedPage, Job, PageState, Photo, ReadPage, Request, Stage
from bot.page import NotePage, Page
from bot.preferences import Preferences
from bot.store.preference_rows import PREFERENCES
from bot.store.tables import JobRow, PageRow, PhotoRow

PAGE = TypeAdapter(Page)
NOTE = TypeAdapter(NotePage)


async def load(session: AsyncSession, rows: Sequence[JobRow]) -> list[Job]:
    """The jobs of these rows, in their order."""
    ids = [row.id for row in rows]
    photos = await session.scalars(select(PhotoRow).where(PhotoRow.job_id.in_(ids)).order_by(PhotoRow.message_id))
    of_job: dict[int, list[PhotoRow]] = defaultdict(list)
    for photo in photos:
        of_job[photo.job_id].append(photo)
    photo_ids = [photo.id for kept in of_job.values() for photo in kept]
    pages = await session.scalars(select(PageRow).where(PageRow.photo_id.in_(photo_ids)).order_by(PageRow.number))
    of_photo: dict[int, list[PageRow]] = defaultdict(list)
    for page in pages:
        of_photo[page.photo_id].append(page)
    return [
        replace(outline(row), photos=tuple(_photo(photo, of_photo[photo.id]) for photo in of_job[row.id]))
        for row in rows
    ]


def outline(row: JobRow) -> Job:
    """The job of a row, without its photos."""
    preferences = PREFERENCES.validate_json(row.preferences) if row.preferences else Preferences()
    return Job(
        id=row.id,
        request=Request(
            row.chat_id,
            row.thread_id,
            row.request_id,
            row.user_id,
            row.words or "",
            row.album_id,
            row.language or "en",
            preferences,
            row.unasked,
        ),
        stage=Stage(row.stage),
        answered=row.answered,
        failure=unpack_error(row.failure) if row.failure else None,
        found=tuple(json.loads(row.found)) if row.found else None,
    )


def job_values(request: Request) -> dict[str, object]:
    """The columns of a job that hold its request."""
    return {
        "chat_id": request.chat_id,
        "thread_id": request.thread_id,
        "request_id": request.request_id,
        "user_id": request.user_id,
        "words": request.words,
        "album_id": request.album_id,
        "language": request.language,
        "preferences": PREFERENCES.dump_json(request.preferences).decode(),
        "unasked": request.unasked,
    }


def page_values(page: ReadPage | FailedPage) -> dict[str, str | None]:
    """The columns of a page, apart from its key."""
    if isinstance(page, FailedPage):
        return {"state": PageState.DONE, "failure": pack_error(page.failure)}
    return {
        "state": page.state,
        "reading": PAGE.dump_json(page.reading).decode(),
        "note": _pack(page.note),
        "former": _pack(page.former),
    }


def pack_error(error: LegibleError) -> str:
    """An error as JSON."""
    return json.dumps({"error": type(error).__name__, "details": error.details}, default=str)


def unpack_error(text: str) -> LegibleError:
    """The error of this JSON; one that is known no more becomes a LegibleError."""
    content = json.loads(text)
    known = {error.__name__: error for error in _tree(LegibleError)}
    return known.get(content["error"], LegibleError)(**content["details"])


def _tree(error: type[LegibleError]) -> Iterator[type[LegibleError]]:
    yield error
    for below in error.__subclasses__():
        yield from _tree(below)


def _photo(row: PhotoRow, pages: Sequence[PageRow]) -> Photo:
    read = tuple(_page(page, page.reading) for page in pages if page.reading)
    failed = tuple(FailedPage(page.number, unpack_error(page.failure)) for page in pages if page.failure)
    return Photo(row.message_id, row.file_id, row.unique_id, row.id, row.count, read, failed)


def _page(row: PageRow, packed: str) -> ReadPage:
    reading = PAGE.validate_json(packed)
    note, former = _unpack(row.note, reading), _unpack(row.former, reading)
    return ReadPage(row.number, PageState(row.state), reading, note, former)


def _pack(note: NotePage | None) -> str | None:
    """Without what stands in the page's reading: the posteriors, which are most of it, and the cells."""
    if note is None:
        return None
    lines = tuple(replace(line, posteriors="", cells=()) for line in note.page.lines)
    return NOTE.dump_json(replace(note, page=replace(note.page, lines=lines))).decode()


def _unpack(packed: str | None, reading: Page) -> NotePage | None:
    if packed is None:
        return None
    note = NOTE.validate_json(packed)
    pairs = zip(note.page.lines, reading.lines, strict=True)
    lines = tuple(
        replace(line, posteriors=read.posteriors, cells=rewritten_cells(read, line.text)) for line, read in pairs
    )
    return replace(note, page=replace(note.page, lines=lines))
