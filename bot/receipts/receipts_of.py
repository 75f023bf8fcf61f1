"""A page becomes its receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.page import Page
from bot.receipts.amounts import Amounts, Style, style_of
from bot.receipts.bodies_solved import solved
from bot.receipts.country import country_of, currency_of
from bot.receipts.dates import day_of, time_of
from bot.receipts.is_receipt import is_receipt
from bot.receipts.merchant import merchant_of
from bot.receipts.receipt import Receipt
from bot.receipts.receipt_rows import receipt_rows
from bot.receipts.rows import Row, rows_of


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known beside the page: `country` (ISO 3166) where nothing on it tells one, `today`, by default the day it is."""

    country: str | None = None
    today: date | None = None


NO_HINTS = Hints()


def receipts_of(page: Page, texts: Sequence[str] | None = None, hints: Hints = NO_HINTS) -> tuple[Receipt, ...]:
    """The receipts on a page, none where it is none; `texts` are what its lines became by correction."""
    found = receipt_on(rows_of(page, texts), hints)
    return (found,) if found else ()


def receipt_on(rows: Sequence[Row], hints: Hints) -> Receipt | None:
    """The receipt that stands in these rows; None where it is none."""
    if not rows:
        return None
    texts = [row.text for row in rows]
    currency = currency_of(texts)
    country = country_of(texts, currency) or hints.country
    style: Style = style_of(texts, currency)
    read = receipt_rows(rows, Amounts(style))
    today = hints.today or date.today()
    day, other = day_of(rows, country, today)
    if not is_receipt(read, day is not None, currency is not None):
        return None
    merchant, address = merchant_of(read)
    receipt = solved(read, style)
    lines = [cell.line for row in rows for cell in row.cells]
    return replace(
        receipt,
        merchant=merchant,
        address=address,
        day=day,
        other_day=other,
        time=time_of(rows, day, country, today),
        currency=currency,
        first=min(lines),
        last=max(lines),
    )
