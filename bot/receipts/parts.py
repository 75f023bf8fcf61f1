"""Two receipts on one photo are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from bot.page import Line
from bot.receipts.receipt_rows import ReceiptRow
from bot.receipts.row_kinds import RowKind

LEAST_ROWS = 4  # of a receipt
BESIDE = 1.0  # heights between two slips beside each other
LEAST_HEAD = 2  # rows without an amount at the head of a receipt

_PAID = frozenset({RowKind.PAID, RowKind.CHANGE, RowKind.TOTAL})


def beside_each_other(lines: Sequence[Line]) -> list[list[int]]:
    """The indexes of a page's lines, slip by slip, where slips lie side by side; all together where they do not."""
    places = [(min(x for x, _ in line.box), max(x for x, _ in line.box), n) for n, line in enumerate(lines)]
    if not places:
        return []
    apart = BESIDE * median(abs(line.box[3][1] - line.box[0][1]) for line in lines)
    slips: list[list[int]] = [[]]
    reach = min(places)[0]
    for left, right, n in sorted(places):
        if left > reach + apart:
            slips.append([])
        slips[-1].append(n)
        reach = max(reach, right)
    if any(len(slip) < LEAST_ROWS for slip in slips):
        return [list(range(len(lines)))]
    return sorted((sorted(slip) for slip in slips), key=min)


def below_each_other(rows: Sequence[ReceiptRow]) -> int | None:
    """At which row a second receipt begins: where something was paid, then comes a head, goods and another total."""
    for n in range(LEAST_ROWS, len(rows) - LEAST_ROWS + 1):
        ended = rows[n - 1]
        if ended.kind not in _PAID or not ended.amounts:
            continue
        goods = next((k for k in range(n, len(rows)) if rows[k].amounts), len(rows))
        head = [row for row in rows[n:goods] if row.kind not in _PAID]
        later = {row.kind for row in rows[goods:] if row.amounts}
        first = rows[goods].kind if goods < len(rows) else None
        if len(head) >= LEAST_HEAD and first is RowKind.OTHER and RowKind.TOTAL in later:
            return n
    return None
