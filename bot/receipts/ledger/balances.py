"""What people are owed, in each currency for itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from bot.receipts.ledger.expense import Expense, Settlement
from bot.receipts.ledger.shares import counts, payments, shares

Balances = dict[str, dict[int, int]]
"""Currency → person → what they are owed in its smallest unit, negative where they owe it; each currency sums to 0."""


def balances(expenses: Iterable[Expense], settlements: Iterable[Settlement]) -> Balances:
    """What is left between people after expenses and settlements; who is even is not in it."""
    owed: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for expense in expenses:
        if (currency := expense.receipt.currency) and counts(expense):
            for person, amount in payments(expense).items():
                owed[currency][person] += amount
            for person, amount in shares(expense).items():
                owed[currency][person] -= amount
    for settlement in settlements:
        if not settlement.undone:
            owed[settlement.currency][settlement.payer] += settlement.amount
            owed[settlement.currency][settlement.receiver] -= settlement.amount
    return without_zeros(owed)


def without_zeros(owed: defaultdict[str, defaultdict[int, int]]) -> Balances:
    """The same without who is even, and without currencies in which everybody is."""
    left = {currency: {who: amount for who, amount in people.items() if amount} for currency, people in owed.items()}
    return {currency: people for currency, people in left.items() if people}
