"""Words that come into a chat's glossary, from a message or a file."""

from __future__ import annotations

import asyncio
from pathlib import PurePath
from weakref import WeakValueDictionary

from telegram import Bot, Document, ForceReply, Message
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.chat.groups.administrators import Administrators
from bot.chat.intake import asker_of
from bot.chat.languages.locale import Locale
from bot.chat.reply import reply
from bot.chat.texts import glossary as texts
from bot.errors import EmptyFile
from bot.glossary.files import LARGEST_FILE, TABLE_SUFFIX, glossary_in, glossary_in_message
from bot.glossary.glossary import ParsedGlossary
from bot.glossary.glossary_errors import FileTooLong, GlossaryError
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

    def __init__(self, bot: Bot, glossaries: Glossaries, questions: Questions, members: Administrators) -> None:
        self._bot = bot
        self._glossaries = glossaries
        self._questions = questions
        self._members = members
        self._asking: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def ask(self, message: Message, say: Locale) -> None:
        """Ask for words in reply to a message: what is replied goes into the glossary."""
        group = message.chat.type != ChatType.PRIVATE  # in which only whoever asked is to be asked
        async with self._asking.setdefault(message.chat_id, asyncio.Lock()):
            question = await reply(message, say.html(texts.ASK), ForceReply(selective=group))
            await self._questions.add(message.chat_id, question.message_id)

    async def asked(self, chat_id: int, message_id: int) -> bool:
        """Whether a message asks for words; it may be replied to before its sender knows that it was sent."""
        async with self._asking.setdefault(chat_id, asyncio.Lock()):
            return await self._questions.has(chat_id, message_id)

    async def words(self, message: Message, text: str, say: Locale) -> None:
        """Add what a message writes, commas and line feeds between."""
        if not await self._members.is_admin(message.chat, asker_of(message)):
            await reply(message, say.html(texts.ONLY_ADMINS))
            return
        try:
            await self._add(message, glossary_in_message(text), texts.USAGE, say)
        except GlossaryError as error:
            await reply(message, say.html(error.person, **error.details))

    async def file(self, message: Message, document: Document, say: Locale) -> None:
        """Add what a file writes."""
        suffix = suffix_of(document)
        if suffix is None:
            await reply(message, say.html(texts.NOT_A_GLOSSARY))
        elif not await self._members.is_admin(message.chat, asker_of(message)):
            await reply(message, say.html(texts.ONLY_ADMINS))
        else:
            try:
                content = await self._fetch(document)
                parsed = await asyncio.to_thread(glossary_in, content, suffix)
                await self._add(message, parsed, EmptyFile.person, say)
            except GlossaryError as error:
                await reply(message, say.html(error.person, **error.details))
            except TelegramError:
                await reply(message, say.html(texts.NOT_FETCHED))

    async def _fetch(self, document: Document) -> bytes:
        if (document.file_size or 0) > LARGEST_FILE:
            raise FileTooLong(limit=LARGEST_FILE // 2**20)
        file = await self._bot.get_file(document.file_id)
        return bytes(await file.download_as_bytearray())

    async def _add(self, message: Message, parsed: ParsedGlossary, nothing: str, say: Locale) -> None:
        """Add it and say how much of it is new, and which lines said a thing again; `nothing` where it is empty."""
        if not parsed.glossary:
            await reply(message, say.html(nothing))
            return
        count = await self._glossaries.add(message.chat_id, parsed.glossary)
        said = say.count_html(texts.ADDED, count) if count else say.html(texts.NOTHING_NEW)
        if repeated := parsed.repeated:
            said += "\n" + say.count_html(texts.REPEATED, len(repeated), line=repeated[0])
        await reply(message, said)
