"""The buttons on a card: what only a person can say, who paid and who shares, and what lies one tap away."""

from __future__ import annotations

from babel.core import get_global
from babel.numbers import get_territory_currencies
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import texts as common
from bot.chat.answer.buttons import ForgetNote, Recorrect, SaveAs, ShowView
from bot.chat.answer.keyboard import Row
from bot.chat.languages.locale import Locale
from bot.chat.receipts.card import Card
from bot.chat.receipts.card_buttons import (
    CardVerdict,
    ChooseAmount,
    ChooseCurrency,
    ChooseDay,
    JoinSplit,
    Judge,
    ShowAmount,
    TurnCard,
    UndoChange,
)
from bot.chat.receipts.card_face import Face
from bot.chat.receipts.shown_amounts import on_receipt
from bot.chat.receipts.shown_side import first_view
from bot.chat.split import shorten
from bot.chat.texts import answer as answer_texts
from bot.chat.texts import receipts as texts
from bot.job import Job
from bot.receipts.ledger.expense import ExpenseState
from bot.receipts.ledger.shares import payments

WIDELY_USED = ("EUR", "USD", "GBP", "CHF")
MOST_CURRENCIES = 4
LONGEST_LABEL = 20  # letters of a name on a button
MORE = "⋯"


def card_keyboard(card: Card, job: Job | None, say: Locale) -> InlineKeyboardMarkup:
    """The buttons under the card; without those that need the note where that is no longer kept."""
    change = card.told_change
    undo = [UndoChange(card.expense.id, change.id).button(say(common.UNDO))] if change else []
    rows = [*_questions(card, job, say), _people(card, say), undo, _ways(card, job, say)]
    return InlineKeyboardMarkup([row for row in rows if row])


def line_keyboard(card: Card, say: Locale) -> InlineKeyboardMarkup:
    """The button under a quiet line."""
    return InlineKeyboardMarkup.from_button(TurnCard(card.expense.id, Face.CARD).button(say(texts.DETAILS)))


def more_keyboard(card: Card, job: Job | None, say: Locale) -> InlineKeyboardMarkup:
    """The rarer buttons."""
    out = card.expense.state is not ExpenseState.COUNTED and not card.is_like_another
    verdict = Judge(card.expense.id, CardVerdict.COUNT if out else CardVerdict.LEAVE_OUT)
    forget = TurnCard(card.expense.id, Face.FORGET).button(say(texts.FORGET))
    of_text: Row = []
    if job:
        save, again = SaveAs(job.id), Recorrect(job.id)
        of_text = [save.button(say(answer_texts.SAVE_AS)), again.button(say(answer_texts.RECORRECT))]
    rows = [[verdict.button(say(texts.PUT_BACK if out else texts.LEAVE_OUT))], of_text]
    return InlineKeyboardMarkup([*filter(None, rows), [forget, back_button(card, say)]])


def forget_keyboard(card: Card, say: Locale) -> InlineKeyboardMarkup:
    """The question before a note is forgotten."""
    origin = card.expense.origin
    forget = [ForgetNote(origin.job_id).button(say(texts.FORGET_NOW))] if origin else []
    return InlineKeyboardMarkup([[*forget, back_button(card, say)]])


def back_button(card: Card, say: Locale, label: str = texts.BACK) -> InlineKeyboardButton:
    """The way back to the card."""
    return TurnCard(card.expense.id, Face.CARD).button(say(label))


def currencies(say: Locale) -> list[str]:
    """Those that somebody who speaks this language is likely to have paid with."""
    likely = get_global("likely_subtags")
    territory = (likely.get(say.code) or likely[say.code.partition("_")[0]]).rpartition("_")[2]
    return [*dict.fromkeys([*get_territory_currencies(territory), *WIDELY_USED])][:MOST_CURRENCIES]


def _questions(card: Card, job: Job | None, say: Locale) -> list[Row]:
    """The answers to what the card asks."""
    expense, receipt = card.expense, card.receipt
    if card.is_like_another:
        same = Judge(expense.id, CardVerdict.SAME).button(say(texts.SAME_RECEIPT))
        return [[same, Judge(expense.id, CardVerdict.COUNT).button(say(texts.ANOTHER_ONE))]]
    if expense.state is not ExpenseState.COUNTED:
        return [[Judge(expense.id, CardVerdict.COUNT).button(say(texts.PUT_BACK))]]
    if receipt.total is None:
        return []
    if receipt.currency is None:
        return [[ChooseCurrency(expense.id, code).button(code) for code in currencies(say)]]
    if receipt.day and receipt.other_day:
        days = sorted((receipt.day, receipt.other_day))
        return [[ChooseDay(expense.id, day.isoformat()).button(say.day(day)) for day in days]]
    if repair := next(iter(receipt.repairs), None):
        amounts = [
            ChooseAmount(expense.id, repair.line, str(amount)).button(on_receipt(amount, receipt, say))
            for amount in (repair.after, repair.before)
        ]
        show = [ShowAmount(expense.id, repair.line).button(say(texts.SHOW))] if job else []
        return [[*amounts, *show]]
    return []


def _people(card: Card, say: Locale) -> Row:
    if not card.is_shared:
        return []
    paid = payments(card.expense)
    name = shorten(card.name(next(iter(paid))), LONGEST_LABEL)
    payer = say(texts.PAID_BY, name=name) if len(paid) == 1 else say(texts.PAID_BY_SEVERAL, count=len(paid))
    return [TurnCard(card.expense.id, Face.PAYERS).button(payer), _split(card, say)]


def _split(card: Card, say: Locale) -> InlineKeyboardButton:
    """Who shares it; where nobody else is in the ledger yet, the way into it."""
    expense = card.expense
    if len(card.people) < 2 and len(expense.sharers) < 2:
        return JoinSplit(expense.id).button(say(texts.JOIN))
    some = texts.SPLIT_SOME if len(expense.sharers) > 1 else texts.SPLIT_WITH
    label = texts.SPLIT_ALL if card.is_split_by_all else some
    return TurnCard(expense.id, Face.SPLIT).button(say(label, count=len(expense.sharers)))


def _ways(card: Card, job: Job | None, say: Locale) -> Row:
    """What lies one tap away."""
    faces = [(Face.ITEMS, texts.ITEMS)] if card.receipt.items else []
    faces.append((Face.FIX, texts.FIX))
    row = [TurnCard(card.expense.id, face).button(say(label)) for face, label in faces]
    if job:
        row.append(ShowView(first_view(job), job.id).button(say(texts.TEXT)))
    return [*row, TurnCard(card.expense.id, Face.MORE).button(MORE)]
