"""What a receipt prints beside its goods: totals, taxes, what was paid and what came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
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
        return [Figure(row.value, n, row) for n, row in self._free() if row.kind in kinds and row.amounts]

    def printed(self, but: RowKind | None = None) -> Counter[int]:
        """How often each amount stands on the receipt, whatever its sign; `but` are rows that do not count."""
        rows = (row for row in self.rows if row.kind is not but)
        return Counter(abs(amount.value) for row in rows for amount in row.amounts)

    def tall(self, row: ReceiptRow) -> bool:
        """Whether a row is printed larger than most."""
        return row.row.height > TALL * median(each.row.height for each in self.rows)

    def _free(self) -> Iterator[tuple[int, ReceiptRow]]:
        return ((n, row) for n, row in enumerate(self.rows) if n not in self.table)
