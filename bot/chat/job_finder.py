"""Which job a button or a message is about, and whether somebody may change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat import texts
from bot.chat.callback_query import acknowledge
from bot.chat.context import Context
from bot.chat.groups.administrators import Administrators
from bot.job import Job
from bot.receipts.ledger.expense import Expense
from bot.store.expense_cards import ExpenseCards
from bot.store.journal import Journal
from bot.store.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Subject:
    """What a message is about: the `jobs` that it asked for, in their order, or the one that it was sent for.

    `key` is the outbox's, which says what of that job the message shows; None where it was not sent by the bot. `card`
    is the expense whose card it is, None where it is none; that may be kept while its job is not.
    """

    jobs: Sequence[Job]
    key: str | None = None
    card: Expense | None = None


class JobFinder:
    """What a button is about comes from the store, so that it outlives a restart."""

    def __init__(self, journal: Journal, outbox: Outbox, cards: ExpenseCards, administrators: Administrators) -> None:
        self._journal = journal
        self._outbox = outbox
        self._cards = cards
        self._administrators = administrators

    async def about(self, chat_id: int, message_id: int) -> Subject:
        """What a message of a chat is about."""
        card, sent = await self._cards.in_message(chat_id, message_id), await self._outbox.sent(chat_id, message_id)
        if sent:
            job = await self._journal.job(sent.job_id)
            return Subject([job] if job else [], sent.key, card)
        if card and card.origin:
            job = await self._journal.job(card.origin.job_id)
            return Subject([job] if job else [], card=card)
        return Subject(await self._journal.jobs_about(chat_id, message_id))

    async def pressed(self, context: Context, job_id: int) -> Job | None:
        """The job of a button; None where it is gone or another chat's, which the person is told."""
        job = await self._journal.job(job_id)
        if job and job.chat_id == context.chat.id:
            return job
        await acknowledge(context.query, context.say(texts.EXPIRED))
        return None

    async def answered(self, context: Context, job_id: int) -> Job | None:
        """The job of a button, which has its answer; None where it is gone or has none, which the person is told."""
        job = await self.pressed(context, job_id)
        if job is None or (job.answered and not job.failure):
            return job
        if job.failure:
            await acknowledge(context.query, context.say(texts.EXPIRED))
        else:
            await acknowledge(context.query, context.say(texts.NOT_READY), alert=False)
        return None

    async def may_change(self, context: Context, job: Job) -> bool:
        """Whether who wrote or pressed decides for a job: whoever asked for it, and the administrators."""
        return await self._administrators.may_change(context.chat, context.asker_id, job.request.user_id)

    async def may_press(self, context: Context, job: Job, refusal: str, *, alert: bool = True) -> bool:
        """Whether who pressed decides for a job; `refusal` is told to others."""
        if await self.may_change(context, job):
            return True
        await acknowledge(context.query, context.say(refusal), alert=alert)
        return False
