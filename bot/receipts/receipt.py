"""What stands on a receipt. Amounts are integers of the currency's smallest unit, never floats."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from datetime import time as clock_time  # a field is called `time`, and pydantic reads the annotations in the class
from decimal import Decimal
from typing import Literal

ItemKind = Literal["goods", "discount", "deposit", "void"]
Proof = Literal["items", "change", "net"]
Payment = Literal["cash", "card"]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that was bought, or taken off: `amount` is what all of it costs, negative where it is taken off.

    `kind` is what a negative amount is, `deposit` also one that was paid; a returned one is negative. `quantity` and
    `unit_price` are None where they are not printed; a unit price is in whole units of the currency and may have more
    places than it (1.579 a litre). `line` is the page's, counted from 1, None for what a person added.
    """

    name: str
    amount: int
    kind: ItemKind = "goods"
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A reading that a sum speaks against: with `after` in the place of `before` the sum `why` holds.

    `line` is the page's, counted from 1. `item` is the index of the item whose amount it is, None for the total.
    It is offered, never applied by itself.
    """

    line: int
    before: int
    after: int
    why: Proof
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt as it was read; what is not printed is None.

    `other_day` is the day with day and month exchanged where nothing on the receipt tells which is which. `currency` is
    an ISO 4217 code; `places` is how many decimals an amount has: the currency's, or as printed where it is unknown.
    `discount` is what the discounts that are no items make together, positive. `tax_included` is None where
    nothing tells it.
    `net` is what the tax is reckoned of, where it is printed beside it.
    `proof` names the sums that hold: `items` (items, service, tip, tax and rounding less discount make the total),
    `change` (cash less change), `net` (net and tax); empty means not checked. `difference` is the items' sum less the
    total where they differ, None where they agree or it cannot be made. `first` and `last` are the lines of the page
    that the receipt stands on, counted from 1.
    """

    merchant: str | None = None
    address: str | None = None
    day: date | None = None
    other_day: date | None = None
    time: clock_time | None = None
    currency: str | None = None
    places: int = 2
    items: tuple[Item, ...] = ()
    subtotal: int | None = None
    discount: int | None = None
    service: int | None = None
    tip: int | None = None
    tax: int | None = None
    tax_included: bool | None = None
    rounding: int | None = None
    total: int | None = None
    cash: int | None = None
    change: int | None = None
    payment: Payment | None = None
    proof: tuple[Proof, ...] = ()
    difference: int | None = None
    repairs: tuple[Repair, ...] = field(default=())
    first: int = 1
    last: int = 1
    net: int | None = None
