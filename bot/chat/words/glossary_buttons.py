"""Handlers for the buttons under a glossary."""

from __future__ import annotations

from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.context import Context
from bot.chat.groups.administrators import Administrators
from bot.chat.split import shorten
from bot.chat.texts import glossary as texts
from bot.chat.words.adding import Adding
from bot.chat.words.glossary_commands import GlossaryCommands
from bot.chat.words.glossary_view import (
    LONGEST_LABEL,
    AddWords,
    DropEntry,
    ExportGlossary,
    PickEntry,
    ShowPage,
    shown,
    with_arrow,
)
from bot.store.glossaries import Glossaries


class GlossaryButtons:
    """Turns the pages of a glossary, asks for words, removes entries and sends files."""

    def __init__(
        self, glossaries: Glossaries, adding: Adding, commands: GlossaryCommands, administrators: Administrators
    ) -> None:
        self._glossaries = glossaries
        self._adding = adding
        self._commands = commands
        self._administrators = administrators

    async def show(self, context: Context, pressed: ShowPage) -> None:
        """Another page, or back from picking."""
        await acknowledge(context.query)
        await self._turn(context, pressed.page, picking=False)

    async def pick(self, context: Context, pressed: PickEntry) -> None:
        """*Remove*, or another page to pick from."""
        if await self._may_change(context):
            await acknowledge(context.query)
            await self._turn(context, pressed.page, picking=True)

    async def drop(self, context: Context, pressed: DropEntry) -> None:
        """An entry was picked."""
        if await self._may_change(context):
            entry = await self._glossaries.drop(context.chat.id, pressed.entry_id)
            term = shorten(with_arrow(entry.wrong, entry.right), LONGEST_LABEL) if entry else ""
            said = context.say(texts.REMOVED, term=term) if entry else context.say(texts.NOT_THERE)
            await acknowledge(context.query, said, alert=False)
            await self._turn(context, pressed.page, picking=True)

    async def add(self, context: Context, _: AddWords) -> None:
        """*Add*."""
        if await self._may_change(context):
            await acknowledge(context.query)
            await self._adding.ask(context)

    async def export(self, context: Context, pressed: ExportGlossary) -> None:
        """A kind of file."""
        await acknowledge(context.query)
        await self._commands.export(context, pressed.kind)

    async def _may_change(self, context: Context) -> bool:
        """Whether who pressed may change the glossary; others are told that they may not."""
        if await self._administrators.is_admin(context.chat, context.asker_id):
            return True
        await acknowledge(context.query, context.say(texts.ONLY_ADMINS))
        return False

    async def _turn(self, context: Context, number: int, *, picking: bool) -> None:
        page = await self._glossaries.page(context.chat.id, number)
        await rewrite(context.query, *shown(page, context.say, group=not context.is_private, picking=picking))
