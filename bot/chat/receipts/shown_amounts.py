"""Amounts of money as a person reads them in their language."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_decimal

from bot.chat.languages.locale import Locale
from bot.receipts.receipt import Receipt

NO_BREAK = "\N{NO-BREAK SPACE}"


def amount_text(amount: int, places: int, say: Locale, currency: str | None = None) -> str:
    """An amount of the smallest unit with so many decimals, behind the code of its currency where one is given."""
    pattern = "#,##0" + (f".{'0' * places}" if places else "")
    number = format_decimal(Decimal(amount).scaleb(-places), format=pattern, locale=say.code)
    return f"{currency}{NO_BREAK}{number}" if currency else number


def on_receipt(amount: int, receipt: Receipt, say: Locale, *, with_currency: bool = False) -> str:
    """An amount of a receipt."""
    return amount_text(amount, receipt.places, say, receipt.currency if with_currency else None)


def quantity_text(quantity: Decimal, say: Locale) -> str:
    """How many, or how much, of something."""
    return format_decimal(quantity, locale=say.code, decimal_quantization=False)
