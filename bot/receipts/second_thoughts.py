"""Second thoughts: where the sums of a receipt fail, the other digits that the recogniser saw in its amounts.

A sum that fails names for each amount the one value that would close it. How well that value explains the frames of
the amount, beside what was read there, tells a misread digit from a correct one. For the worker only: the frames are
numpy's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.page import Page
from bot.receipts.printed_amount import PrintedAmount, alike, printed_amount
from bot.receipts.proof import items_sum, proved
from bot.receipts.receipt import Receipt, Repair

LEAST = -7.0  # as a logarithm, beside what was read: of 740 values that differ from right amounts none is likelier
AHEAD = 1.5  # by so much the likeliest reading is likelier than the next; else either may be meant
WITNESS = 4.0  # what another sum, or quantity times unit price, is worth that asks for the same reading


def with_repairs(page: Page, receipts: Sequence[Receipt]) -> tuple[Receipt, ...]:
    """The receipts of a page, each with the one reading that closes its sum where that fails and the reading was seen.

    Where a total is told by another sum than that of the items, these may need a second repair with it.
    """
    return tuple(replace(receipt, repairs=_repairs(page, receipt)) for receipt in receipts)


@dataclass(frozen=True, slots=True)
class _Thought:
    """A repair, and how likely it is beside what was read, as a logarithm with what witnesses add."""

    repair: Repair
    weight: float


def _repairs(page: Page, receipt: Receipt) -> tuple[Repair, ...]:
    first = _repair(page, receipt)
    if not first or first.why == "items":
        return (first,) if first else ()
    second = _repair(page, proved(replace(receipt, total=first.after)))
    return (first, second) if second else (first,)


def _repair(page: Page, receipt: Receipt) -> Repair | None:
    if receipt.total is None or "items" in receipt.proof:
        return None
    thoughts = [*_of_items(page, receipt)]
    if not receipt.proof:
        thoughts += _of_total(page, receipt)
    likely = sorted((thought for thought in thoughts if thought.weight >= LEAST), key=lambda each: -each.weight)
    if not likely or (len(likely) > 1 and likely[0].weight < likely[1].weight + AHEAD):
        return None
    return likely[0].repair


def _of_items(page: Page, receipt: Receipt) -> Iterator[_Thought]:
    """For each item the amounts with which the items make the total: one, or two where a tax may be in it or on top."""
    assert receipt.total is not None  # noqa: S101 — whoever calls it knows one
    ways = (True, False) if receipt.tax is not None else (receipt.tax_included,)
    missed = {receipt.total - items_sum(replace(receipt, tax_included=way)) for way in ways}
    for index, item in enumerate(receipt.items):
        wanted = [item.amount + more for more in missed if alike(item.amount, item.amount + more)]
        seen = _printed(page, receipt, item.line, item.amount) if wanted else None
        if not seen:
            continue
        reckoned = None
        if item.quantity is not None and item.unit_price is not None:
            reckoned = item.quantity * item.unit_price * 10**receipt.places
        for after, gain in zip(wanted, seen.gains(wanted, receipt.places), strict=True):
            if gain is not None:
                witness = 0 if reckoned is None else (abs(reckoned - after) <= 1) - (abs(reckoned - item.amount) <= 1)
                repair = Repair(seen.number, item.amount, after, "items", index)
                yield _Thought(repair, gain + WITNESS * witness)


def _of_total(page: Page, receipt: Receipt) -> Iterator[_Thought]:
    """The totals that a sum asks for; all places where the total stands must have been misread alike."""
    assert receipt.total is not None  # noqa: S101 — whoever calls it knows one
    others = [after for after in _sums(receipt) if after != receipt.total and alike(receipt.total, after)]
    lines = range(receipt.first, receipt.last + 1) if others else ()
    seen = [found for n in lines if (found := printed_amount(page.lines[n - 1], n, receipt.total, receipt.places))]
    if not seen:
        return
    for after, *gains in zip(others, *(place.gains(others, receipt.places) for place in seen), strict=True):
        proof = proved(replace(receipt, total=after)).proof
        told = [gain for gain in gains if gain is not None]
        if proof and len(told) == len(gains):
            repair = Repair(seen[0].number, receipt.total, after, proof[0])
            yield _Thought(repair, sum(told) + WITNESS * (len(proof) - 1))


def _sums(receipt: Receipt) -> set[int]:
    """What the total may be by the receipt's other amounts."""
    sums = {items_sum(replace(receipt, tax_included=way)) for way in (True, False)} if receipt.items else set()
    if receipt.cash is not None and receipt.change is not None:
        sums.add(receipt.cash - receipt.change)
    for base in (receipt.net, receipt.subtotal):
        if base is not None and receipt.tax is not None:
            sums |= {base + receipt.tax, base + receipt.tax + (receipt.rounding or 0)}
    return sums


def _printed(page: Page, receipt: Receipt, line: int | None, amount: int) -> PrintedAmount | None:
    """Where an item's amount stands: in its line, or in the one below or above it."""
    if line is None:
        return None
    near = (n for n in (line, line + 1, line - 1) if receipt.first <= n <= receipt.last)
    places = (printed_amount(page.lines[n - 1], n, amount, receipt.places) for n in near)
    return next((place for place in places if place), None)
