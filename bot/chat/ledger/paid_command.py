"""Handlers for `/paid`: an expense without a receipt."""

from __future__ import annotations

from dataclasses import replace

from telegram import InlineKeyboardMarkup, Update

from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.context import Context
from bot.chat.groups.administrators import Administrators
from bot.chat.ledger.ledger_buttons import CountPaid, UndoPaid
from bot.chat.ledger.ledger_command import today
from bot.chat.ledger.ledger_people import LedgerPeople, is_person
from bot.chat.ledger.ledger_view import money
from bot.chat.ledger.paid_words import PaidWords, parse_paid
from bot.chat.ledger.person_names import PersonNames
from bot.chat.reply import reply
from bot.chat.texts import ledger as texts
from bot.chat.texts import receipts as card_texts
from bot.receipts.ledger.expense import Expense, ExpenseState
from bot.receipts.money import places
from bot.receipts.receipt import Receipt
from bot.store.ledger import Ledger


class PaidCommand:
    """Notes what somebody says that they paid; the people of the ledger share it."""

    def __init__(
        self, ledger: Ledger, people: LedgerPeople, names: PersonNames, administrators: Administrators
    ) -> None:
        self._ledger = ledger
        self._people = people
        self._names = names
        self._administrators = administrators

    async def paid(self, _: Update, context: Context) -> None:
        """`/paid 12.50 Pizza`."""
        message, say = context.message, context.say
        written = " ".join(context.args or ())
        paid = parse_paid(written, await self._ledger.last_currency(context.chat.id))
        if paid is None:
            await reply(message, say.html(texts.HOW_TO_PAY_HTML))
        elif paid.currency is None:
            words = paid.words or say(texts.AN_EXPENSE)
            await reply(message, say.html(texts.WHICH_CURRENCY_HTML, amount=paid.number, words=words))
        elif not is_person(context.asker_id):
            await reply(message, say.html(texts.WRITE_AS_YOURSELF))
        else:
            await self._people.note(context)
            expense = await self._ledger.add(
                await self._expense(context, paid, paid.currency), asked_in=context.update_id
            )
            await reply(message, *await self._shown(context, expense))

    async def undo(self, context: Context, pressed: UndoPaid) -> None:
        """*Undo*: it does not count."""
        await self._mark(context, pressed.expense_id, ExpenseState.LEFT_OUT)

    async def count(self, context: Context, pressed: CountPaid) -> None:
        """*Count it*: it counts again."""
        await self._mark(context, pressed.expense_id, ExpenseState.COUNTED)

    async def _mark(self, context: Context, expense_id: int, state: ExpenseState) -> None:
        say, expense = context.say, await self._ledger.expense(expense_id)
        if expense is None or expense.chat_id != context.chat.id:
            await acknowledge(context.query, say(texts.GONE))
        elif not await self._administrators.may_change(context.chat, context.asker_id, expense.asked_by):
            await acknowledge(context.query, say(texts.ONLY_PAYER))
        else:
            marked = await self._ledger.change(
                expense_id, context.asker_id, lambda now: replace(now, state=state), asked_in=context.update_id
            )
            await acknowledge(context.query)
            if marked:
                await rewrite(context.query, *await self._shown(context, marked))

    async def _expense(self, context: Context, paid: PaidWords, currency: str) -> Expense:
        receipt = Receipt(
            merchant=paid.words or None, day=today(), currency=currency, places=places(currency), total=paid.amount
        )
        sharers = await self._people.sharers(context)
        return Expense(context.chat.id, context.asker_id, receipt, today(), sharers=sharers)

    async def _shown(self, context: Context, expense: Expense) -> tuple[str, InlineKeyboardMarkup]:
        """It in one line as HTML, with the button that takes it back."""
        say, receipt = context.say, expense.receipt
        values = {
            "number": expense.number,
            "words": receipt.merchant or say(texts.AN_EXPENSE),
            "amount": money(receipt.total or 0, receipt.currency or "", say),
        }
        if expense.state is ExpenseState.LEFT_OUT:
            button = CountPaid(expense.id).button(say(texts.COUNT_IT))
            return say.html(texts.NOT_COUNTED_HTML, **values), InlineKeyboardMarkup.from_button(button)
        html = say.html(texts.PAID_PRIVATE_HTML, **values)
        if not context.is_private:
            names = await self._names.of(context.chat.id, [expense.asked_by], say)
            html = say.html(texts.PAID_HTML, **values, name=names[expense.asked_by])
            count = len(expense.sharers)
            split = say.count_html(card_texts.SPLIT, count) if count > 1 else say.html(card_texts.NOT_SPLIT)
            html += f", {split}"
        return html, InlineKeyboardMarkup.from_button(UndoPaid(expense.id).button(say(texts.UNDO)))
