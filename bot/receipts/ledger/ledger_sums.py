"""What a ledger makes in a period, and what is owed in it altogether."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

Amounts = dict[int, int]
"""Person → amount, in the smallest unit of a currency."""


@dataclass(frozen=True, slots=True)
class ShopSum:
    """What was spent in a shop: how it is written on its last receipt, and over how many receipts."""

    merchant: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class LedgerSums:
    """The sums of a chat from the day `first` until before the day `after`, each by currency (ISO 4217).

    `paid` and `owed` are what each person paid, and what their shares make. `shops` come largest first, those without a
    name as one with an empty name. `count` is how many expenses are in the sums. The numbers of expenses: `unchecked`
    are in the sums though nothing proves them, `incomplete` lack a total or a currency, `duplicates` wait for somebody
    to say whether they are others, `left_out` were kept out. `balances` are of all time: what people are owed, negative
    where they owe; who is even is not in it.
    """

    first: date
    after: date
    count: int = 0
    spent: dict[str, int] = field(default_factory=dict)
    paid: dict[str, Amounts] = field(default_factory=dict)
    owed: dict[str, Amounts] = field(default_factory=dict)
    shops: dict[str, tuple[ShopSum, ...]] = field(default_factory=dict)
    unchecked: tuple[int, ...] = ()
    incomplete: tuple[int, ...] = ()
    duplicates: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    balances: dict[str, Amounts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """A change of an expense: by whom, and when (UTC)."""

    id: int
    person: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class LedgerPerson:
    """A person in a chat's ledger, by Telegram's id, negative where they had themselves forgotten."""

    id: int
    left: bool = False
