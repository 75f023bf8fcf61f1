"""A page becomes its receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.page import Page
from bot.receipts.amounts import Amounts, AmountStyle, style_of
from bot.receipts.country import TAX_IN_PRICES, country_of, currency_of, in_another_currency
from bot.receipts.dates import day_of, days_in, has_time, time_of
from bot.receipts.is_receipt import is_receipt
from bot.receipts.merchant import merchant_of
from bot.receipts.parts import below_each_other, beside_each_other
from bot.receipts.receipt import Receipt
from bot.receipts.receipt_rows import ReceiptRow, receipt_rows, without_amounts
from bot.receipts.reckoning import solved
from bot.receipts.row_kinds import RowKind
from bot.receipts.slip_rows import SlipRow, rows_of

MOST_LINES = 1200  # of a page with a receipt; one of 300 items has less
LONGEST = 250  # letters of a line that are looked at: a longer one is no row of a receipt


@dataclass(frozen=True, slots=True)
class _Slip:
    """Rows as they were read, with what their texts tell of the whole."""

    rows: Sequence[SlipRow]
    texts: Sequence[str]
    currency: str | None
    style: AmountStyle
    read: Sequence[ReceiptRow]

    @classmethod
    def of(cls, rows: Sequence[SlipRow]) -> _Slip:
        texts = [row.text for row in rows]
        currency = currency_of(texts)
        style = style_of(texts, currency)
        read = receipt_rows(rows, Amounts.written(style))
        return cls(rows, texts, currency, style, _in(currency, read))


def _in(currency: str | None, rows: Sequence[ReceiptRow]) -> list[ReceiptRow]:
    """The rows without the amounts in which a total is told once more, in another currency."""
    total = next((n for n, row in enumerate(rows) if row.kind is RowKind.TOTAL and row.amounts), len(rows))
    return [
        without_amounts(row) if n > total and in_another_currency(row.text, currency) else row
        for n, row in enumerate(rows)
    ]


def receipts_of(page: Page, texts: Sequence[str] | None = None, today: date | None = None) -> tuple[Receipt, ...]:
    """The receipts on a page, none where it is none; `texts` are what its lines became by correction.

    `today`, the clock's where it is not given, is the last day that a receipt may be of.
    """
    if len(page.lines) > MOST_LINES:
        return ()
    today = today or date.today()
    texts = [text[:LONGEST] for text in texts or [line.text for line in page.lines]]
    slips = [rows_of(page, texts, lines) for lines in beside_each_other(page.lines)]
    found = [receipt for rows in slips for receipt in _on(rows, today)]
    if len(slips) > 1 and len([receipt for receipt in found if receipt.total is not None]) < len(slips):
        found = _on(rows_of(page, texts), today)
    return tuple(found)


def _on(rows: Sequence[SlipRow], today: date) -> list[Receipt]:
    """The receipts that stand in these rows, below each other where they are two."""
    if not rows:
        return []
    slip = _Slip.of(rows)
    whole = _receipt(slip, today)
    at = below_each_other(slip.read) if whole else None
    parts = [_receipt(_Slip.of(part), today) for part in (rows[:at], rows[at:])] if at else []
    both = [part for part in parts if part and part.day and part.items and part.total is not None and part.proof]
    return both if len(both) == 2 else [whole] if whole else []


def _receipt(slip: _Slip, today: date) -> Receipt | None:
    """The receipt that all rows of a slip are; None where they are none."""
    country = country_of(slip.texts, slip.currency)
    days = days_in(slip.texts, country, today)
    known = {"has_day": bool(days), "has_time": has_time(slip.texts), "has_currency": slip.currency is not None}
    if not is_receipt(slip.read, **known):
        return None
    day, other = day_of(days, country, slip.currency)
    merchant, address = merchant_of(slip.read)
    lines = [cell.line for row in slip.rows for cell in row.cells]
    return replace(
        solved(slip.read, slip.style, country in TAX_IN_PRICES),
        merchant=merchant,
        address=address,
        day=day,
        other_day=other,
        time=time_of(slip.texts, days, day),
        currency=slip.currency,
        first=min(lines),
        last=max(lines),
    )
