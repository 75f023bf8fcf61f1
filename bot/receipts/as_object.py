"""A receipt as `legible read --json` prints it."""

from __future__ import annotations

from decimal import Decimal

from bot.receipts.money import decimal_text
from bot.receipts.receipt import Item, Receipt, Repair


def receipt_object(receipt: Receipt) -> dict[str, object]:
    """For JSON: amounts are decimal strings with the currency's places; what is not printed is None."""

    def money(amount: int | None) -> str | None:
        return None if amount is None else decimal_text(amount, receipt.places)

    return {
        "merchant": receipt.merchant,
        "address": receipt.address,
        "date": receipt.day.isoformat() if receipt.day else None,
        "time": receipt.time.isoformat("minutes") if receipt.time else None,
        "currency": receipt.currency,
        "items": [_item(item, receipt.places) for item in receipt.items],
        "subtotal": money(receipt.subtotal),
        "discount": money(receipt.discount),
        "service": money(receipt.service),
        "tip": money(receipt.tip),
        "tax": money(receipt.tax),
        "tax_included": receipt.tax_included,
        "rounding": money(receipt.rounding),
        "total": money(receipt.total),
        "cash": money(receipt.cash),
        "change": money(receipt.change),
        "payment": receipt.payment,
        "proof": list(receipt.proof),
        "repairs": [_repair(repair, receipt.places) for repair in receipt.repairs],
    }


def _item(item: Item, places: int) -> dict[str, object]:
    return {
        "name": item.name,
        "kind": item.kind,
        "quantity": None if item.quantity is None else f"{item.quantity:f}",
        "unit_price": None if item.unit_price is None else _unit_price(item.unit_price, places),
        "amount": decimal_text(item.amount, places),
        "line": item.line,
    }


def _unit_price(price: Decimal, places: int) -> str:
    """With at least as many places as the currency has."""
    exponent = price.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101 — a printed price is finite
    return f"{price:.{max(places, -exponent)}f}"


def _repair(repair: Repair, places: int) -> dict[str, object]:
    return {
        "line": repair.line,
        "from": decimal_text(repair.before, places),
        "to": decimal_text(repair.after, places),
        "why": repair.why,
    }
