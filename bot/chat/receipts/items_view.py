"""The items of a receipt with their numbers: whose each is, and what everybody's share comes to."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from telegram import InlineKeyboardMarkup

from bot.chat.answer.keyboard import NUMBERS_A_ROW, Row, in_rows
from bot.chat.languages.locale import Locale
from bot.chat.receipts.card import GAP, Card, card_title
from bot.chat.receipts.card_buttons import ClaimItem, TurnCard
from bot.chat.receipts.card_face import Face
from bot.chat.receipts.card_keyboard import back_button
from bot.chat.receipts.shown_amounts import on_receipt, quantity_text
from bot.chat.split import shorten
from bot.chat.texts import ledger as ledger_texts
from bot.chat.texts import receipts as texts
from bot.receipts.ledger.shares import shares
from bot.receipts.receipt import Item, Receipt

A_PAGE = 20  # items: four rows of numbers
LONGEST_ITEM = 40  # UTF-16 units
LONGEST_CLAIMERS = 60  # UTF-16 units of the names behind an item
MOST_SHARES = 20  # people; with the longest names and items they still fit


def last_page(receipt: Receipt) -> int:
    """The number, from 0, of the last page of items."""
    return max(0, len(receipt.items) - 1) // A_PAGE


def items_html(card: Card, page: int, say: Locale) -> str:
    """Page `page` (from 0) of the items; behind the last one what else makes the total."""
    receipt = card.receipt
    start = page * A_PAGE
    numbered = enumerate(receipt.items[start : start + A_PAGE], start)
    lines = [_item(card, index, item, say) for index, item in numbered]
    if page == last_page(receipt):
        lines += _rest(receipt, say)
    blocks = [card_title(card, say), "\n".join(lines)]
    if card.is_shared:
        blocks += [_shares(card, say), f"<i>{say.html(texts.TAP_YOURS)}</i>"]
    return "\n\n".join(blocks)


def items_keyboard(card: Card, page: int, say: Locale) -> InlineKeyboardMarkup:
    """The numbers of the items on a page where people claim them, the other pages, and the way back."""
    start, expense = page * A_PAGE, card.expense
    items = range(start, min(start + A_PAGE, len(card.receipt.items)))
    claimed = {claim.item for claim in expense.claims}
    numbers = [
        ClaimItem(expense.id, item).button(f"{item + 1} ✓" if item in claimed else str(item + 1)) for item in items
    ]
    rows = in_rows(numbers, NUMBERS_A_ROW) if card.is_shared else []
    return InlineKeyboardMarkup([*rows, [*_turns(card, page), back_button(card, say)]])


def _turns(card: Card, page: int) -> Row:
    neighbours = {page - 1: "‹ {}–{}", page + 1: "{}–{} ›"}
    last = len(card.receipt.items)
    return [
        TurnCard(card.expense.id, Face.ITEMS, other).button(
            label.format(other * A_PAGE + 1, min((other + 1) * A_PAGE, last))
        )
        for other, label in neighbours.items()
        if 0 <= other <= last_page(card.receipt)
    ]


def _item(card: Card, index: int, item: Item, say: Locale) -> str:
    many = item.quantity is not None and item.quantity != 1
    times = f"{quantity_text(item.quantity, say)} × " if many and item.quantity is not None else ""
    line = f"{index + 1}. {times}{shorten(item.name, LONGEST_ITEM)}{GAP}{on_receipt(item.amount, card.receipt, say)}"
    html = escape(line, quote=False)
    claimers = [card.name(claim.person) for claim in card.expense.claims if claim.item == index]
    if claimers:
        html += f" → <b>{escape(shorten(say.list(claimers), LONGEST_CLAIMERS), quote=False)}</b>"
    return html


def _rest(receipt: Receipt, say: Locale) -> Iterator[str]:
    """What is no item, and the total."""
    tax = texts.TAX_INCLUDED if receipt.tax_included else texts.TAX
    rest = {
        texts.DISCOUNT: -receipt.discount if receipt.discount else None,
        texts.SERVICE: receipt.service,
        texts.TIP: receipt.tip,
        tax: receipt.tax,
        texts.ROUNDING: receipt.rounding,
    }
    for label, amount in rest.items():
        if amount:
            yield f"{say.html(label)}{GAP}{on_receipt(amount, receipt, say)}"
    if receipt.total is not None:
        yield f"<b>{say.html(texts.TOTAL)}{GAP}{on_receipt(receipt.total, receipt, say, with_currency=True)}</b>"


def _shares(card: Card, say: Locale) -> str:
    owed = sorted(shares(card.expense).items(), key=lambda each: -abs(each[1]))
    each = [f"{card.name(person)} {on_receipt(amount, card.receipt, say)}" for person, amount in owed[:MOST_SHARES]]
    if len(owed) > MOST_SHARES:
        each.append(say.count(ledger_texts.MORE, len(owed) - MOST_SHARES))
    return f"👥 {escape(GAP.join(each), quote=False)}"
