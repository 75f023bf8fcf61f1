"""Handlers for what is replied to the bot: words for an answer, its text corrected, words that were asked for."""

from __future__ import annotations

from contextlib import suppress

from rapidfuzz.fuzz import ratio
from telegram import Message, Update
from telegram.constants import ReactionEmoji
from telegram.error import TelegramError
from telegram.ext.filters import MessageFilter

from bot.chat import texts as answers
from bot.chat.answer.recorrecting import is_busy
from bot.chat.answer.word_photo import word_of
from bot.chat.caption_words import WORDS_KEY, words_in
from bot.chat.context import Context
from bot.chat.job_finder import JobFinder, Subject
from bot.chat.languages.locale import Locale
from bot.chat.receipts.fix_replies import FixReplies, Taken
from bot.chat.reply import reply
from bot.chat.split import shorten
from bot.chat.texts import glossary as glossary_texts
from bot.chat.texts import lessons as texts
from bot.chat.texts.answer import ONLY_ASKER
from bot.chat.words.adding import Adding, suffix_of
from bot.chat.words.lesson_offers import LessonOffers
from bot.engine.engine import Engine
from bot.job import Job
from bot.jobs.desk import Desk
from bot.receipts.ledger.fix_errors import NotUnderstood

LONGEST_LINE = 60  # UTF-16 units of a reply that was not understood
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
        jobs: JobFinder,
        desk: Desk,
        engine: Engine,
        adding: Adding,
        lesson_offers: LessonOffers,
        fix_replies: FixReplies,
    ) -> None:
        self._jobs = jobs
        self._desk = desk
        self._engine = engine
        self._adding = adding
        self._lesson_offers = lesson_offers
        self._fix_replies = fix_replies

    async def text(self, _: Update, context: Context) -> None:
        """A text in reply to a message of the bot, or with words to any message."""
        text, replied_to = context.message.text or "", context.replied_to
        if await self._adding.asked(context.chat.id, replied_to.message_id):
            await self._adding.words(context, text)
            return
        subject = await self._jobs.about(context.chat.id, replied_to.message_id)
        job = subject.jobs[-1] if subject.jobs else None
        has_words = WORDS_KEY.search(text) is not None
        if job is None and subject.card and not has_words:
            await self._about_card(context, subject)
        elif job is None or not (job.answered or is_busy(job)):
            await self._about_nothing(context, has_words=has_words)
        elif misread := _misread(job, subject.key, words_in(text) or text):
            await self._words(context, job, misread)
        elif has_words:
            await self._words(context, job, words_in(text))
        elif job.answered:
            await self._correction(context, job, subject)

    async def file(self, _: Update, context: Context) -> None:
        """A file that may be a glossary, in reply to the bot."""
        if await self._adding.asked(context.chat.id, context.replied_to.message_id):
            await self._adding.file(context, context.message)
        else:
            await reply(context.message, context.say.html(glossary_texts.NEEDS_CAPTION))

    async def _about_nothing(self, context: Context, *, has_words: bool) -> None:
        """In a group only what is meant for the bot gets an answer: words in reply to one of its messages."""
        if context.is_private or (has_words and ToBot().filter(context.message)):
            await reply(context.message, context.say.html(texts.NO_NOTE))

    async def _words(self, context: Context, job: Job, words: str) -> None:
        message, say = context.message, context.say
        if not await self._jobs.may_change(context, job):
            await reply(message, say.html(ONLY_ASKER))
        elif not words:
            await reply(message, say.html(texts.UNKNOWN_WORDS))
        elif is_busy(job):
            await reply(message, say.html(answers.NOT_READY))
        else:
            await self._desk.recorrect(job.id, words)
            with suppress(TelegramError):
                await message.set_reaction(ReactionEmoji.OK_HAND_SIGN)

    async def _about_card(self, context: Context, subject: Subject) -> None:
        """A correction of a receipt whose note is no longer kept."""
        message = context.message
        if await self._fix_replies.take(context, subject) is Taken.NO_FIX and context.is_private:
            await reply(message, _how(message.text or "", context.say, is_card=True))

    async def _correction(self, context: Context, job: Job, subject: Subject) -> None:
        """A correction of a receipt, or else of the text."""
        message, say = context.message, context.say
        taken = await self._fix_replies.take(context, subject)
        if taken is Taken.ANSWERED:
            return
        lessons = await self._engine.lessons(job.note, message.text or "")
        if lessons is None:
            if context.is_private:
                await reply(message, _how(message.text or "", say, is_card=taken is Taken.NO_FIX))
        elif not await self._jobs.may_change(context, job):
            await reply(message, say.html(ONLY_ASKER))
        elif lessons:
            await self._lesson_offers.offer(context, job, lessons)
        else:
            await reply(message, say.html(texts.NOTHING_TO_LEARN))


def _how(text: str, say: Locale, *, is_card: bool) -> str:
    """How to correct an answer, or a card, since this says nothing of it."""
    return say.html(NotUnderstood.person, line=shorten(text, LONGEST_LINE)) if is_card else say.html(texts.HOW_TO_REPLY)


def _misread(job: Job, key: str | None, text: str) -> str:
    """What a reply to the piece of a photo says was misread, as a line of a glossary; empty where it says none."""
    word = word_of(job, key) if key and job.answered else None
    if word is None or ratio(word.casefold(), text.casefold()) < ALIKE:
        return ""
    return words_in(f"words: {word}={text}")
