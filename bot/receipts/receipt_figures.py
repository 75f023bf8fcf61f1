"""What a receipt prints beside its goods: totals, taxes, what was paid and what came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from bot.receipts.receipt_rows import ReceiptRow
from bot.receipts.row_kinds import RowKind

TALL = 1.3  # times the usual height: print that is meant to be seen


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount that a row's words explain, and the index of the row."""

    value: int
    at: int
    row: ReceiptRow


@dataclass(frozen=True)
class ReceiptFigures:
    """The explained amounts of a receipt, in their order, by what they are; those of tax tables are left out."""

    rows: Sequence[ReceiptRow]
    table: Collection[int] = ()

    def of(self, *kinds: RowKind) -> list[Figure]:
        """The last amount of each row of these kinds."""
        return [figure for figure in self._all if figure.row.kind in kinds]

    def printed(self, but: RowKind | None = None) -> Counter[int]:
        """How often each amount stands on the receipt, whatever its sign; `but` are rows that do not count."""
        rows = (row for row in self.rows if row.kind is not but)
        return Counter(abs(amount.value) for row in rows for amount in row.amounts)

    def tall(self, row: ReceiptRow) -> bool:
        """Whether a row is printed larger than most."""
        return row.row.height > TALL * self._usual

    @cached_property
    def _all(self) -> list[Figure]:
        rows = ((n, row) for n, row in enumerate(self.rows) if n not in self.table)
        return [Figure(row.value, n, row) for n, row in rows if row.amounts]

    @cached_property
    def _usual(self) -> float:
        return median(row.row.height for row in self.rows)
