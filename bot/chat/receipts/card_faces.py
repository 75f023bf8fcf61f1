"""A card as a message, on each of its sides."""

from __future__ import annotations

from dataclasses import replace

from telegram import InlineKeyboardMarkup

from bot.chat.answer.messages import AnswerMessage, show_in_one
from bot.chat.answer.view import View
from bot.chat.languages.locale import Locale
from bot.chat.receipts.card import Card, card_head, card_html, line_html, numbers_of_note
from bot.chat.receipts.card_face import Face
from bot.chat.receipts.card_keyboard import (
    back_button,
    card_keyboard,
    forget_keyboard,
    line_keyboard,
    more_keyboard,
)
from bot.chat.receipts.card_places import only_pages, photo_message
from bot.chat.receipts.fix_help import fix_html
from bot.chat.receipts.items_view import items_html, items_keyboard, last_page
from bot.chat.receipts.people_menus import payer_html, payer_keyboard, split_html, split_keyboard
from bot.chat.receipts.shown_side import ShownCard, ShownSide
from bot.chat.texts import receipts as texts
from bot.job import Job


def face_message(card: Card, job: Job | None, shown: ShownSide, say: Locale) -> AnswerMessage:
    """The card's message on that side; one that there is no more is the card itself.

    `job` is None where the note is no longer kept: then its text is such a side.
    """
    message = _message(card, job, shown, say)
    origin = card.expense.origin
    reply_to = photo_message(job, origin) if job and origin else None
    return replace(message, reply_to=reply_to, card=ShownCard(card.expense.id, shown))


def _message(card: Card, job: Job | None, shown: ShownSide, say: Locale) -> AnswerMessage:
    match shown.side:
        case View() as view if job:
            return _text(card, job, view, shown.number, say)
        case Face.LINE:
            return AnswerMessage(line_html(card, say), line_keyboard(card, say))
        case Face.ITEMS if card.receipt.items:
            page = min(shown.number, last_page(card.receipt))
            return AnswerMessage(items_html(card, page, say), items_keyboard(card, page, say))
        case Face.FIX:
            return AnswerMessage(f"{card_head(card, say)}\n\n{fix_html(card, say)}", _only_back(card, say))
        case Face.PAYERS if card.is_shared:
            return AnswerMessage(f"{card_head(card, say)}\n\n{payer_html(card, say)}", payer_keyboard(card, say))
        case Face.SPLIT if card.is_shared:
            return AnswerMessage(f"{card_head(card, say)}\n\n{split_html(card, say)}", split_keyboard(card, say))
        case Face.MORE:
            return AnswerMessage(card_html(card, say), more_keyboard(card, job, say))
        case Face.FORGET:
            question = say.html(texts.SURE_TO_FORGET)
            head = "\n\n".join(filter(None, [card_head(card, say), numbers_of_note(card)]))
            return AnswerMessage(f"{head}\n\n{question}", forget_keyboard(card, say))
    return AnswerMessage(card_html(card, say), card_keyboard(card, job, say))


def _text(card: Card, job: Job, view: View, number: int, say: Locale) -> AnswerMessage:
    """The text of the page, with its buttons and the way back to the card."""
    origin = card.expense.origin
    message = show_in_one(only_pages(job, {origin.place}) if origin else job, view, say, number)
    rows = message.keyboard.inline_keyboard if message.keyboard else ()
    back = back_button(card, say, texts.CARD)
    return replace(message, keyboard=InlineKeyboardMarkup([*rows, [back]]))


def _only_back(card: Card, say: Locale) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup.from_button(back_button(card, say))
