"""Handlers for what is replied to the bot: words for an answer, its text corrected, words that were asked for."""

from __future__ import annotations

from contextlib import suppress

from rapidfuzz.fuzz import ratio
from telegram import Message, Update
from telegram.constants import ChatType, ReactionEmoji
from telegram.error import TelegramError
from telegram.ext import ContextTypes
from telegram.ext.filters import MessageFilter

from bot.chat import texts as answers
from bot.chat.answer.recorrecting import Again, is_busy
from bot.chat.answer.word_photo import word_of
from bot.chat.intake import WORDS_KEY, words_in
from bot.chat.interpreter import Interpreter
from bot.chat.languages.locale import Locale
from bot.chat.reply import reply
from bot.chat.texts import glossary as glossary_texts
from bot.chat.texts import lessons as texts
from bot.chat.words.adding import Adding, suffix_of
from bot.chat.words.lesson_offers import Sheets
from bot.engine.engine import Engine
from bot.job import Job
from bot.store.journal import Journal
from bot.store.outbox import Outbox, Sent

ALIKE = 40.0  # percent of letters; less of them have "yes" and "no" in common with what was read


class ToBot(MessageFilter):
    """Replies to the bot's messages."""

    def filter(self, message: Message) -> bool:
        """The library's hook."""
        replied = message.reply_to_message
        return replied is not None and replied.from_user is not None and replied.from_user.id == message.get_bot().id


class WithWords(MessageFilter):
    """Replies that hold `words:`, whomever they are to."""

    def filter(self, message: Message) -> bool:
        """The library's hook."""
        return message.reply_to_message is not None and WORDS_KEY.search(message.text or "") is not None


class IsGlossary(MessageFilter):
    """Files that may be glossaries."""

    def filter(self, message: Message) -> bool:
        """The library's hook."""
        return message.document is not None and suffix_of(message.document) is not None


class Replies:
    """Does what a reply asks for. What is merely said about an answer is left alone in a group."""

    def __init__(
        self,
        journal: Journal,
        outbox: Outbox,
        engine: Engine,
        adding: Adding,
        again: Again,
        sheets: Sheets,
        interpreter: Interpreter,
    ) -> None:
        self._journal = journal
        self._outbox = outbox
        self._engine = engine
        self._adding = adding
        self._again = again
        self._sheets = sheets
        self._interpreter = interpreter

    async def text(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A text in reply to a message of the bot, or with words to any message."""
        message = update.effective_message
        if message is None or message.reply_to_message is None:
            return
        say = await self._interpreter.of(update)
        text, replied = message.text or "", message.reply_to_message
        if await self._adding.asked(message.chat_id, replied.message_id):
            await self._adding.words(message, text, say)
            return
        sent = await self._outbox.sent(message.chat_id, replied.message_id)
        job = await self._job(message.chat_id, replied.message_id, sent)
        has_words = WORDS_KEY.search(text) is not None
        misread = _misread(job, sent, words_in(text) or text) if job and sent and job.answered else ""
        if job is None or not (job.answered or is_busy(job)):
            await self._about_nothing(message, has_words, say)
        elif misread:
            await self._words(message, job, misread, say)
        elif has_words:
            await self._words(message, job, words_in(text), say)
        elif job.answered:
            await self._correction(message, job, text, say)

    async def file(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A file that may be a glossary, in reply to the bot."""
        message = update.effective_message
        if message is None or message.reply_to_message is None or message.document is None:
            return
        say = await self._interpreter.of(update)
        if await self._adding.asked(message.chat_id, message.reply_to_message.message_id):
            await self._adding.file(message, message.document, say)
        else:
            await reply(message, say.html(glossary_texts.NEEDS_CAPTION))

    async def _job(self, chat_id: int, message_id: int, sent: Sent | None) -> Job | None:
        """The job whose answer a message is, or the last one that it asked for."""
        if sent:
            return await self._journal.job(sent.job_id)
        return next(reversed(await self._journal.jobs_about(chat_id, message_id)), None)

    async def _about_nothing(self, message: Message, has_words: bool, say: Locale) -> None:
        """In a group only what is meant for the bot gets an answer: words in reply to one of its messages."""
        if message.chat.type == ChatType.PRIVATE or (has_words and ToBot().filter(message)):
            await reply(message, say.html(texts.NO_NOTE))

    async def _words(self, message: Message, job: Job, words: str, say: Locale) -> None:
        if not await self._again.may_change(message, job):
            await reply(message, say.html(texts.ONLY_ASKER))
        elif not words:
            await reply(message, say.html(texts.UNKNOWN_WORDS))
        elif is_busy(job):
            await reply(message, say.html(answers.NOT_READY))
        else:
            await self._again.correct(job, words)
            with suppress(TelegramError):
                await message.set_reaction(ReactionEmoji.OK_HAND_SIGN)

    async def _correction(self, message: Message, job: Job, text: str, say: Locale) -> None:
        lessons = await self._engine.lessons(job.note, text)
        if lessons is None:
            if message.chat.type == ChatType.PRIVATE:
                await reply(message, say.html(texts.HOW_TO_REPLY))
        elif not await self._again.may_change(message, job):
            await reply(message, say.html(texts.ONLY_ASKER))
        elif lessons:
            await self._sheets.offer(message, job, lessons, say)
        else:
            await reply(message, say.html(texts.NOTHING_TO_LEARN))


def _misread(job: Job, sent: Sent, text: str) -> str:
    """What a reply to the piece of a photo says was misread, as a line of a glossary; empty where it says none."""
    word = word_of(job, sent.key)
    if word is None or ratio(word.casefold(), text.casefold()) < ALIKE:
        return ""
    return words_in(f"words: {word}={text}")
