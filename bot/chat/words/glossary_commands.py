"""Handlers for `/glossary` and what is written behind it, and for files with it as their caption."""

from __future__ import annotations

import re

from telegram import InputFile, Message, Update
from telegram.ext.filters import MessageFilter

from bot.chat.context import Context
from bot.chat.groups.administrators import Administrators
from bot.chat.reply import reply
from bot.chat.texts import glossary as texts
from bot.chat.words.adding import Adding
from bot.chat.words.glossary_view import FileKind, shown
from bot.glossary.glossary_files import as_lines, as_table, parts
from bot.store.glossaries import Glossaries

COMMAND = re.compile(r"/\w+(?:@\w+)?\s*(?P<verb>[^\W\d_]*)\s*(?P<rest>.*)", re.DOTALL)
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

    def __init__(self, glossaries: Glossaries, adding: Adding, administrators: Administrators) -> None:
        self._glossaries = glossaries
        self._adding = adding
        self._administrators = administrators

    async def command(self, _: Update, context: Context) -> None:
        """`/glossary` alone, or with `add`, `remove`, `export` and what they are about; or in reply to a file."""
        message = context.message
        found = COMMAND.match(message.text or "")
        if found is None:
            return
        verb, rest = found["verb"].lower(), found["rest"].strip()
        if message.reply_to_message and message.reply_to_message.document and verb in ("", ADD, IMPORT):
            await self._adding.file(context, message.reply_to_message)
        elif not verb and not rest:
            await self._show(context)
        elif verb == ADD:
            await self._add(context, rest)
        elif verb == REMOVE:
            await self._remove(context, rest)
        elif verb == EXPORT:
            await self.export(context, FileKind.CSV if rest.strip(".").lower() == FileKind.CSV else FileKind.TXT)
        else:
            await reply(message, context.say.html(texts.USAGE))

    async def file(self, _: Update, context: Context) -> None:
        """A file with `/glossary` as its caption."""
        await self._adding.file(context, context.message)

    async def export(self, context: Context, kind: FileKind) -> None:
        """Send the chat's glossary as a file that can be imported again."""
        glossary = await self._glossaries.of(context.chat.id)
        if not glossary:
            await self._show(context)
            return
        content = as_table(glossary) if kind is FileKind.CSV else as_lines(glossary)
        await context.message.reply_document(InputFile(content, filename=f"glossary.{kind}"))

    async def _show(self, context: Context, *, picking: bool = False) -> None:
        page = await self._glossaries.page(context.chat.id, 1)
        await reply(context.message, *shown(page, context.say, group=not context.is_private, picking=picking))

    async def _add(self, context: Context, text: str) -> None:
        if text:
            await self._adding.words(context, text)
        elif await self._administrators.is_admin(context.chat, context.asker_id):
            await self._adding.ask(context)
        else:
            await reply(context.message, context.say.html(texts.ONLY_ADMINS))

    async def _remove(self, context: Context, text: str) -> None:
        message, say = context.message, context.say
        if not await self._administrators.is_admin(context.chat, context.asker_id):
            await reply(message, say.html(texts.ONLY_ADMINS))
        elif not text:
            await self._show(context, picking=True)
        else:
            gone = await self._glossaries.remove(context.chat.id, (part for _, part in parts(text)))
            count = len(gone)
            await reply(message, say.count_html(texts.REMOVED_COUNT, count) if count else say.html(texts.NOT_THERE))
