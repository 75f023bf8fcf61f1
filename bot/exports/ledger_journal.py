"""A ledger as a journal that hledger reads: an account for each person, whose balance is what they owe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.exports.ledger_content import LedgerContent, distinct
from bot.exports.plain import plain
from bot.receipts.ledger.expense import Expense, ExpenseState, Settlement
from bot.receipts.ledger.shares import counts, payments, shares
from bot.receipts.money import decimal_text, places

PARTS = ("share", "paid", "settled")  # of a person's account
_ACCOUNT_LIKE = re.compile(r"[:;|()\[\]*!\"@={}]+")


def ledger_journal(content: LedgerContent) -> bytes:
    """UTF-8; `people:Anna` is what Anna owes, negative where she is owed: her shares less what she paid and gave.

    What does not count stands in it as remarks.
    """
    names = distinct({person: _account(name) for person, name in content.people.items()})
    accounts = {person: f"people:{name}" for person, name in names.items()}
    entries = [(expense.day, 0, _expense(expense, accounts)) for expense in content.expenses]
    entries += [(each.day, 1, _settlement(each, accounts)) for each in content.settlements]
    entries.sort(key=lambda entry: entry[:2])
    return "\n".join([*_directives(content, accounts), *(text for *_, text in entries)]).encode("utf-8", "replace")


def _directives(content: LedgerContent, accounts: dict[int, str]) -> Iterator[str]:
    currencies = {each.receipt.currency: each.receipt.places for each in content.expenses if counts(each)}
    currencies |= {each.currency: places(each.currency) for each in content.settlements if not each.undone}
    for currency, decimals in sorted(currencies.items(), key=lambda pair: pair[0] or ""):
        yield f"commodity 1000.{'0' * decimals} {currency}"
    for account in accounts.values():
        yield from (f"account {each}" for each in (account, *(f"{account}:{part}" for part in PARTS)))
    yield ""


def _expense(expense: Expense, accounts: dict[int, str]) -> str:
    receipt = expense.receipt
    shop = re.sub(r"[;|]+", ",", " ".join(plain(receipt.merchant or "").split()))
    head = f"{expense.day.isoformat()} (#{expense.number}) {shop}".rstrip()
    if not counts(expense):
        total = "" if receipt.total is None else f" {_amount(receipt.total, receipt.places, receipt.currency)}"
        why = "incomplete" if expense.state is ExpenseState.COUNTED else expense.state.replace("_", " ")
        return f"; {head}{total}, {why}: not in the sums\n"
    shared, paid = shares(expense), payments(expense)
    postings = [(f"{accounts[person]}:share", amount) for person, amount in shared.items()]
    postings += [(f"{accounts[person]}:paid", -amount) for person, amount in paid.items()]
    lines = (f"    {account}  {_amount(amount, receipt.places, receipt.currency)}" for account, amount in postings)
    return "\n".join((head, *lines, ""))


def _settlement(settlement: Settlement, accounts: dict[int, str]) -> str:
    decimals, day = places(settlement.currency), settlement.day.isoformat()
    if settlement.undone:
        return f"; {day} settlement of {_amount(settlement.amount, decimals, settlement.currency)}, undone\n"
    gave = f"    {accounts[settlement.payer]}:settled  {_amount(-settlement.amount, decimals, settlement.currency)}"
    got = f"    {accounts[settlement.receiver]}:settled  {_amount(settlement.amount, decimals, settlement.currency)}"
    return f"{day} settlement\n{gave}\n{got}\n"


def _account(name: str) -> str:
    """A name as the part of an account that it can be."""
    return " ".join(_ACCOUNT_LIKE.sub(" ", name).split())


def _amount(amount: int, decimals: int, currency: str | None) -> str:
    return f"{decimal_text(amount, decimals)} {currency or ''}".rstrip()
