"""Handlers of what a card asks: which amount, which day, which currency, whether it counts; and of *Undo*."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from bot.chat.callback_query import acknowledge
from bot.chat.context import Context
from bot.chat.receipts.card_buttons import CardVerdict, ChooseAmount, ChooseCurrency, ChooseDay, Judge, UndoChange
from bot.chat.receipts.card_desk import CardDesk, Change
from bot.chat.receipts.card_face import Face
from bot.chat.texts import answer as answer_texts
from bot.chat.texts import receipts as texts
from bot.receipts.currency_marks import codes
from bot.receipts.ledger.expense import Expense, ExpenseState
from bot.receipts.ledger.fix import ChangedItem, CurrencyFix, DayFix, Fix, TotalFix
from bot.receipts.ledger.fix_errors import FixError
from bot.receipts.receipt import Receipt, Repair

STATES = {
    CardVerdict.COUNT: ExpenseState.COUNTED,
    CardVerdict.SAME: ExpenseState.SAME,
    CardVerdict.LEAVE_OUT: ExpenseState.LEFT_OUT,
}


class CardAnswers:
    """Whoever asked for the receipt, who paid, and the admins answer."""

    def __init__(self, desk: CardDesk) -> None:
        self._desk = desk

    async def amount(self, context: Context, pressed: ChooseAmount) -> None:
        """One of two amounts: the one with which the sum holds, or the one that was read."""
        await self._change(context, pressed.expense_id, partial(_with_amount, pressed))

    async def day(self, context: Context, pressed: ChooseDay) -> None:
        """A day: it is that one."""
        await self._change(context, pressed.expense_id, partial(_with_day, pressed.day))

    async def currency(self, context: Context, pressed: ChooseCurrency) -> None:
        """A currency: it is that one."""
        await self._change(context, pressed.expense_id, partial(_with_currency, pressed.code))

    async def judge(self, context: Context, pressed: Judge) -> None:
        """Whether it counts."""
        await self._change(context, pressed.expense_id, lambda now: replace(now, state=STATES[pressed.verdict]))

    async def undo(self, context: Context, pressed: UndoChange) -> None:
        """*Undo*: what it was before."""
        if card := await self._desk.changeable(context, pressed.expense_id):
            undone = await self._desk.undo(context, card, pressed.change_id)
            said = texts.UNDONE if undone else answer_texts.NOTHING_TO_UNDO
            await acknowledge(context.query, context.say(said), alert=False)

    async def _change(self, context: Context, expense_id: int, change: Change) -> None:
        card = await self._desk.changeable(context, expense_id)
        if card is None:
            return
        try:
            after = await self._desk.change(context, card, change, face=Face.CARD)
        except FixError as error:
            await acknowledge(context.query, context.say(error.person, **error.details))
            return
        await acknowledge(context.query, None if after else context.say(texts.NO_LONGER_THERE))


def _with_amount(pressed: ChooseAmount, expense: Expense) -> Expense:
    """With the amount that was chosen; one that nobody offers any more changes nothing."""
    receipt = expense.receipt
    for repair in receipt.repairs:
        if repair.line == pressed.line and pressed.amount in (str(repair.after), str(repair.before)):
            if pressed.amount == str(repair.after):
                return _likelier(repair, receipt).apply(expense)
            others = tuple(each for each in receipt.repairs if each != repair)
            return replace(expense, receipt=replace(receipt, repairs=others))
    return expense


def _likelier(repair: Repair, receipt: Receipt) -> Fix:
    """The correction that a repair offers."""
    if repair.item is None:
        return TotalFix(repair.after)
    return ChangedItem(repair.item, receipt.items[repair.item], amount=repair.after)


def _with_day(iso: str, expense: Expense) -> Expense:
    """With one of the two days that it may be."""
    receipt = expense.receipt
    for day in (receipt.day, receipt.other_day):
        if day is not None and day == _parsed(iso):
            return DayFix(day).apply(expense)
    return expense


def _parsed(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _with_currency(code: str, expense: Expense) -> Expense:
    """In a currency that the card offers; one that there is not is a client's invention."""
    return CurrencyFix(code).apply(expense) if code in codes() else expense
