"""Handlers for `/forget`: by itself all that is kept of a person, in reply to a note that note; and for its button."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress

from telegram import Message, Update
from telegram.error import TelegramError as ApiError
from telegram.ext import CommandHandler

from bot.chat.answer.buttons import ForgetNote
from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.context import Context
from bot.chat.courier import TelegramCourier
from bot.chat.job_finder import JobFinder
from bot.chat.languages.locale import Locale
from bot.chat.receipts.card_desk import CardDesk
from bot.chat.receipts.handlers import card_desk
from bot.chat.reply import reply
from bot.chat.services import Handlers, Services
from bot.chat.texts import forget as texts
from bot.errors import TelegramError
from bot.job import Job
from bot.jobs.desk import Desk
from bot.receipts.ledger.expense import Expense
from bot.store.eraser import Forgotten
from bot.store.store import Store


def handlers(services: Services) -> Handlers:
    """Who handles the command and its button."""
    command = ForgetCommand(services.jobs, services.desk, services.store, services.courier, card_desk(services))
    return [CommandHandler("forget", command.forget), ForgetNote.handler(command.forget_note)]


class ForgetCommand:
    """Deletes at once what a person wants forgotten. Done twice it does no harm, so a crash may repeat it."""

    def __init__(
        self, jobs: JobFinder, desk: Desk, store: Store, courier: TelegramCourier, card_desk: CardDesk
    ) -> None:
        self._jobs = jobs
        self._desk = desk
        self._journal = store.journal
        self._ledger = store.ledger
        self._outbox = store.outbox
        self._courier = courier
        self._card_desk = card_desk

    async def forget(self, _: Update, context: Context) -> None:
        """`/forget`."""
        message, say = context.message, context.say
        if replied := _replied_to(message):
            said = await self._about(context, replied)
        elif message.sender_chat:
            said = say.html(texts.WHO_ARE_YOU)
        else:
            said = deleted(await self._desk.forget_person(context.asker_id, context.update_id, self._say_goodbye), say)
        await reply(message, said)

    async def forget_note(self, context: Context, pressed: ForgetNote) -> None:
        """The button under a note, or under a receipt whose note is no longer kept."""
        if receipts := await self._outliving(context, pressed.job_id):
            if await self._card_desk.is_own(context, receipts[0]):
                await acknowledge(context.query)
                await rewrite(context.query, await self._forget_receipts(context, pressed.job_id, receipts))
            else:
                await acknowledge(context.query, context.say(texts.NOT_YOURS))
            return
        job = await self._jobs.pressed(context, pressed.job_id)
        if job and await self._jobs.may_press(context, job, texts.NOT_YOURS):
            await acknowledge(context.query)
            await rewrite(context.query, await self._forget(context, [job]))

    async def _about(self, context: Context, message_id: int) -> str:
        """Forget the notes that a message is about, of those that the person may change; what is to be said as HTML."""
        subject = await self._jobs.about(context.chat.id, message_id)
        jobs, origin = subject.jobs, subject.card and subject.card.origin
        if not jobs and origin and (receipts := await self._outliving(context, origin.job_id)):
            is_own = await self._card_desk.is_own(context, receipts[0])
            if not is_own:
                return context.say.html(texts.NOT_YOURS)
            return await self._forget_receipts(context, origin.job_id, receipts)
        if not jobs:
            return context.say.html(texts.NO_NOTE)
        own = [job for job in jobs if await self._jobs.may_change(context, job)]
        return await self._forget(context, own) if own else context.say.html(texts.NOT_YOURS)

    async def _forget(self, context: Context, jobs: Sequence[Job]) -> str:
        async with AsyncExitStack() as writing:  # no press that is on its way brings an answer back

            async def clear_up(job: Job) -> None:
                await writing.enter_async_context(self._courier.writing(job.id))
                message_ids = await self._outbox.all_of(job.id)
                await self._say_goodbye(job)
                for message_id in message_ids[1:]:
                    with suppress(ApiError):
                        await context.bot.delete_message(job.chat_id, message_id)

            changed = await self._desk.forget(jobs, clear_up)
        await self._tell_others(changed)
        return context.say.count_html(texts.FORGOT_NOTES, len(jobs))

    async def _outliving(self, context: Context, job_id: int) -> list[Expense]:
        """The receipts of a note of this chat that is no longer kept; none where it is."""
        if await self._journal.job(job_id):
            return []
        return [each for each in await self._ledger.of_job(job_id) if each.chat_id == context.chat.id]

    async def _forget_receipts(self, context: Context, job_id: int, receipts: Sequence[Expense]) -> str:
        """Forget all receipts of a note that is no longer kept itself; what is to be said as HTML."""
        async with self._courier.writing(job_id):  # as above
            await self._take_away(context, receipts)
            changed = await self._desk.forget_receipts(job_id)
        await self._tell_others(changed)
        return context.say.count_html(texts.FORGOT_NOTES, 1)

    async def _take_away(self, context: Context, receipts: Sequence[Expense]) -> None:
        """Let the first card say that it is forgotten, and the others be gone."""
        first, *others = [await self._courier.cards.message_id(each.id) for each in receipts]
        if first is not None:
            with suppress(ApiError):
                await context.bot.edit_message_text(context.say(texts.FORGOTTEN), context.chat.id, first)
        for message_id in filter(None, others):
            with suppress(ApiError):
                await context.bot.delete_message(context.chat.id, message_id)

    async def _tell_others(self, expense_ids: Sequence[int]) -> None:
        """Have the cards say what they say now of expenses that were like a forgotten one."""
        for expense_id in expense_ids:
            with suppress(ApiError, TelegramError):
                await self._card_desk.refresh(expense_id)

    async def _say_goodbye(self, job: Job) -> None:
        await self._courier.close(job, self._courier.say(job)(texts.FORGOTTEN))


def deleted(forgotten: Forgotten, say: Locale) -> str:
    """Says what was deleted of a person, as HTML."""
    kept = [
        say.count(forms, count)
        for forms, count in (
            (texts.NOTES_COUNT, forgotten.notes),
            (texts.TERMS_COUNT, forgotten.terms),
            (texts.EXPENSES_COUNT, forgotten.expenses),
        )
        if count
    ]
    if forgotten.settings:
        kept.append(say(texts.SETTINGS))
    return say.html(texts.FORGOT_ALL, kept=say.list(kept)) if kept else say.html(texts.NOTHING_KEPT)


def _replied_to(message: Message) -> int | None:
    """The message that a person replied to; in a topic every message replies to the one that opened it."""
    replied = message.reply_to_message
    return replied.message_id if replied and not replied.forum_topic_created else None
