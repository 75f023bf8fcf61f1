"""Corrects answers again from what was read, without the photo, and takes that back."""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.chat import texts as answers
from bot.chat.callback_query import acknowledge
from bot.chat.groups.administrators import Administrators
from bot.chat.intake import asker_of
from bot.chat.interpreter import Interpreter
from bot.chat.texts import lessons as texts
from bot.chat.texts import progress
from bot.chat.words.lesson_view import AGAIN, UNDO
from bot.job import UNANSWERED, Job, Stage
from bot.jobs.desk import Desk
from bot.store.glossaries import Glossaries
from bot.store.journal import Journal

PATTERN = rf"^(?:{AGAIN}|{UNDO}):[0-9]{{1,18}}$"


def is_busy(job: Job) -> bool:
    """Whether an answer is on its way, for the first time or again."""
    return job.stage in UNANSWERED


class Again:
    """What is done with a whole answer; whoever asked for it and the admins decide."""

    def __init__(
        self,
        journal: Journal,
        desk: Desk,
        glossaries: Glossaries,
        members: Administrators,
        interpreter: Interpreter,
    ) -> None:
        self._journal = journal
        self._desk = desk
        self._glossaries = glossaries
        self._members = members
        self._interpreter = interpreter

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """*Re-correct* or *Undo* was pressed."""
        query = update.callback_query
        if query is None or query.message is None:
            return
        say = await self._interpreter.of(update)
        name, number = (query.data or "").split(":")
        job = await self._journal.job(int(number))
        if job is None or job.chat_id != query.message.chat.id or (job.failure and not job.answered):
            await acknowledge(query, say(answers.EXPIRED))
        elif not await self._members.may_change(query.message.chat, query.from_user.id, job.request.user_id):
            await acknowledge(query, say(texts.ONLY_ASKER))
        elif is_busy(job):
            await acknowledge(query, say(answers.NOT_READY))
        elif name == UNDO:
            await acknowledge(query, None if await self.undo(job) else say(texts.NOTHING_TO_UNDO))
        elif not (job.request.glossary or await self._glossaries.of(job.chat_id)):
            await acknowledge(query, say(texts.NO_WORDS))
        else:
            await acknowledge(query, say(progress.STAGES[Stage.CORRECT]), alert=False)
            await self.correct(job)

    async def may_change(self, message: Message, job: Job) -> bool:
        """Whether who wrote a message decides for the job: the asker and the admins."""
        return await self._members.may_change(message.chat, asker_of(message), job.request.user_id)

    async def correct(self, job: Job, words: str = "") -> None:
        """Have an answer corrected again, with these lines of a glossary besides those that are known."""
        await self._desk.recorrect(job.id, words)

    async def undo(self, job: Job) -> bool:
        """Bring back what an answer said before; False where nothing was changed."""
        if not job.can_undo:
            return False
        await self._desk.undo(job.id)
        return True
