"""An expense in one line, as lists of them show it."""

from __future__ import annotations

from datetime import datetime, time

from bot.chat.languages.locale import Locale
from bot.chat.receipts.shown_amounts import amount_text
from bot.chat.split import shorten
from bot.chat.texts import ledger as texts
from bot.receipts.ledger.expense import Expense

LONGEST_SHOP = 32  # UTF-16 units
GAP = " · "


def receipt_line(expense: Expense, say: Locale) -> str:
    """Shop, total and day as plain text, as far as they are known."""
    receipt = expense.receipt
    parts = [shorten(receipt.merchant or say(texts.AN_EXPENSE), LONGEST_SHOP)]
    if receipt.total is not None:
        parts.append(amount_text(receipt.total, receipt.places, say, receipt.currency))
    if receipt.day:
        parts.append(say.day(datetime.combine(receipt.day, time())))
    return f"🧾 {GAP.join(parts)}"
