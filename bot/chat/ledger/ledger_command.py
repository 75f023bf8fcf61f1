"""Handlers for `/ledger`: the sums of a month, the months beside it, and who shares from now on."""

from __future__ import annotations

from datetime import UTC, date, datetime

from telegram import InlineKeyboardMarkup, Update

from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.context import Context
from bot.chat.ledger.ledger_buttons import JoinLedger, ShowLedger
from bot.chat.ledger.ledger_people import LedgerPeople
from bot.chat.ledger.ledger_span import Month, Span, days_of
from bot.chat.ledger.ledger_view import LedgerScene, ledger_html, ledger_keyboard
from bot.chat.ledger.person_names import PersonNames
from bot.chat.ledger.who_shares import is_person
from bot.chat.reply import reply
from bot.chat.texts import ledger as texts
from bot.receipts.ledger.expense import ExpenseState
from bot.receipts.receipt import Receipt
from bot.store.ledger import Ledger


def today() -> date:
    """The day that it is, by UTC."""
    return datetime.now(UTC).date()


class LedgerCommand:
    """Shows a chat's ledger to everybody in it."""

    def __init__(self, ledger: Ledger, people: LedgerPeople, names: PersonNames) -> None:
        self._ledger = ledger
        self._people = people
        self._names = names

    async def ledger(self, _: Update, context: Context) -> None:
        """`/ledger`."""
        await self._people.note(context)
        await reply(context.message, *await self.shown(context, 0))

    async def show(self, context: Context, pressed: ShowLedger) -> None:
        """A button to another month, or back to one."""
        await acknowledge(context.query)
        await self._people.note(context)
        await rewrite(context.query, *await self.shown(context, pressed.month))

    async def join(self, context: Context, pressed: JoinLedger) -> None:
        """*Join*."""
        if not is_person(context.asker_id):
            await acknowledge(context.query, context.say(texts.JOIN_AS_YOURSELF))
            return
        is_new = await self._people.note(context)
        await acknowledge(context.query, context.say(texts.JOINED if is_new else texts.IN_ALREADY), alert=False)
        if is_new:
            await rewrite(context.query, *await self.shown(context, pressed.month))

    async def shown(self, context: Context, number: int) -> tuple[str, InlineKeyboardMarkup | None]:
        """The ledger of the month with that number as HTML, with its buttons; of this month where there is none."""
        scene = await self.scene(context, Month.parse(number) or Month.of(today()))
        return ledger_html(scene, context.say), ledger_keyboard(scene, context.say)

    async def scene(self, context: Context, month: Month) -> LedgerScene:
        """All that is shown of a month."""
        chat_id = context.chat.id
        first, after = days_of(Span.MONTH, month)
        sums = await self._ledger.sums(chat_id, first, after)
        earlier, later = await self._ledger.days_beside(chat_id, first, after)
        sharers = await self._people.sharers(context)
        people = {*sharers}
        for amounts in (sums.paid, sums.owed, sums.balances):
            people.update(person for each in amounts.values() for person in each)
        return LedgerScene(
            month,
            sums,
            {} if context.is_private else await self._names.of(chat_id, sorted(people), context.say),
            Month.of(earlier) if earlier else None,
            Month.of(later) if later else None,
            not context.is_private,
            sharers,
            await self._ledger.charged(chat_id, first, after),
            await self._waiting(chat_id, first, after) if sums.duplicates else {},
        )

    async def _waiting(self, chat_id: int, first: date, after: date) -> dict[int, Receipt]:
        """The receipts of a time that may have been sent twice, by their numbers."""
        paid = await self._ledger.expenses(chat_id, first, after)
        return {each.number: each.receipt for each in paid if each.state is ExpenseState.DUPLICATE}
