"""Whether a receipt adds up: the sums on it that make its total."""

from __future__ import annotations

from dataclasses import replace

from bot.receipts.receipt import Proof, Receipt


def proved(receipt: Receipt) -> Receipt:
    """The receipt with `proof` and `difference` made anew from its own fields.

    Where its items make the total only with the tax on top, or only without, `tax_included` becomes what they say.
    """
    total = receipt.total
    if total is None:
        return replace(receipt, proof=(), difference=None)
    if receipt.tax is not None:
        receipt = replace(receipt, tax_included=_tax_included(receipt))
    missed = items_sum(receipt) - total if receipt.items else None
    holds: dict[Proof, bool] = {
        "items": missed == 0,
        "change": _paid_less_change(receipt) == total,
        "net": total in _net_and_tax(receipt),
    }
    return replace(receipt, proof=tuple(name for name, held in holds.items() if held), difference=missed or None)


def items_sum(receipt: Receipt) -> int:
    """What a receipt's items, service, tip, tax on top and rounding make, less its discount."""
    on_top = 0 if receipt.tax_included else receipt.tax or 0
    return sum(item.amount for item in receipt.items) + on_top + _extras(receipt)


def _extras(receipt: Receipt) -> int:
    """What comes on top of the items and the tax."""
    return (receipt.service or 0) + (receipt.tip or 0) + (receipt.rounding or 0) - (receipt.discount or 0)


def _tax_included(receipt: Receipt) -> bool:
    """Whether the items make the total without the tax: as the receipt has it, unless only the other way holds."""
    as_it_is = bool(receipt.tax_included)
    ways = {included: items_sum(replace(receipt, tax_included=included)) for included in (True, False)}
    only_otherwise = ways[as_it_is] != receipt.total == ways[not as_it_is]
    return as_it_is != only_otherwise


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
