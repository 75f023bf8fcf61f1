"""What is saved of a ledger, whatever the format: its expenses and settlements, and how people are called in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.exports.plain import plain
from bot.receipts.ledger.expense import Expense, Settlement
from bot.receipts.ledger.shares import payments, shares


@dataclass(frozen=True, slots=True)
class LedgerContent:
    """Expenses, settlements, and the names of the people in them by Telegram's id."""

    expenses: Sequence[Expense]
    settlements: Sequence[Settlement]
    names: Mapping[int, str]

    @property
    def people(self) -> dict[int, str]:
        """Everybody who paid, shares or settled, each with a name of their own: a second Anna is `Anna (2)`."""
        people = {person for each in self.expenses for person in (*payments(each), *shares(each))}
        people.update(person for each in self.settlements for person in (each.payer, each.receiver))
        return distinct({person: " ".join(plain(self.names.get(person, "")).split()) for person in sorted(people)})


CONTENT = TypeAdapter(LedgerContent)
"""As JSON it goes to a program of its own."""


def distinct(names: Mapping[int, str]) -> dict[int, str]:
    """The names with a number behind those that somebody before has already, in whatever case."""
    known, taken = dict[int, str](), set[str]()
    for person, name in names.items():
        numbered = (f"{name or '?'}{'' if count == 1 else f' ({count})'}" for count in range(1, len(names) + 1))
        known[person] = next(each for each in numbered if each.casefold() not in taken)
        taken.add(known[person].casefold())
    return known


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")) else text
