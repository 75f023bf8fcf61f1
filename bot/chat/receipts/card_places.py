"""Where in an answer its cards stand: what of a note is text, and what has a card in place of it."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.job import Job
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
        placed = [(each.origin, each) for each in expenses if each.origin and _stands(job, each, each.origin)]
        on_receipts = {origin.page for origin, _ in placed}
        others = {page for page in range(len(job.pages)) if page not in on_receipts}
        text = only_pages(job, others) if others or not placed else None
        return cls(text, tuple(each for _, each in sorted(placed, key=lambda pair: _place(pair[0]))))


def _stands(job: Job, expense: Expense, origin: ReadFrom) -> bool:
    if origin.page >= len(job.pages):
        return False
    note = job.pages[origin.page].note
    return expense.state is not ExpenseState.LEFT_OUT or (note is not None and origin.index < len(note.receipts))


def only_pages(job: Job, wanted: Container[int]) -> Job:
    """A job whose other pages, counted from 0, are blank, so that each keeps its number."""
    photos, page = [], 0
    for photo in job.photos:
        numbers = range(page, page := page + len(photo.pages))
        kept = [
            each if number in wanted else replace(each, note=BLANK, former=None)
            for number, each in zip(numbers, photo.pages, strict=True)
        ]
        photos.append(replace(photo, pages=tuple(kept)))
    return replace(job, photos=tuple(photos))


def photo_message(job: Job, origin: ReadFrom) -> int | None:
    """The message of the photo that a receipt was read from; None where a group's messages were numbered anew."""
    messages = [photo.message_id for photo in job.photos for _ in photo.pages]
    return messages[origin.page] if job.request.request_id > 0 and origin.page < len(messages) else None


def _place(origin: ReadFrom) -> tuple[int, int]:
    return origin.page, origin.index
