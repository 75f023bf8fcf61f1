"""Which rows of a receipt hold what was bought."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.receipts.dates import has_day
from bot.receipts.receipt_rows import ReceiptRow
from bot.receipts.row_kinds import RowKind

GOODS = frozenset({RowKind.OTHER, RowKind.DISCOUNT})
ENDS = frozenset({RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.WEAK_TOTAL})
AFTERWARDS = frozenset({RowKind.PAID, RowKind.CHANGE, RowKind.TABLE, RowKind.TAX_ROW})
NAMES_ABOVE = 2  # rows above the first amount that may name its item
MOST_BODIES = 4
_NO_ITEM = re.compile(r"[#:]|\b\d{5}\b|www|\bjalan\b|str\.|stra[sß]")


def bodies(rows: Sequence[ReceiptRow]) -> list[range]:
    """Where what was bought may stand, the likeliest first: up to the first total, or to a later one.

    A total may stand in the middle, before what was rung up after it.
    """
    ends = list(_ends(rows))
    if not ends:
        start = _start(rows, len(rows))
        return [] if start is None else [range(start, len(rows))]
    found = []
    for end in ends[:MOST_BODIES]:
        start = _start(rows, end)
        if start is not None:
            found.append(range(start, _without_discount_of_all(rows, start, end)))
    return found


def _without_discount_of_all(rows: Sequence[ReceiptRow], start: int, end: int) -> int:
    """Where goods end before discounts that are given on all of them."""
    while end - 1 > start and ("whole" in rows[end - 1].labels or not rows[end - 1].text.strip()):
        end -= 1
    return end


def is_goods(row: ReceiptRow) -> bool:
    """Whether something that was bought may stand in a row with an amount."""
    return bool(row.amounts) and row.kind in GOODS and not (has_day(row.text) and row.labels.unknown < 3)


def _ends(rows: Sequence[ReceiptRow]) -> Iterator[int]:
    """Totals before which something with an amount stands, each after something more."""
    since = 0
    for n, row in enumerate(rows):
        goods = [each for each in rows[since:n] if is_goods(each)]
        if row.kind in ENDS and row.amounts and (goods if not since else _rung_up(goods)):
            yield n
            since = n + 1
        elif row.kind in AFTERWARDS and (row.amounts or row.kind is RowKind.TABLE):
            if since:
                return
            if row.amounts and any(map(is_goods, rows[:n])):
                yield n
                return


def _rung_up(goods: Sequence[ReceiptRow]) -> bool:
    """Whether more than discounts of all goods stands below a subtotal."""
    return any(row.kind is not RowKind.DISCOUNT for row in goods)


def _start(rows: Sequence[ReceiptRow], end: int) -> int | None:
    """The first row of what was bought: below the columns' headings, else the first amount and its name above."""
    first = next((n for n in range(end) if is_goods(rows[n])), None)
    if first is None:
        return None
    heading = next((n for n in range(end) if rows[n].kind is RowKind.HEADING), None)
    if heading is not None:
        while heading + 1 < end and rows[heading + 1].kind is RowKind.HEADING:
            heading += 1
        above, below = sum(map(is_goods, rows[:heading])), sum(map(is_goods, rows[heading:end]))
        if below > above:
            return heading + 1
    start = first
    while start > 0 and first - start < NAMES_ABOVE and _may_name(rows[start - 1]):
        start -= 1
    return start


def _may_name(row: ReceiptRow) -> bool:
    text = row.text
    return row.kind is RowKind.OTHER and not row.amounts and not has_day(text) and not _NO_ITEM.search(text)
