"""A ledger as JSON, with all that is known of each receipt."""

from __future__ import annotations

import json

from bot.exports.ledger_content import LedgerContent
from bot.receipts.as_object import receipt_object
from bot.receipts.ledger.balances import balances
from bot.receipts.ledger.expense import Expense, Settlement
from bot.receipts.ledger.shares import counts, payments, shares
from bot.receipts.money import decimal_text, places

Amounts = dict[str, str]


def ledger_json(content: LedgerContent) -> bytes:
    """UTF-8; amounts are decimal strings, people stand by their names. `balances` are those of what is in it."""
    people = content.people
    owed = balances(content.expenses, content.settlements)
    whole = {
        "expenses": [_expense(expense, people) for expense in content.expenses],
        "settlements": [_settlement(settlement, people) for settlement in content.settlements],
        "balances": {currency: _amounts(each, people, places(currency)) for currency, each in owed.items()},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _expense(expense: Expense, people: dict[int, str]) -> dict[str, object]:
    decimals, charged = expense.receipt.places, expense.charged
    return {
        "number": expense.number,
        "date": expense.day.isoformat(),
        "state": expense.state,
        "counts": counts(expense),
        "duplicate_of": expense.duplicate_of,
        "paid": _amounts(payments(expense), people, decimals),
        "shares": _amounts(shares(expense), people, decimals),
        "claims": [{"item": claim.item + 1, "person": people.get(claim.person, "?")} for claim in expense.claims],
        "charged": charged
        and {"currency": charged.currency, "amount": decimal_text(charged.amount, places(charged.currency))},
        "receipt": receipt_object(expense.receipt),
    }


def _settlement(settlement: Settlement, people: dict[int, str]) -> dict[str, object]:
    return {
        "date": settlement.day.isoformat(),
        "payer": people[settlement.payer],
        "receiver": people[settlement.receiver],
        "currency": settlement.currency,
        "amount": decimal_text(settlement.amount, places(settlement.currency)),
        "undone": settlement.undone,
    }


def _amounts(amounts: dict[int, int], people: dict[int, str], decimals: int) -> Amounts:
    return {people[person]: decimal_text(amount, decimals) for person, amount in amounts.items()}
