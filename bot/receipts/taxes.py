"""The table of taxes on a receipt: rate, net, tax and gross in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from bot.receipts.receipt_rows import ReceiptRow
from bot.receipts.row_kinds import RowKind

MOST_TAX = 30  # per cent of the net
MOST_COLUMNS = 6  # of a table of taxes
OFF = Decimal("1.5")  # of the smallest unit: each amount is rounded
_RATE = re.compile(r"(\d{1,2}(?:[.,]\d{1,3})?)\s?%")


@dataclass(frozen=True, slots=True)
class TaxTable:
    """The net amounts and the taxes of a receipt's tax rates, and the rows in which they stand."""

    net: int
    tax: int
    rows: frozenset[int]


def table_rows(rows: Sequence[ReceiptRow]) -> frozenset[int]:
    """The rows in which taxes are told by their rates, with their sums: no total stands there."""
    found: set[int] = set()
    inside = False
    for n, row in enumerate(rows):
        if row.kind is RowKind.TABLE:
            inside = True
        elif row.kind is RowKind.TAX_ROW or (
            inside
            and (len(row.amounts) > 1 or (row.amounts and row.kind is RowKind.OTHER and row.labels.unknown < 4))
            and row.kind in (RowKind.OTHER, RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.TAX, RowKind.WEAK_TOTAL)
        ):
            found.add(n)
            inside = True
        elif row.amounts or row.kind is RowKind.CHANGE:
            inside = False
    return frozenset(found)


def tax_table(rows: Sequence[ReceiptRow]) -> TaxTable | None:
    """What the taxes by rates make together; None where there is no such table."""
    at = table_rows(rows)
    shares = [(n, share) for n in sorted(at) if (share := _share(rows[n]))]
    if not shares:
        return None
    nets: list[int] = []
    taxes: list[int] = []
    for _, (net, tax) in shares:
        if nets and net == sum(nets) and tax == sum(taxes):
            break
        nets.append(net)
        taxes.append(tax)
    return TaxTable(sum(nets), sum(taxes), at)


def _share(row: ReceiptRow) -> tuple[int, int] | None:
    """The net amount and the tax in a row of the table."""
    values = [amount.value for amount in row.amounts[:MOST_COLUMNS]]
    sign = -1 if sum(value < 0 for value in values) * 2 > len(values) else 1
    sizes = [abs(value) for value in values]
    for net, tax, gross in permutations(sizes, 3):
        if net + tax == gross and tax * 100 <= net * MOST_TAX:
            return sign * net, sign * tax
    rate = _RATE.search(row.text)
    percent = Decimal(rate[1].replace(",", ".")) if rate else None
    for large, small in permutations(sizes, 2):
        if small > large or (small == large and small):
            continue
        if percent is None and small * 100 <= large * MOST_TAX:
            return sign * large, sign * small
        if percent is not None and abs(large * percent / 100 - small) <= OFF:
            return sign * large, sign * small
        if percent is not None and abs(large * percent / (100 + percent) - small) <= OFF:
            return sign * (large - small), sign * small
    if len(sizes) == 2 and 0 < min(sizes) * 100 <= max(sizes) * MOST_TAX:  # the rate was misread
        return sign * max(sizes), sign * min(sizes)
    return None
