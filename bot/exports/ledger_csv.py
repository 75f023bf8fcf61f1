"""A ledger as CSV in long form: a row for what each person paid, and one for what each owes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from bot.exports.ledger_content import LedgerContent, neutral
from bot.receipts.ledger.expense import Expense
from bot.receipts.ledger.shares import counts, payments, shares
from bot.receipts.money import decimal_text, places

COLUMNS = ("number", "date", "shop", "currency", "total", "state", "counts", "adds_up", "entry", "person", "amount")


def ledger_csv(content: LedgerContent) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheets need; amounts with a decimal point.

    `entry` is `paid` or `share`, of a settlement `gave` or `got`; an expense without a total has a row without entry.
    What people are owed is what they paid and gave, less shares and got, of the rows that count.
    """
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    rows.writerows(_rows(content))
    return written.getvalue().encode("utf-8-sig")


def _rows(content: LedgerContent) -> Iterator[tuple[object, ...]]:
    people = content.people
    for expense in content.expenses:
        decimals = expense.receipt.places
        about = _about(expense)
        for entry, amounts in (("paid", payments(expense)), ("share", shares(expense))):
            for person, amount in amounts.items():
                yield *about, entry, neutral(people[person]), decimal_text(amount, decimals)
        if expense.receipt.total is None:
            yield *about, "", "", ""
    for settlement in content.settlements:
        given = decimal_text(settlement.amount, places(settlement.currency))
        state = "undone" if settlement.undone else "counted"
        known = ("", settlement.day.isoformat(), "", settlement.currency, given, state, not settlement.undone, "")
        for entry, person in (("gave", settlement.payer), ("got", settlement.receiver)):
            yield *known, entry, neutral(people[person]), given


def _about(expense: Expense) -> tuple[object, ...]:
    receipt = expense.receipt
    total = "" if receipt.total is None else decimal_text(receipt.total, receipt.places)
    shop = neutral(receipt.merchant or "")
    about = (expense.number, expense.day.isoformat(), shop, receipt.currency or "", total)
    return *about, expense.state, counts(expense), bool(receipt.proof)
