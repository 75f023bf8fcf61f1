"""The one door through which a card is turned and its expense is changed: who may, what it says then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bot.chat import texts as common
from bot.chat.callback_query import acknowledge
from bot.chat.context import Context
from bot.chat.courier import TelegramCourier
from bot.chat.groups.administrators import Administrators
from bot.chat.receipts.card_face import Face
from bot.chat.receipts.shown_side import ShownSide
from bot.chat.texts import receipts as texts
from bot.job import Job
from bot.receipts.ledger.expense import Expense, ReadFrom
from bot.receipts.ledger.shares import payments
from bot.store.journal import Journal
from bot.store.ledger import Ledger

Change = Callable[[Expense], Expense]


@dataclass(frozen=True, slots=True)
class PressedCard:
    """An expense and the job whose answer has its card, None where that is no longer kept."""

    expense: Expense
    origin: ReadFrom
    job: Job | None


class CardDesk:
    """Finds the card of a button or a reply, lets those who may change it, and has it say what it says then."""

    def __init__(
        self, ledger: Ledger, journal: Journal, courier: TelegramCourier, administrators: Administrators
    ) -> None:
        self._ledger = ledger
        self._journal = journal
        self._courier = courier
        self._administrators = administrators
        self._waiting: Counter[int] = Counter()

    async def pressed(self, context: Context, expense_id: int) -> PressedCard | None:
        """The card of a button; None where it is gone or another chat's, which the person is told."""
        expense = await self._ledger.expense(expense_id)
        if expense is None or expense.chat_id != context.chat.id or (card := await self.card_of(expense)) is None:
            await acknowledge(context.query, context.say(common.EXPIRED))
            return None
        message = context.message
        await self._courier.cards.found(expense, card.job, message.message_id, context.say)
        return card

    async def card_of(self, expense: Expense) -> PressedCard | None:
        """The card of an expense; None where it was typed."""
        origin = expense.origin
        return PressedCard(expense, origin, await self._journal.job(origin.job_id)) if origin else None

    async def changeable(self, context: Context, expense_id: int) -> PressedCard | None:
        """The card of a button where whoever pressed may change it; others are told who may."""
        card = await self.pressed(context, expense_id)
        if card is None or await self.may_change(context, card.expense):
            return card
        await acknowledge(context.query, context.say(texts.ONLY_PAYERS))
        return None

    async def may_change(self, context: Context, expense: Expense) -> bool:
        """Whether who wrote or pressed decides for an expense: who asked, who paid, and the administrators."""
        if context.asker_id in payments(expense):
            return True
        return await self.is_own(context, expense)

    async def is_own(self, context: Context, expense: Expense) -> bool:
        """Whether who wrote or pressed may have an expense forgotten: who asked for it, and the administrators."""
        return await self._administrators.may_change(context.chat, context.asker_id, expense.asked_by)

    async def join(self, context: Context) -> None:
        """Let who pressed be one of the ledger's people."""
        if not context.is_private:
            await self._ledger.join(context.chat.id, context.asker_id)

    async def change(
        self, context: Context, card: PressedCard, change: Change, *, face: Face | None = None
    ) -> Expense | None:
        """Change an expense as it stands when its turn comes, and show the card on that side; None: it was forgotten.

        What `change` raises leaves it as it is.
        """
        after = await self._ledger.change(card.expense.id, context.asker_id, change, asked_in=context.update_id)
        await self._show(card, face)
        return after

    async def undo(self, context: Context, card: PressedCard, change_id: int) -> bool:
        """Take back the last change, where it is that one still."""
        expense_id, asked_in = card.expense.id, context.update_id
        undone = await self._ledger.undo(expense_id, context.asker_id, change_id=change_id, asked_in=asked_in)
        await self._show(card)
        return undone is not None

    async def turn(self, card: PressedCard, face: Face, page: int = 0) -> None:
        """Show a side of a card; of its items page `page`."""
        await self._show(card, face, page)

    async def refresh(self, expense_id: int) -> None:
        """Have the card of an expense say what it says now, where there is one."""
        expense = await self._ledger.expense(expense_id)
        if expense and (card := await self.card_of(expense)):
            await self._show(card)

    async def _show(self, card: PressedCard, face: Face | None = None, page: int = 0) -> None:
        """Have a card say what it says now, where nobody who waits behind does: a crowd at its buttons is one edit."""
        self._waiting[card.expense.id] += 1
        try:
            async with self._courier.writing(card.origin.job_id):
                is_last = self._waiting[card.expense.id] == 1
                if face or is_last:
                    now = await self._journal.job(card.origin.job_id)
                    await self._courier.cards.show(card.expense, now, ShownSide(face, page) if face else None)
        finally:
            self._waiting[card.expense.id] -= 1
            if not self._waiting[card.expense.id]:
                del self._waiting[card.expense.id]
