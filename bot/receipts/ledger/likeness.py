"""Whether two expenses look like one that was sent twice."""

from __future__ import annotations

from bot.letters import search_key, squeezed
from bot.receipts.ledger.expense import Expense
from bot.receipts.receipt import Receipt


def shop_key(receipt: Receipt) -> str:
    """The letters and digits of the merchant, as spellings of the same shop have them in common."""
    return squeezed(search_key(receipt.merchant or ""))


def is_like(expense: Expense, other: Expense) -> bool:
    """Whether shop, day, total and currency are the same, and the time where both have one.

    Receipts on the same page are two, and so are expenses that were typed.
    """
    one, two = expense.receipt, other.receipt
    if one.total is None or (one.total, one.currency, expense.day) != (two.total, two.currency, other.day):
        return False
    if not (expense.origin or other.origin) or _on_one_page(expense, other):
        return False
    return shop_key(one) == shop_key(two) != "" and (not one.time or not two.time or one.time == two.time)


def _on_one_page(expense: Expense, other: Expense) -> bool:
    pages = [(each.origin.job_id, each.origin.place) if each.origin else None for each in (expense, other)]
    return pages[0] is not None and pages[0] == pages[1]
