"""Which side of an answer or a card a message shows, as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from bot.chat.answer.view import View
from bot.chat.receipts.card_face import Face
from bot.job import Job


@dataclass(frozen=True, slots=True)
class ShownSide:
    """A view of a text or a face of a card; `number` is the list of changes or the page of items, from 0."""

    side: View | Face
    number: int = 0

    @classmethod
    def parse(cls, kept: str | None) -> Self | None:
        """What was kept; None where nobody turned it, or where it is a side that there is no more."""
        name, _, number = (kept or "").partition(":")
        for kind in (View, Face):
            if name in [each.value for each in kind]:
                return cls(kind(name), int(number or 0))
        return None

    def pack(self) -> str:
        """As it is kept."""
        return f"{self.side}:{self.number}" if self.number else str(self.side)


@dataclass(frozen=True, slots=True)
class ShownCard:
    """The expense whose card a message is, and the side of it that is shown."""

    expense_id: int
    side: ShownSide


def first_view(job: Job) -> View:
    """The text that is shown first."""
    return View.RAW if job.request.preferences.raw_first else View.CLEAN


def first_face(job: Job) -> Face:
    """The side of a card that is shown first: one quiet line where nobody asked."""
    return Face.LINE if job.request.unasked else Face.CARD
