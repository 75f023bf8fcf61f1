"""Whether a page is a receipt at all: a letter, a form, an article and a bank statement never are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from bot.receipts.receipt_rows import ReceiptRow
from bot.receipts.row_kinds import RowKind

SURE = 2.5  # points
A_NAME = 5  # words beside which no amount stands apart: with more it is in a sentence
LONG = 9  # words of a row of running text
HEAD = 12  # rows above the first amount in which a page says what it is
A_TABLE = 3  # amounts in a row of a table of figures
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
_SUMMED = frozenset({RowKind.TOTAL, RowKind.SUBTOTAL, RowKind.WEAK_TOTAL, RowKind.PAID, RowKind.CHANGE})


def is_receipt(rows: Sequence[ReceiptRow], *, has_day: bool, has_time: bool, has_currency: bool) -> bool:
    """Whether rows are those of a receipt: amounts beside the words of one, and little running text.

    None is a page that calls itself something else, that tells balances as an account does, or that is a table of
    figures. Without a sum it must tell day and currency, and a time or that it is a receipt: else it is a price list.
    """
    priced = [row for row in rows if row.amounts]
    if not priced or _is_another_paper(rows) or _is_account(rows) or _is_table(priced):
        return False
    kinds = {row.kind for row in priced}
    says_so = has_time or any("document" in row.labels for row in _head(rows))
    if not kinds & _SUMMED and not (has_day and says_so and has_currency):
        return False
    points = sum(_WORTH.get(kind, 0.0) for kind in kinds)
    points += 0.5 * has_day + 0.5 * has_currency + min(len(priced) / 4, 1.0)
    points += 0.5 * any(row.kind is RowKind.PAID and not row.amounts for row in rows)
    points += 1.0 * (has_day and has_currency and len(priced) * 2 > len(rows))
    at_the_end = sum(row.amounts[-1].end > len(row.text) * 0.6 for row in priced)
    running = sum(len(row.text.split()) > LONG and not row.amounts for row in rows)
    points -= 3.0 * running / len(rows) + 1.0 * (at_the_end * 2 < len(priced))
    sentences = sum(len(row.text.split()) > A_NAME and "  " not in row.text for row in priced)
    points -= 3.0 * (sentences * 2 > len(priced))
    return points >= SURE


def _head(rows: Sequence[ReceiptRow]) -> list[ReceiptRow]:
    """The rows above the first amount that say little more than what the page is."""
    head = takewhile(lambda row: not row.amounts, rows[:HEAD])
    return [row for row in head if row.labels.known >= row.labels.unknown]


def _is_another_paper(rows: Sequence[ReceiptRow]) -> bool:
    """Whether a page calls itself a statement, an offer or the like above its first amount, and nothing came back.

    What calls itself a list of prices is one unless something on it is summed up.
    """
    titles = {tag for row in _head(rows) for tag in row.labels.tags}
    kinds = {row.kind for row in rows if row.amounts}
    return ("paper" in titles and RowKind.CHANGE not in kinds) or ("list" in titles and not kinds & _SUMMED)


def _is_account(rows: Sequence[ReceiptRow]) -> bool:
    """Whether a page tells balances, or what came in and went out, before any total: below it a gift card's stand."""
    above = takewhile(lambda row: row.kind is not RowKind.TOTAL or not row.amounts, rows)
    told = any("account" in row.labels for row in above)
    return told and sum(row.labels.count("account") for row in rows) > 1


def _is_table(priced: Sequence[ReceiptRow]) -> bool:
    """Whether most amounts stand in a table of figures, where none of a row's makes the last one by its quantity."""
    figures = [row for row in priced if row.kind is not RowKind.TAX_ROW and len(row.amounts) >= A_TABLE]
    return sum(not _is_reckoned(row) for row in figures) * 2 > len(priced)


def _is_reckoned(row: ReceiptRow) -> bool:
    return any(amount.value and row.value % amount.value == 0 for amount in row.amounts[:-1])
