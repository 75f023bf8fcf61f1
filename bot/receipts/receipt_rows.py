"""The rows of a receipt with their amounts and what they are for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.receipts.amounts import Amount, Amounts
from bot.receipts.dates import has_day
from bot.receipts.row_kinds import Labels, RowKind, kind_of, labels_of
from bot.receipts.slip_rows import SlipRow

LABELLED = frozenset({
    RowKind.TOTAL, RowKind.WEAK_TOTAL, RowKind.SUBTOTAL, RowKind.TAX, RowKind.ROUNDING, RowKind.SERVICE, RowKind.TIP,
    RowKind.DISCOUNT, RowKind.PAID, RowKind.CHANGE,
})  # fmt: skip


SUMS = frozenset({RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.PAID, RowKind.BALANCE})


_RATE_FIRST = re.compile(r"\W*\d{1,2}\s?%")


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A row, its amounts from left to right, what its words say and what it is for.

    `lent` is whether its amounts stand in the row below.
    """

    row: SlipRow
    amounts: tuple[Amount, ...]
    labels: Labels
    kind: RowKind
    lent: bool = False

    @property
    def text(self) -> str:
        return self.row.text

    @property
    def value(self) -> int:
        """Its last amount; 0 where it has none."""
        return self.amounts[-1].value if self.amounts else 0

    @property
    def line(self) -> int:
        """The page's line, from 1, on which its last amount stands."""
        return self.row.line_at(self.amounts[-1].start) if self.amounts and not self.lent else self.row.line


def receipt_rows(rows: Sequence[SlipRow], amounts: Amounts) -> list[ReceiptRow]:
    """The rows of a receipt, each with its amounts; a label whose amount stands alone in the next row has that."""
    read = []
    for row in rows:
        labels = labels_of(row.text)
        found = amounts.of(row.text) or (amounts.at_end(row.text) if kind_of(row.text, labels, 1) in LABELLED else ())
        read.append(ReceiptRow(row, found, labels, kind_of(row.text, labels, len(found))))
    read = _with_bare_numbers(read, amounts)
    for n in range(len(read) - 1):
        label, number = read[n], read[n + 1]
        is_label = label.kind in LABELLED or (_is_weak(label) and any(each.marked for each in number.amounts))
        if is_label and not label.amounts and _alone(number):
            kind = kind_of(label.text, label.labels, len(number.amounts))
            read[n] = replace(label, amounts=number.amounts, kind=kind, lent=True)
            read[n + 1] = replace(number, amounts=(), kind=RowKind.NOTE)
    paid = next((n for n, row in enumerate(read) if row.kind is RowKind.PAID and row.amounts), len(read))
    parts = max((n for n, row in enumerate(read) if row.kind is RowKind.SUBTOTAL and row.amounts), default=-1)
    summed = next((n for n, row in enumerate(read) if row.kind in SUMS and row.amounts), len(read))
    table = next((n for n, row in enumerate(read) if row.kind is RowKind.TABLE), len(read))
    for n, each in enumerate(read):
        if each.kind is RowKind.TOTAL and summed < n < table and _RATE_FIRST.match(each.text):
            read[n] = without_amounts(each)  # what a tip of so much would make
        elif each.kind is RowKind.TABLE and n < summed:
            read[n] = replace(each, kind=RowKind.HEADING)  # of the goods' columns
        elif n > summed and n + 1 < len(read) and read[n + 1].kind is RowKind.CHANGE and _alone(each):
            read[n] = replace(each, kind=RowKind.PAID)  # `EURO 20,00` above what came back
        elif each.kind is RowKind.BALANCE:
            read[n] = replace(each, kind=RowKind.CHANGE if n > paid else RowKind.TOTAL)
        elif each.kind is RowKind.TOTAL and each.labels.unknown > 2 and n < parts:
            read[n] = replace(each, kind=RowKind.OTHER)  # goods of such a name: a subtotal is still to come
    return read


def _with_bare_numbers(rows: list[ReceiptRow], amounts: Amounts) -> list[ReceiptRow]:
    """The rows with the numbers that end those right above the first sum, where nothing else tells what they are.

    A currency without decimals prints them as it prints a table's or a house's number.
    """
    end = next((n for n, row in enumerate(rows) if row.kind in SUMS and row.amounts), 0)
    if amounts.style.decimals or any(row.kind is RowKind.OTHER and row.amounts for row in rows[:end]):
        return rows
    found = list(rows)
    for n in range(end - 1, -1, -1):
        number = amounts.at_end(rows[n].text)
        if not number or rows[n].kind is not RowKind.OTHER or has_day(rows[n].text) or not rows[n].labels.unknown:
            break
        found[n] = replace(rows[n], amounts=number)
    return found


def without_amounts(row: ReceiptRow) -> ReceiptRow:
    """A row whose amounts do not count; one without any stays what it is."""
    return replace(row, amounts=(), kind=RowKind.NOTE) if row.amounts else row


def _is_weak(row: ReceiptRow) -> bool:
    """Whether a row says that an amount follows, and is not the head of columns."""
    return "weak total" in row.labels and not row.labels.count("goods", "count") and len(row.row.cells) == 1


def _alone(row: ReceiptRow) -> bool:
    """Whether amounts stand in a row without a word."""
    return bool(row.amounts) and row.kind is RowKind.OTHER and row.labels.unknown < 2 and not row.labels.tags
