"""Two menus of people on a card: who paid, and who shares what nobody claimed."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from bot.chat.answer.keyboard import Row, in_rows
from bot.chat.languages.locale import Locale
from bot.chat.receipts.card import Card
from bot.chat.receipts.card_buttons import JoinSplit, PickPayer, SplitAll, TickSharer
from bot.chat.receipts.card_keyboard import LONGEST_LABEL, back_button
from bot.chat.receipts.shown_amounts import on_receipt
from bot.chat.split import shorten
from bot.chat.texts import receipts as texts
from bot.receipts.ledger.shares import payments

A_ROW = 2
MOST_PEOPLE = 40


def payer_keyboard(card: Card, say: Locale) -> InlineKeyboardMarkup:
    """A button for each who may have paid, with a tick where they did."""
    paid = payments(card.expense)
    picks = [
        PickPayer(card.expense.id, person).button(_label(card, person, ticked=person in paid))
        for person in _people(card)
    ]
    return InlineKeyboardMarkup([*in_rows(picks, A_ROW), [back_button(card, say)]])


def split_keyboard(card: Card, say: Locale) -> InlineKeyboardMarkup:
    """A button for each who may share it, with a tick where they do."""
    expense, sharing = card.expense, sharers(card)
    ticks = [
        TickSharer(expense.id, person).button(_label(card, person, ticked=person in sharing))
        for person in _people(card)
    ]
    every: Row = [] if card.is_split_by_all else [SplitAll(expense.id).button(say(texts.ALL))]
    join = JoinSplit(expense.id).button(say(texts.JOIN))
    return InlineKeyboardMarkup([*in_rows(ticks, A_ROW), [*every, join, back_button(card, say)]])


def payer_html(card: Card, say: Locale) -> str:
    """The question who paid, and how to say that several did."""
    example = paid_example(card, say)
    return say.html(texts.WHO_PAID_HTML, example=example) if example else say.html(texts.WHO_PAID)


def paid_example(card: Card, say: Locale) -> str:
    """A reply that says that two paid; empty where there is nobody else, or nothing to part."""
    others = [person for person in _people(card) if person != card.expense.asked_by]
    half = abs(card.receipt.total or 0) // 2
    if not others or not half:
        return ""
    amount, name = on_receipt(half, card.receipt, say), card.name(card.expense.asked_by)
    return say(texts.PAID_EXAMPLE, other=card.name(others[0]), amount=amount, name=name)


def split_html(card: Card, say: Locale) -> str:
    """The question who shares it."""
    return say.html(texts.WHO_SHARES_REST if card.expense.claims else texts.WHO_SHARES)


def sharers(card: Card) -> tuple[int, ...]:
    """Who shares what nobody claimed: those who were said, or else who paid."""
    return card.expense.sharers or tuple(payments(card.expense))


def _people(card: Card) -> list[int]:
    """Who can be picked: the ledger's people, and whoever is on the card already; a channel is nobody."""
    on_card = (*payments(card.expense), *card.expense.sharers)
    return [person for person in dict.fromkeys((*card.people, *on_card)) if person > 0][:MOST_PEOPLE]


def _label(card: Card, person: int, *, ticked: bool) -> str:
    return f"{'✓' if ticked else '▢'} {shorten(card.name(person), LONGEST_LABEL)}"
