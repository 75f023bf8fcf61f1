"""Where in an answer its cards stand: what of a note is text, and what has a card in place of it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.job import Job, ReadPage
from bot.page import Correction, NotePage, Page
from bot.receipts.ledger.expense import Expense, ExpenseState, ReadFrom

BLANK = NotePage(Page((), ""), Correction((), (), "off"))


@dataclass(frozen=True, slots=True)
class CardPlaces:
    """The parts of an answer: `text` is the job with the pages that are no receipts, None where all are; then cards."""

    text: Job | None
    expenses: tuple[Expense, ...]

    @classmethod
    def of(cls, job: Job, expenses: Sequence[Expense]) -> Self:
        """The parts of a job from which these expenses were read; one left out that stands there no more has none."""
        order = [(photo.id, page.number) for photo in job.photos for page in photo.pages]
        placed = [
            ((order.index(each.origin.place), each.origin.index), each)
            for each in expenses
            if each.origin and _stands(job, each, each.origin)
        ]
        on_receipts = {order[page] for (page, _), _ in placed}
        others = {*order} - on_receipts
        text = only_pages(job, others) if others or not placed else None
        return cls(text, tuple(each for _, each in sorted(placed, key=lambda pair: pair[0])))


def _stands(job: Job, expense: Expense, origin: ReadFrom) -> bool:
    page = page_of(job, origin)
    if page is None:
        return False
    return expense.state is not ExpenseState.LEFT_OUT or (
        page.note is not None and origin.index < len(page.note.receipts)
    )


def page_of(job: Job, origin: ReadFrom) -> ReadPage | None:
    """The page that a receipt was read from; None where another photo came in its place, which has no such page."""
    pages = ((photo.id, page) for photo in job.photos for page in photo.pages)
    return next((page for photo_id, page in pages if (photo_id, page.number) == origin.place), None)


def only_pages(job: Job, wanted: Container[tuple[int, int]]) -> Job:
    """A job whose other pages are blank; `wanted` are the ids of photos with the numbers of their pages."""
    photos = []
    for photo in job.photos:
        kept = [
            page if (photo.id, page.number) in wanted else replace(page, note=BLANK, former=None)
            for page in photo.pages
        ]
        photos.append(replace(photo, pages=tuple(kept)))
    return replace(job, photos=tuple(photos))


def photo_message(job: Job, origin: ReadFrom) -> int | None:
    """The message of the photo that a receipt was read from; None where a group's messages were numbered anew."""
    if job.request.request_id < 0:
        return None
    return next((photo.message_id for photo in job.photos if photo.id == origin.photo_id), None)
