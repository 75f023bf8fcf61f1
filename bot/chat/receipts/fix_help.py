"""How a receipt is corrected by a reply: in three lines, with examples from it."""

from __future__ import annotations

from datetime import date

from bot.chat.languages.locale import Locale
from bot.chat.receipts.card import GAP, Card
from bot.chat.receipts.people_menus import paid_example
from bot.chat.receipts.shown_amounts import amount_text, on_receipt
from bot.chat.split import shorten
from bot.chat.texts import receipts as texts
from bot.receipts.receipt import Receipt

LONGEST_NAME = 24  # UTF-16 units of an item
CURRENCY = "EUR"  # where none is known


def fix_html(card: Card, say: Locale) -> str:
    """What can be replied to the card."""
    receipt = card.receipt
    lines = [say.html(texts.REPLY_FOR_EXAMPLE), _total(receipt, say)]
    if receipt.items:
        lines.append(_item(receipt, say))
    more = [say.html(texts.FIX_NEW_HTML, amount=amount_text(5 * 10**receipt.places, receipt.places, say))]
    if card.is_shared and (example := paid_example(card, say)):
        more.append(say.html(texts.FIX_PAID_HTML, example=example))
    return "\n".join([*lines, GAP.join(more)])


def _total(receipt: Receipt, say: Locale) -> str:
    day = receipt.day or date.today()
    return say.html(
        texts.FIX_TOTAL_HTML,
        amount=on_receipt(receipt.total or 0, receipt, say),
        day=f"{day.day}.{day.month}.",
        currency=receipt.currency or CURRENCY,
    )


def _item(receipt: Receipt, say: Locale) -> str:
    """Of the item whose reading is doubted, or the last one."""
    doubted = [repair.item for repair in receipt.repairs if repair.item is not None]
    index = doubted[0] if doubted else len(receipt.items) - 1
    item = receipt.items[index]
    amount, name = on_receipt(item.amount, receipt, say), shorten(item.name, LONGEST_NAME)
    return say.html(texts.FIX_ITEM_HTML, number=index + 1, amount=amount, name=name)
