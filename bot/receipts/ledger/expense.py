"""What the ledger counts: an expense is a receipt with who paid it and who shares it; a settlement pays a debt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.receipts.receipt import Receipt


class ExpenseState(StrEnum):
    """Whether an expense counts.

    `DUPLICATE` waits for somebody to say whether it is another one; `SAME` was said to be the same; `LEFT_OUT` was
    taken out of the ledger. One without a total or a currency does not count either, whatever its state.
    """

    COUNTED = "counted"
    DUPLICATE = "duplicate"
    SAME = "same"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Paid:
    """What a person, by Telegram's id, paid of an expense, in its smallest unit."""

    person: int
    amount: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A person, by Telegram's id, has item `item` (index into the receipt's items) alone or with its other claimers."""

    item: int
    person: int


@dataclass(frozen=True, slots=True)
class Charged:
    """What was really charged for an expense in another currency, as a person typed it: ISO 4217, smallest unit."""

    currency: str
    amount: int


@dataclass(frozen=True, slots=True)
class ReadFrom:
    """What an expense was read from: a job's photo by the journal's id, its page (from 1), the receipt on it (from 0).

    They stay when the job is deleted. `photo_id` is 0 where the job had gone before photos were told apart.
    """

    job_id: int
    photo_id: int
    page: int
    index: int

    @property
    def place(self) -> tuple[int, int]:
        """Which page of its job."""
        return self.photo_id, self.page


@dataclass(frozen=True, slots=True)
class Expense:
    """One thing that was paid, in a chat's ledger; a private chat has the ledger of its person.

    `number` counts a chat's expenses from 1 and stays (#12). `receipt` is as it stands now, with what people corrected;
    one without a photo has just a merchant, a total and a currency. `paid` is in the order in which it was said; what
    it leaves of the total was paid by `payer`, None: by the asker, whatever the total becomes. `sharers` share what
    nobody claimed evenly; empty: the payers do. `day` is what it is counted under: the receipt's, or the day on which
    it came. `duplicate_of` is the number of the expense that it looks like.
    """

    chat_id: int
    asked_by: int
    receipt: Receipt
    day: date
    id: int = 0
    number: int = 0
    origin: ReadFrom | None = None
    paid: tuple[Paid, ...] = ()
    payer: int | None = None
    sharers: tuple[int, ...] = ()
    claims: tuple[Claim, ...] = ()
    charged: Charged | None = None
    state: ExpenseState = ExpenseState.COUNTED
    duplicate_of: int | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """`payer` gave `receiver` an amount, in the smallest unit of a currency, to settle what was owed in a chat."""

    chat_id: int
    payer: int
    receiver: int
    currency: str
    amount: int
    day: date
    id: int = 0
    undone: bool = False
