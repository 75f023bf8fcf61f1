"""Whether a receipt adds up: the sums on it that make its total."""

from __future__ import annotations

from dataclasses import replace

from bot.receipts.receipt import Proof, Receipt


def proved(receipt: Receipt) -> Receipt:
    """The receipt with `proof` and `difference` made anew from its own fields.

    Where `tax_included` is None, a tax is tried on top of the prices and in them.
    """
    total = receipt.total
    if total is None:
        return replace(receipt, proof=(), difference=None)
    if receipt.tax is not None and receipt.tax_included is None:
        receipt = replace(receipt, tax_included=_tax_included(receipt))
    missed = items_sum(receipt) - total if receipt.items else None
    holds: dict[Proof, bool] = {
        "items": missed == 0,
        "change": _paid_less_change(receipt) == total,
        "net": total in _net_and_tax(receipt) and (missed or 0) * (total or 1) <= 0,  # of more: it is a part's
    }
    return replace(receipt, proof=tuple(name for name, held in holds.items() if held), difference=missed or None)


def items_sum(receipt: Receipt) -> int:
    """What a receipt's items, service, tip, tax on top and rounding make, less its discount."""
    on_top = receipt.tax or 0 if receipt.tax_included is False else 0
    return sum(item.amount for item in receipt.items) + on_top + _extras(receipt)


def _extras(receipt: Receipt) -> int:
    """What comes on top of the items and the tax."""
    return (receipt.service or 0) + (receipt.tip or 0) + (receipt.rounding or 0) - (receipt.discount or 0)


def _tax_included(receipt: Receipt) -> bool | None:
    """Whether the items make the total without the tax; None where they make it neither way, or both."""
    ways = [way for way in (True, False) if items_sum(replace(receipt, tax_included=way)) == receipt.total]
    return ways[0] if len(ways) == 1 else None


def _paid_less_change(receipt: Receipt) -> int | None:
    """What was paid, where what came back is printed too: an amount paid alone may be a part of it."""
    return None if receipt.cash is None or receipt.change is None else receipt.cash - receipt.change


def _net_and_tax(receipt: Receipt) -> set[int]:
    """What the net amount and the tax make, with what the receipt says comes on top of them."""
    if not receipt.tax:
        return set()
    sums = set()
    if receipt.net is not None:
        sums.add(receipt.net + receipt.tax + (receipt.rounding or 0))
    if receipt.subtotal is not None and not receipt.tax_included:
        sums.add(receipt.subtotal + receipt.tax + _extras(receipt))
    return sums
