"""Handlers for *Settled…*: a transfer that was made, in full by a tap, in part by a reply, and the way back."""

from __future__ import annotations

import asyncio
from datetime import date
from weakref import WeakValueDictionary

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ApplicationHandlerStop

from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.context import Context
from bot.chat.groups.administrators import Administrators
from bot.chat.ledger.ledger_buttons import SettleTransfer, ShowTransfers, UndoSettlement
from bot.chat.ledger.ledger_command import today
from bot.chat.ledger.ledger_people import LedgerPeople
from bot.chat.ledger.ledger_view import money, transfers_of
from bot.chat.ledger.person_names import PersonNames
from bot.chat.ledger.settling_view import (
    MOST_BEFORE,
    Settling,
    settlement_html,
    settlement_keyboard,
    settling_html,
    settling_keyboard,
)
from bot.chat.reply import reply
from bot.chat.telegram_errors import Refusal, refusal
from bot.chat.texts import ledger as texts
from bot.receipts.ledger.expense import Settlement
from bot.receipts.money import decimal_text, parse_amount, places
from bot.store.ledger import Ledger
from bot.store.settlements import Settlements


class SettlingButtons:
    """Notes what people gave each other: either of the two says so, or an administrator."""

    def __init__(
        self,
        ledger: Ledger,
        settlements: Settlements,
        people: LedgerPeople,
        names: PersonNames,
        administrators: Administrators,
    ) -> None:
        self._ledger = ledger
        self._settlements = settlements
        self._people = people
        self._names = names
        self._administrators = administrators
        self._settling: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def show(self, context: Context, pressed: ShowTransfers) -> None:
        """*Settled…*."""
        await acknowledge(context.query)
        await self._people.note(context)
        await self._rewrite(context, pressed.month)

    async def settle(self, context: Context, pressed: SettleTransfer) -> None:
        """A transfer, which is noted once, whoever else says so at the same moment."""
        async with self._settling.setdefault(context.chat.id, asyncio.Lock()):
            settlement = await self._settled(context, pressed)
        if settlement is None:
            return
        await acknowledge(context.query)
        await self._rewrite(context, 0)
        html, keyboard = await self._shown(context, settlement)
        told = await reply(context.message, html, keyboard)
        await self._settlements.told(settlement.id, context.chat.id, told.message_id)

    async def undo(self, context: Context, pressed: UndoSettlement) -> None:
        """*Undo*, under a settlement or in the list of them."""
        settlement = await self._settlements.of(pressed.settlement_id)
        if settlement is None or settlement.chat_id != context.chat.id:
            await acknowledge(context.query, context.say(texts.GONE))
            return
        if not await self._may_settle(context, settlement.payer, settlement.receiver):
            await acknowledge(context.query, context.say(texts.NOT_YOURS_TO_SETTLE))
            return
        undone = await self._ledger.undo_settlement(settlement.id)
        await acknowledge(context.query, context.say(texts.TAKEN_BACK), alert=False)
        told_in = await self._message_of(settlement)
        if undone and told_in:
            await self._edit(context, told_in, *await self._shown(context, undone))
        if context.message.message_id != told_in:
            await self._rewrite(context, 0)

    async def part(self, _: Update, context: Context) -> None:
        """A reply to the bot: where it is to a settlement, the amount that was given; otherwise it is another's."""
        settlement = await self._settlements.told_by(context.chat.id, context.replied_to.message_id)
        if settlement is not None:
            if error := await self._change_amount(context, settlement):
                await reply(context.message, error)
            raise ApplicationHandlerStop

    async def _settled(self, context: Context, pressed: SettleTransfer) -> Settlement | None:
        """What a press settles; None where that cannot be, which the person is told."""
        chat_id = context.chat.id
        if before := await self._settlements.asked_in(chat_id, context.update_id):
            return before
        sums = await self._ledger.sums(chat_id, date.min, date.min)
        wanted = pressed.currency, pressed.payer, pressed.receiver, pressed.amount
        open_ = (
            each for each in transfers_of(sums.balances) if (each[0], str(each[1]), str(each[2]), each[3]) == wanted
        )
        currency, payer, receiver, amount = next(open_, ("", 0, 0, 0))
        if not currency:
            await acknowledge(context.query, context.say(texts.CHANGED_MEANWHILE))
            await self._rewrite(context, 0)
            return None
        if not await self._may_settle(context, payer, receiver):
            await acknowledge(context.query, context.say(texts.NOT_YOURS_TO_SETTLE))
            return None
        settlement = Settlement(chat_id, payer, receiver, currency, amount, today())
        return await self._ledger.settle(settlement, asked_in=context.update_id)

    async def _change_amount(self, context: Context, settlement: Settlement) -> str:
        """Let a settlement be of the amount in a message; what is to be said as HTML where that cannot be.

        What has no number in it is left alone: it is talk.
        """
        say, decimals, text = context.say, places(settlement.currency), context.message.text or ""
        amount = parse_amount(text, decimals)
        if amount is None and not any(map(str.isdigit, text)):  # said among people
            return ""
        if settlement.undone:
            return say.html(texts.TAKEN_BACK)
        if not await self._may_settle(context, settlement.payer, settlement.receiver):
            return say.html(texts.NOT_YOURS_TO_SETTLE)
        if amount is None or amount <= 0:
            return say.html(texts.NOT_AN_AMOUNT_HTML, example=decimal_text(settlement.amount, decimals))
        async with self._settling.setdefault(settlement.chat_id, asyncio.Lock()):
            sums = await self._ledger.sums(settlement.chat_id, date.min, date.min)
            owed = -sums.balances.get(settlement.currency, {}).get(settlement.payer, 0) + settlement.amount
            if amount > max(owed, settlement.amount):
                return say.html(texts.MORE_THAN_OWED, amount=money(max(owed, 0), settlement.currency, say))
            changed = await self._settlements.change_amount(settlement.id, amount)
        if changed:
            await self._edit(context, context.replied_to.message_id, *await self._shown(context, changed))
        return ""

    async def _message_of(self, settlement: Settlement) -> int | None:
        """The message that tells of a settlement; None where the group had another id then, and others for messages."""
        message_id = await self._settlements.told_in(settlement.id)
        told = await self._settlements.told_by(settlement.chat_id, message_id) if message_id else None
        return message_id if told and told.id == settlement.id else None

    async def _may_settle(self, context: Context, payer: int, receiver: int) -> bool:
        if context.asker_id in (payer, receiver):
            return True
        return await self._administrators.is_admin(context.chat, context.asker_id)

    async def _shown(self, context: Context, settlement: Settlement) -> tuple[str, InlineKeyboardMarkup | None]:
        people = settlement.payer, settlement.receiver, context.asker_id
        names = await self._names.of(context.chat.id, people, context.say)
        html = settlement_html(settlement, names, context.asker_id, context.say)
        return html, settlement_keyboard(settlement, context.say)

    async def _rewrite(self, context: Context, month: int) -> None:
        """Let the message of a button show what is left to settle."""
        chat_id = context.chat.id
        sums = await self._ledger.sums(chat_id, date.min, date.min)
        before = [each for each in await self._ledger.settlements(chat_id) if not each.undone][::-1][:MOST_BEFORE]
        people = {person for each in sums.balances.values() for person in each}
        people.update(person for each in before for person in (each.payer, each.receiver))
        names = await self._names.of(chat_id, sorted(people), context.say)
        settling = Settling(sums.balances, before, names, month)
        await rewrite(context.query, settling_html(settling, context.say), settling_keyboard(settling, context.say))

    async def _edit(self, context: Context, message_id: int, html: str, keyboard: InlineKeyboardMarkup | None) -> None:
        """Let a settlement's message say how it stands; one that was deleted stays so."""
        try:
            await context.bot.edit_message_text(
                html, context.chat.id, message_id, parse_mode=ParseMode.HTML, reply_markup=keyboard
            )
        except BadRequest as error:
            if refusal(error) not in (Refusal.NOT_MODIFIED, Refusal.EDITED_GONE):
                raise
