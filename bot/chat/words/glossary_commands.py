"""Handlers for `/glossary` and what is written behind it, and for files with it as their caption."""

from __future__ import annotations

import re

from telegram import InputFile, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes
from telegram.ext.filters import MessageFilter

from bot.chat.groups.administrators import Administrators
from bot.chat.intake import asker_of
from bot.chat.interpreter import Interpreter
from bot.chat.languages.locale import Locale
from bot.chat.reply import reply
from bot.chat.texts import glossary as texts
from bot.chat.words.adding import Adding
from bot.chat.words.glossary_view import CSV, TXT, keyboard, overview
from bot.glossary.files import as_lines, as_table, parts
from bot.store.glossaries import Glossaries

COMMAND = re.compile(r"/\w+(?:@\w+)?\s*([^\W\d_]*)\s*(.*)", re.DOTALL)
ADD, REMOVE, EXPORT, IMPORT = "add", "remove", "export", "import"


class Captioned(MessageFilter):
    """Files with `/glossary` as their caption."""

    def filter(self, message: Message) -> bool:
        """The library's hook."""
        name, _, addressed = (message.caption or "").partition(" ")[0].partition("@")
        is_ours = not addressed or addressed.lower() == message.get_bot().username.lower()
        return message.document is not None and name == "/glossary" and is_ours


class GlossaryCommands:
    """Shows and changes the glossary of the chat in which it is asked to: one's own in private, a group's in it."""

    def __init__(
        self,
        glossaries: Glossaries,
        adding: Adding,
        members: Administrators,
        interpreter: Interpreter,
    ) -> None:
        self._glossaries = glossaries
        self._adding = adding
        self._members = members
        self._interpreter = interpreter

    async def command(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/glossary` alone, or with `add`, `remove`, `export` and what they are about; or in reply to a file."""
        message = update.effective_message
        found = COMMAND.match(message.text or "") if message else None
        if message is None or found is None:
            return
        say = await self._interpreter.of(update)
        verb, rest = found[1].lower(), found[2].strip()
        file = message.reply_to_message.document if message.reply_to_message else None
        if file and verb in ("", ADD, IMPORT):
            await self._adding.file(message, file, say)
        elif not verb and not rest:
            await self._show(message, say)
        elif verb == ADD:
            await self._add(message, rest, say)
        elif verb == REMOVE:
            await self._remove(message, rest, say)
        elif verb == EXPORT:
            await self.export(message, CSV if rest.strip(".").lower() == CSV[1:] else TXT, say)
        else:
            await reply(message, say.html(texts.USAGE))

    async def file(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A file with `/glossary` as its caption."""
        message = update.effective_message
        if message and message.document:
            await self._adding.file(message, message.document, await self._interpreter.of(update))

    async def export(self, message: Message, suffix: str, say: Locale) -> None:
        """Send the chat's glossary as a file that can be imported again."""
        glossary = await self._glossaries.of(message.chat_id)
        if not glossary:
            await self._show(message, say)
            return
        content = as_table(glossary) if suffix == CSV else as_lines(glossary)
        await message.reply_document(InputFile(content, filename=f"glossary{suffix}"))

    async def _show(self, message: Message, say: Locale, *, picking: bool = False) -> None:
        page = await self._glossaries.page(message.chat_id, 1)
        html = overview(page, say, group=message.chat.type != ChatType.PRIVATE, picking=picking and page.count > 0)
        await reply(message, html, keyboard(page, say, picking=picking and page.count > 0))

    async def _add(self, message: Message, text: str, say: Locale) -> None:
        if text:
            await self._adding.words(message, text, say)
        elif await self._members.is_admin(message.chat, asker_of(message)):
            await self._adding.ask(message, say)
        else:
            await reply(message, say.html(texts.ONLY_ADMINS))

    async def _remove(self, message: Message, text: str, say: Locale) -> None:
        if not await self._members.is_admin(message.chat, asker_of(message)):
            await reply(message, say.html(texts.ONLY_ADMINS))
        elif not text:
            await self._show(message, say, picking=True)
        else:
            gone = await self._glossaries.remove(message.chat_id, (part for _, part in parts(text)))
            count = len(gone)
            await reply(message, say.count_html(texts.REMOVED_COUNT, count) if count else say.html(texts.NOT_THERE))
