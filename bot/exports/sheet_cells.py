"""What stands in the cells of a workbook's sheets, each of a type of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency's smallest unit, shown with so many decimals."""

    amount: int
    decimals: int

    @property
    def value(self) -> float:
        """In whole units, as spreadsheets reckon."""
        return float(Decimal(self.amount).scaleb(-self.decimals))


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in English notation, and what it makes as long as nobody changes anything."""

    text: str
    result: Money | str | int


CellContent = str | int | Decimal | date | time | Money | Formula | None


@dataclass(frozen=True, slots=True)
class SheetRows:
    """A sheet: its name, the titles of its columns, and its rows of as many cells; the first has number 2 in it."""

    name: str
    titles: Sequence[str]
    cells: Sequence[Sequence[CellContent]]
