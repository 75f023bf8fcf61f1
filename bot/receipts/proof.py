"""Whether a receipt adds up: the sums on it that make its total."""

from __future__ import annotations

from dataclasses import replace

from bot.receipts.receipt import Proof, Receipt


def proved(receipt: Receipt) -> Receipt:
    """The receipt with `proof` and `difference` made anew from its own fields.

    Where `tax_included` is None, a tax is tried on top of the prices and in them. One sum alone proves nothing where
    another makes an amount that differs from the total in a single digit: either may have been misread.
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
    proof = tuple(name for name, held in holds.items() if held)
    made = _made(receipt)
    if made.count(total) < 2 and any(_may_be(each, total) for each in made if each is not None):
        proof = ()
    return replace(receipt, proof=proof, difference=missed or None)


def _made(receipt: Receipt) -> list[int | None]:
    """What each of the sums on a receipt makes."""
    paid, tables = _paid_less_change(receipt), _net_and_tax(receipt)
    if receipt.subtotal is not None:
        tables.add(receipt.subtotal + (receipt.tax or 0) * (receipt.tax_included is False) + _extras(receipt))
    if receipt.net is not None and receipt.net + (receipt.tax or 0) == receipt.total:
        tables.add(receipt.total)  # reckoned of what was rounded
    told = {receipt.total} if receipt.total in tables else tables
    ways = (True, False) if receipt.tax is not None and receipt.tax_included is None else (receipt.tax_included,)
    goods = {items_sum(replace(receipt, tax_included=way)) for way in ways} if receipt.items else set()
    return [*told, *goods, *([] if paid is None else [paid])]


def one_digit_apart(one: int, other: int) -> bool:
    """Whether two amounts of as many digits differ in a single one, so that one may have been read for the other."""
    return len(str(one)) == len(str(other)) and _may_be(one, other)


def _may_be(one: int, other: int) -> bool:
    """Whether two amounts differ in a single digit; where it is the first of one it may have been read as a nought."""
    size = max(len(str(one)), len(str(other)))
    return sum(a != b for a, b in zip(str(one).zfill(size), str(other).zfill(size), strict=True)) == 1


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
