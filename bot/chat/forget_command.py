"""Handlers for `/forget`: by itself all that is kept of a person, in reply to a note that note; and for its button."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from telegram import Message, Update
from telegram.error import TelegramError as ApiError
from telegram.ext import CommandHandler

from bot.chat.callback_data import CallbackData
from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.context import Context
from bot.chat.courier import TelegramCourier
from bot.chat.job_finder import JobFinder
from bot.chat.languages.locale import Locale
from bot.chat.reply import reply
from bot.chat.services import Handlers, Services
from bot.chat.texts import forget as texts
from bot.job import Job
from bot.jobs.desk import Desk
from bot.store.eraser import Forgotten
from bot.store.outbox import Outbox


@dataclass(frozen=True, slots=True)
class ForgetNote(CallbackData):
    """*Forget this note*."""

    prefix = "forget"
    job_id: int


def handlers(services: Services) -> Handlers:
    """Who handles the command and its button."""
    command = ForgetCommand(services.jobs, services.desk, services.store.outbox, services.courier)
    return [CommandHandler("forget", command.forget), ForgetNote.handler(command.forget_note)]


class ForgetCommand:
    """Deletes at once what a person wants forgotten. Done twice it does no harm, so a crash may repeat it."""

    def __init__(self, jobs: JobFinder, desk: Desk, outbox: Outbox, courier: TelegramCourier) -> None:
        self._jobs = jobs
        self._desk = desk
        self._outbox = outbox
        self._courier = courier

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
        """The button under a note."""
        job = await self._jobs.pressed(context, pressed.job_id)
        if job and await self._jobs.may_press(context, job, texts.NOT_YOURS):
            await acknowledge(context.query)
            await rewrite(context.query, await self._forget(context, [job]))

    async def _about(self, context: Context, message_id: int) -> str:
        """Forget the notes that a message is about, of those that the person may change; what is to be said as HTML."""
        jobs = (await self._jobs.about(context.chat.id, message_id)).jobs
        if not jobs:
            return context.say.html(texts.NO_NOTE)
        own = [job for job in jobs if await self._jobs.may_change(context, job)]
        return await self._forget(context, own) if own else context.say.html(texts.NOT_YOURS)

    async def _forget(self, context: Context, jobs: Sequence[Job]) -> str:
        async def clear_up(job: Job) -> None:
            message_ids = await self._outbox.all_of(job.id)
            await self._say_goodbye(job)
            for message_id in message_ids[1:]:
                with suppress(ApiError):
                    await context.bot.delete_message(job.chat_id, message_id)

        await self._desk.forget(jobs, clear_up)
        return context.say.count_html(texts.FORGOT_NOTES, len(jobs))

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
