"""Handlers for `/forget`: by itself all that is kept of a person, in reply to a note that note; and for its button."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from telegram import Bot, Chat, Message, Update
from telegram.error import TelegramError as ApiError
from telegram.ext import ContextTypes

from bot.chat import texts as general
from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.courier import TelegramCourier
from bot.chat.groups.administrators import Administrators
from bot.chat.intake import asker_of
from bot.chat.interpreter import Interpreter
from bot.chat.languages.locale import Locale
from bot.chat.reply import reply
from bot.chat.texts import forget as texts
from bot.job import Job
from bot.jobs.desk import Desk
from bot.store.eraser import Forgotten
from bot.store.journal import Journal
from bot.store.outbox import Outbox

FORGET = "forget"  # what the button's callback data begins with


class Forgetting:
    """Deletes at once what a person wants forgotten. Done twice it does no harm, so a crash may repeat it."""

    def __init__(
        self,
        journal: Journal,
        desk: Desk,
        outbox: Outbox,
        courier: TelegramCourier,
        members: Administrators,
        interpreter: Interpreter,
    ) -> None:
        self._journal = journal
        self._desk = desk
        self._outbox = outbox
        self._courier = courier
        self._members = members
        self._interpreter = interpreter

    async def forget(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/forget`."""
        message = update.effective_message
        if message is None:
            return
        say = await self._interpreter.of(update)
        if replied := _replied_to(message):
            said = await self._about(context.bot, message.chat, replied, asker_of(message), say)
        elif message.sender_chat:
            said = say.html(texts.WHO_ARE_YOU)
        else:
            said = deleted(await self._desk.forget_person(asker_of(message), update.update_id, self._say_goodbye), say)
        await reply(message, said)

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button under a note."""
        query = update.callback_query
        if query is None or query.message is None:
            return
        say = await self._interpreter.of(update)
        job = await self._journal.job(int((query.data or "").partition(":")[2]))
        chat = query.message.chat
        if job is None or job.chat_id != chat.id:
            await acknowledge(query, say(general.EXPIRED))
        elif not await self._members.may_change(chat, query.from_user.id, job.request.user_id):
            await acknowledge(query, say(texts.NOT_YOURS))
        else:
            await acknowledge(query)
            said = await self._forget(context.bot, [job], say)
            await rewrite(query, said)

    async def _about(self, bot: Bot, chat: Chat, message_id: int, user_id: int, say: Locale) -> str:
        """Forget the notes that a message is about, of those that the person may change; what is to be said as HTML."""
        jobs = await self._journal.jobs_about(chat.id, message_id)
        if (sent := await self._outbox.sent(chat.id, message_id)) and (job := await self._journal.job(sent.job_id)):
            jobs = [job]
        if not jobs:
            return say.html(texts.NO_NOTE)
        own = [job for job in jobs if await self._members.may_change(chat, user_id, job.request.user_id)]
        return await self._forget(bot, own, say) if own else say.html(texts.NOT_YOURS)

    async def _forget(self, bot: Bot, jobs: Sequence[Job], say: Locale) -> str:
        async def clear_up(job: Job) -> None:
            message_ids = await self._outbox.all_of(job.id)
            await self._say_goodbye(job)
            for message_id in message_ids[1:]:
                with suppress(ApiError):
                    await bot.delete_message(job.chat_id, message_id)

        await self._desk.forget(jobs, clear_up)
        return say.count_html(texts.FORGOT_NOTES, len(jobs))

    async def _say_goodbye(self, job: Job) -> None:
        await self._courier.close(job, self._courier.say(job)(texts.FORGOTTEN))


def deleted(forgotten: Forgotten, say: Locale) -> str:
    """Says what was deleted of a person, as HTML."""
    kept = [
        say.count(forms, count)
        for forms, count in ((texts.NOTES_COUNT, forgotten.notes), (texts.TERMS_COUNT, forgotten.terms))
        if count
    ]
    if forgotten.settings:
        kept.append(say(texts.SETTINGS))
    return say.html(texts.FORGOT_ALL, kept=say.list(kept)) if kept else say.html(texts.NOTHING_KEPT)


def _replied_to(message: Message) -> int | None:
    """The message that a person replied to; in a topic every message replies to the one that opened it."""
    replied = message.reply_to_message
    return replied.message_id if replied and not replied.forum_topic_created else None
