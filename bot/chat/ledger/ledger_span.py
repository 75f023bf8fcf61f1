"""For how long a ledger is shown or saved: a month, its year, or all of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from babel.dates import format_skeleton

from bot.chat.languages.locale import Locale

YEARS = range(1900, 3000)  # of receipts; a button may hold anything


class Span(StrEnum):
    """The lengths of time; the values stand in callback data."""

    MONTH = "month"
    YEAR = "year"
    ALL = "all"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year, as a number of six digits (202611) in callback data."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, number: int) -> Self | None:
        """The month with that number; None where there is none."""
        year, month = divmod(number, 100)
        return cls(year, month) if year in YEARS and 1 <= month <= 12 else None

    @property
    def number(self) -> int:
        """The number in callback data."""
        return 100 * self.year + self.month

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    def text(self, say: Locale) -> str:
        """It in words, with its year."""
        return format_skeleton("yMMMM", self.first, locale=say.code)

    @property
    def next(self) -> Month:
        """The month after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)


def days_of(span: Span, month: Month) -> tuple[date, date]:
    """The first day of a span, and the day after it."""
    match span:
        case Span.MONTH:
            return month.first, month.next.first
        case Span.YEAR:
            return date(month.year, 1, 1), date(month.year + 1, 1, 1)
    return date.min, date.max


def file_stem(span: Span, month: Month) -> str:
    """What a file of a ledger is called without its suffix: `ledger-2026-11`, `ledger-2026`, `ledger`."""
    ends = {Span.MONTH: f"-{month.year}-{month.month:02}", Span.YEAR: f"-{month.year}", Span.ALL: ""}
    return f"ledger{ends[span]}"
