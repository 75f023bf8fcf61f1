"""Brings the cards of expenses into the chat, as long as the expenses are there: longer than their notes."""

from __future__ import annotations

from typing import Any

from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.chat.answer.message_editing import NO_PREVIEW, edit
from bot.chat.answer.messages import AnswerMessage
from bot.chat.languages.locale import Locale, Locales
from bot.chat.receipts.answer_parts import AnswerParts
from bot.chat.receipts.card_face import Face
from bot.chat.receipts.shown_side import ShownSide
from bot.chat.telegram_errors import telegram_errors
from bot.job import Job
from bot.receipts.ledger.expense import Expense
from bot.store.expense_cards import ExpenseCards, StandingCard


class CardCourier:
    """Knows the message of each card; `writing` of the courier is to be held by whoever has one say something else."""

    def __init__(self, bot: ExtBot[Any], standing: ExpenseCards, parts: AnswerParts, locales: Locales) -> None:
        self._bot = bot
        self._standing = standing
        self._parts = parts
        self._locales = locales

    async def in_message(self, chat_id: int, message_id: int) -> Expense | None:
        """The expense whose card a message of a chat is, None where it is none."""
        return await self._standing.in_message(chat_id, message_id)

    async def message_id(self, expense_id: int) -> int | None:
        """The message with the card of an expense, None where there is none."""
        standing = await self._standing.of(expense_id)
        return standing.message_id if standing else None

    async def put(self, job: Job, message_id: int, part: AnswerMessage) -> None:
        """Note whose card a message of an answer is from now on, or that it is none."""
        if part.card is None:
            await self._standing.lose(job.chat_id, message_id)
            return
        request, side = job.request, part.card.side.pack()
        card = StandingCard(part.card.expense_id, message_id, request.language, side)
        await self._standing.stand(job.chat_id, card)

    async def found(self, expense: Expense, job: Job | None, message_id: int, say: Locale) -> None:
        """Note that a message is a card of an expense, where it is not known which one is.

        `job` is as in `show`. A button may have been pressed while its message became another part of the answer.
        """
        if await self.message_id(expense.id) is None and await self._parts.card(expense.id, job, say):
            await self._standing.find(expense.chat_id, StandingCard(expense.id, message_id, say.code))

    async def lose(self, chat_id: int, message_id: int) -> None:
        """Note that a message is nobody's card any more."""
        await self._standing.lose(chat_id, message_id)

    async def show(self, expense: Expense, job: Job | None, side: ShownSide | None = None) -> None:
        """Have an expense's card say what it says now, on that side where one is given.

        `job` is the one whose answer it is, None where that is no longer kept.
        """
        standing = await self._standing.of(expense.id)
        if standing is None or standing.message_id is None:
            return
        if side:
            await self._standing.turn(expense.id, side.pack())
        say = self._locales.of(job.request.language if job else standing.language)
        if card := await self._parts.card(expense.id, job, say):
            with telegram_errors():
                await edit(self._bot, expense.chat_id, standing.message_id, card)

    async def bring_anew(self, expense: Expense, thread_id: int | None, say: Locale) -> None:
        """Send the card of an expense whose note is no longer kept once more; its message is gone."""
        await self._standing.turn(expense.id, Face.CARD)
        if card := await self._parts.card(expense.id, None, say):
            message = await self._bot.send_message(
                expense.chat_id,
                card.html,
                message_thread_id=thread_id,
                disable_notification=expense.chat_id < 0,
                parse_mode=ParseMode.HTML,
                reply_markup=card.keyboard,
                link_preview_options=NO_PREVIEW,
            )
            anew = StandingCard(expense.id, message.message_id, say.code, Face.CARD)
            await self._standing.stand(expense.chat_id, anew)
