"""Offers what a correction teaches, with a tick for each pair, and takes the ticked ones into a glossary."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chat import texts as answers
from bot.chat.answer.recorrecting import Again, is_busy
from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.groups.administrators import Administrators
from bot.chat.interpreter import Interpreter
from bot.chat.languages.locale import Locale
from bot.chat.reply import reply
from bot.chat.texts import lessons as texts
from bot.chat.words.lesson_view import GROUP, NONE, OWN, TOPIC, keyboard, learned, offer
from bot.correcting.lessons.lesson import Lesson, glossary_line
from bot.glossary.glossary import gathered
from bot.glossary.glossary_errors import GlossaryError
from bot.job import Job
from bot.store.glossaries import Glossaries
from bot.store.journal import Journal
from bot.store.lessons import Lessons, Sheet

PATTERN = rf"^{TOPIC}:[0-9]{{1,18}}:(?:{OWN}|{GROUP}|{NONE}|[0-9]{{1,2}})$"


class Sheets:
    """The sheets of lessons in the chats; whoever asked for the note and the admins decide."""

    def __init__(
        self,
        journal: Journal,
        lessons: Lessons,
        glossaries: Glossaries,
        again: Again,
        members: Administrators,
        interpreter: Interpreter,
    ) -> None:
        self._journal = journal
        self._lessons = lessons
        self._glossaries = glossaries
        self._again = again
        self._members = members
        self._interpreter = interpreter

    async def offer(self, message: Message, job: Job, found: Sequence[Lesson], say: Locale) -> None:
        """Ask which of the lessons that a message teaches are to be learned."""
        sheet = await self._lessons.add(job.id, message.message_id, found)
        await reply(message, offer(sheet, say), keyboard(sheet, say, group=message.chat.type != ChatType.PRIVATE))

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A button of a sheet was pressed."""
        query = update.callback_query
        if query is None or not isinstance(query.message, Message):
            return
        say = await self._interpreter.of(update)
        number, action = (query.data or "").split(":")[1:]
        sheet = await self._lessons.of(int(number))
        job = await self._journal.job(sheet.job_id) if sheet else None
        if sheet is None or job is None or job.chat_id != query.message.chat_id:
            await acknowledge(query, say(answers.EXPIRED))
            return
        is_admin = await self._members.is_admin(query.message.chat, query.from_user.id)
        if not await self._members.may_change(query.message.chat, query.from_user.id, job.request.user_id):
            await acknowledge(query, say(texts.ONLY_ASKER))
        elif sheet.taken:
            await acknowledge(query, say(texts.DONE))
        elif action == GROUP and not is_admin:
            await acknowledge(query, say(texts.ONLY_ADMINS))
        elif action in (OWN, GROUP):
            await self._take(query, query.message, sheet, job, say, group=action == GROUP)
        elif action == NONE:
            await self._lessons.take(sheet.id)
            await acknowledge(query)
            await rewrite(query, say.html(texts.LEFT))
        else:
            await self._tick(query, query.message, sheet, int(action), say)

    async def _tick(self, query: CallbackQuery, message: Message, sheet: Sheet, index: int, say: Locale) -> None:
        await acknowledge(query)
        if after := await self._lessons.toggle(sheet.id, index):
            await rewrite(query, offer(sheet, say), keyboard(after, say, group=message.chat.type != ChatType.PRIVATE))

    async def _take(
        self, query: CallbackQuery, message: Message, sheet: Sheet, job: Job, say: Locale, *, group: bool
    ) -> None:
        """Write the ticked pairs into the presser's own glossary or the group's; a note that it is for changes."""
        ticked = [pair for pair in sheet.pairs if pair.ticked]
        if not ticked:
            await acknowledge(query, say(texts.TICK_ONE))
            return
        chat_id = message.chat_id if group else query.from_user.id
        try:
            await self._glossaries.add(chat_id, gathered(glossary_line(pair.read, pair.meant) for pair in ticked))
        except GlossaryError as error:
            await acknowledge(query, say(error.person, **error.details))
            return
        if not await self._lessons.take(sheet.id):
            await acknowledge(query, say(texts.DONE))
            return
        await acknowledge(query)
        await rewrite(query, learned(ticked, say, group=group))
        if chat_id == job.chat_id and not is_busy(job):
            await self._again.correct(job)
