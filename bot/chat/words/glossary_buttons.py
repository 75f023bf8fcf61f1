"""Handlers for the buttons under a glossary."""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.groups.administrators import Administrators
from bot.chat.interpreter import Interpreter
from bot.chat.languages.locale import Locale
from bot.chat.split import shorten
from bot.chat.texts import glossary as texts
from bot.chat.words.adding import Adding
from bot.chat.words.glossary_commands import GlossaryCommands
from bot.chat.words.glossary_view import CSV, LONGEST_LABEL, TOPIC, TXT, Press, keyboard, overview, written
from bot.store.glossaries import Glossaries

PATTERN = rf"^{TOPIC}:(?:{'|'.join(Press)})(?::[0-9]{{1,18}}){{0,2}}$"
FOR_ADMINS = (Press.PICK, Press.DROP, Press.ADD)


class GlossaryButtons:
    """Turns the pages of a glossary, asks for words, removes entries and sends files."""

    def __init__(
        self,
        glossaries: Glossaries,
        adding: Adding,
        commands: GlossaryCommands,
        members: Administrators,
        interpreter: Interpreter,
    ) -> None:
        self._glossaries = glossaries
        self._adding = adding
        self._commands = commands
        self._members = members
        self._interpreter = interpreter

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A button was pressed."""
        query = update.callback_query
        if query is None or not isinstance(query.message, Message):
            return
        say = await self._interpreter.of(update)
        name, *numbers = (query.data or "").split(":")[1:]
        press, values = Press(name), [*map(int, numbers), 1, 1]
        if press in FOR_ADMINS and not await self._members.is_admin(query.message.chat, query.from_user.id):
            await acknowledge(query, say(texts.ONLY_ADMINS))
            return
        match press:
            case Press.SHOW | Press.PICK:
                await acknowledge(query)
                await self._turn(query, query.message, values[0], say, picking=press is Press.PICK)
            case Press.DROP:
                entry = await self._glossaries.drop(query.message.chat_id, values[0])
                term = shorten(written(entry), LONGEST_LABEL) if entry else ""
                await acknowledge(query, say(texts.REMOVED, term=term) if term else say(texts.NOT_THERE), alert=False)
                await self._turn(query, query.message, values[1], say, picking=True)
            case Press.ADD:
                await acknowledge(query)
                await self._adding.ask(query.message, say)
            case Press.TXT | Press.CSV:
                await acknowledge(query)
                await self._commands.export(query.message, CSV if press is Press.CSV else TXT, say)

    async def _turn(self, query: CallbackQuery, message: Message, number: int, say: Locale, *, picking: bool) -> None:
        page = await self._glossaries.page(message.chat_id, number)
        picking = picking and page.count > 0
        html = overview(page, say, group=message.chat.type != ChatType.PRIVATE, picking=picking)
        await rewrite(query, html, keyboard(page, say, picking=picking))
