"""Words that come into a chat's glossary, from a message or a file."""

from __future__ import annotations

import asyncio
from pathlib import PurePath
from weakref import WeakValueDictionary

from telegram import Document, ForceReply, Message

from bot.chat.context import Context
from bot.chat.downloads import Downloads
from bot.chat.groups.administrators import Administrators
from bot.chat.reply import reply
from bot.chat.texts import glossary as texts
from bot.errors import EmptyFile, FileTooLarge, TelegramError
from bot.glossary.glossary import ParsedGlossary
from bot.glossary.glossary_errors import FileTooLong, GlossaryError
from bot.glossary.glossary_files import LARGEST_FILE, TABLE_SUFFIX, glossary_in, glossary_in_message
from bot.store.glossaries import Glossaries
from bot.store.questions import Questions

SUFFIXES = frozenset({".txt", TABLE_SUFFIX})
KINDS = {"text/plain": ".txt", "text/csv": TABLE_SUFFIX, "text/comma-separated-values": TABLE_SUFFIX}


def suffix_of(document: Document) -> str | None:
    """Whether a file is a glossary of lines or a table, by its name or else its kind; None where it is neither."""
    suffix = PurePath(document.file_name or "").suffix.lower()
    return suffix if suffix in SUFFIXES else KINDS.get(document.mime_type or "")


class Adding:
    """Fills glossaries; in groups only admins do. Each message gets an answer that says what came of it."""

    def __init__(
        self, downloads: Downloads, glossaries: Glossaries, questions: Questions, administrators: Administrators
    ) -> None:
        self._downloads = downloads
        self._glossaries = glossaries
        self._questions = questions
        self._administrators = administrators
        self._asking: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def ask(self, context: Context) -> None:
        """Ask for words: what is replied goes into the glossary."""
        only_whoever_asked = ForceReply(selective=not context.is_private)
        async with self._asking.setdefault(context.chat.id, asyncio.Lock()):
            question = await reply(context.message, context.say.html(texts.ASK), only_whoever_asked)
            await self._questions.add(context.chat.id, question.message_id)

    async def asked(self, chat_id: int, message_id: int) -> bool:
        """Whether a message asks for words; it may be replied to before its sender knows that it was sent."""
        async with self._asking.setdefault(chat_id, asyncio.Lock()):
            return await self._questions.has(chat_id, message_id)

    async def words(self, context: Context, text: str) -> None:
        """Add what a message writes, commas and line feeds between."""
        if not await self._administrators.is_admin(context.chat, context.asker_id):
            await reply(context.message, context.say.html(texts.ONLY_ADMINS))
            return
        try:
            await self._add(context, glossary_in_message(text), texts.USAGE)
        except GlossaryError as error:
            await reply(context.message, context.say.html(error.person, **error.details))

    async def file(self, context: Context, holding: Message) -> None:
        """Add what the file in a message writes."""
        message, say, document = context.message, context.say, holding.document
        suffix = suffix_of(document) if document else None
        if document is None or suffix is None:
            await reply(message, say.html(texts.NOT_A_GLOSSARY))
        elif not await self._administrators.is_admin(context.chat, context.asker_id):
            await reply(message, say.html(texts.ONLY_ADMINS))
        else:
            try:
                content = await self._fetch(document)
                parsed = await asyncio.to_thread(glossary_in, content, suffix)
                await self._add(context, parsed, EmptyFile.person)
            except GlossaryError as error:
                await reply(message, say.html(error.person, **error.details))
            except TelegramError:
                await reply(message, say.html(texts.NOT_FETCHED))

    async def _fetch(self, document: Document) -> bytes:
        """Raises FileTooLong, TelegramError."""
        limit = LARGEST_FILE // 2**20
        if (document.file_size or 0) > LARGEST_FILE:
            raise FileTooLong(limit=limit)
        try:
            return await self._downloads.content(document.file_id, limit)
        except FileTooLarge:
            raise FileTooLong(limit=limit) from None

    async def _add(self, context: Context, parsed: ParsedGlossary, nothing: str) -> None:
        """Add it and say how much of it is new, and which lines said a thing again; `nothing` where it is empty."""
        say = context.say
        if not parsed.glossary:
            await reply(context.message, say.html(nothing))
            return
        count = await self._glossaries.add(context.chat.id, parsed.glossary)
        said = say.count_html(texts.ADDED, count) if count else say.html(texts.NOTHING_NEW)
        if repeated := parsed.repeated:
            said += "\n" + say.count_html(texts.REPEATED, len(repeated), line=repeated[0])
        await reply(context.message, said)
