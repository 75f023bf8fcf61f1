"""Whether a page is a receipt at all: a letter, a form and an article never are."""

from __future__ import annotations

from collections.abc import Sequence

from bot.receipts.receipt_rows import ReceiptRow
from bot.receipts.row_kinds import RowKind

SURE = 2.5  # points
A_NAME = 5  # words beside which no amount stands apart: with more it is in a sentence
_WORTH = {
    RowKind.TOTAL: 2.0,
    RowKind.SUBTOTAL: 1.0,
    RowKind.CHANGE: 1.5,
    RowKind.PAID: 1.0,
    RowKind.TAX: 1.0,
    RowKind.TAX_ROW: 1.0,
    RowKind.ROUNDING: 1.0,
    RowKind.WEAK_TOTAL: 1.0,
    RowKind.SERVICE: 0.5,
    RowKind.DISCOUNT: 0.5,
}


def is_receipt(rows: Sequence[ReceiptRow], has_day: bool, has_currency: bool) -> bool:
    """Whether rows are those of a receipt: amounts beside the words of one, and little running text."""
    priced = [row for row in rows if row.amounts]
    if not priced:
        return False
    points = sum(_WORTH.get(kind, 0.0) for kind in {row.kind for row in priced})
    points += 0.5 * has_day + 0.5 * has_currency + min(len(priced) / 4, 1.0)
    points += 0.5 * any(row.kind is RowKind.PAID and not row.amounts for row in rows)
    points += 1.0 * (has_day and has_currency and len(priced) * 2 > len(rows))
    at_the_end = sum(row.amounts[-1].end > len(row.text) * 0.6 for row in priced)
    running = sum(len(row.text.split()) > 9 and not row.amounts for row in rows)
    points -= 3.0 * running / len(rows) + 1.0 * (at_the_end * 2 < len(priced))
    sentences = sum(len(row.text.split()) > A_NAME and "  " not in row.text for row in priced)
    points -= 3.0 * (sentences * 2 > len(priced))
    return points >= SURE and (any(row.kind in _WORTH for row in priced) or (has_day and has_currency))
