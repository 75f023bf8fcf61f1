"""What becomes of the bot in a chat: it is added, muted, thrown out or blocked, and its groups become supergroups."""

from __future__ import annotations

import asyncio

from telegram import ChatMember, Update
from telegram.constants import ChatType, ParseMode
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.chat.context import Context
from bot.chat.groups.administrators import Administrators
from bot.chat.services import Handlers
from bot.chat.texts import groups as texts
from bot.jobs.desk import Desk
from bot.store.journal import Journal

OUT = (ChatMember.LEFT, ChatMember.BANNED)
GREETING_SECONDS = 1.0  # a supergroup that a group became says so about when it says that the bot joined it


class MyChatMember:
    """Follows it, and says hello where the bot is new."""

    def __init__(self, journal: Journal, desk: Desk, administrators: Administrators) -> None:
        self._journal = journal
        self._desk = desk
        self._administrators = administrators
        self._supergroups: set[int] = set()

    def following(self) -> Handlers:
        """Who follows it; whoever did it, the bot is concerned."""
        return [
            MessageHandler(filters.StatusUpdate.MIGRATE, self.moved),
            ChatMemberHandler(self.changed, ChatMemberHandler.MY_CHAT_MEMBER),
            ChatMemberHandler(self.others_changed, ChatMemberHandler.CHAT_MEMBER),
        ]

    def greeting(self) -> Handlers:
        """Who says hello to those who may use the bot."""
        return [ChatMemberHandler(self.greet, ChatMemberHandler.MY_CHAT_MEMBER)]

    async def moved(self, _: Update, context: Context) -> None:
        """A group became a supergroup, which both of them say: keep its settings, and answer it there."""
        message = context.message
        old = message.migrate_from_chat_id or message.chat_id
        new = message.migrate_to_chat_id or message.chat_id
        self._supergroups.add(new)
        await self._journal.move_chat(old, new)

    async def changed(self, _: Update, context: Context) -> None:
        """The bot's own part in a chat changed: end the jobs of a chat that it is out of."""
        self._administrators.changed(context.chat.id)
        if context.my_chat_member.new_chat_member.status in OUT:
            await self._desk.end_chat(context.chat.id)

    async def others_changed(self, _: Update, context: Context) -> None:
        """Somebody's part in a chat changed, of which the bot is told as an administrator."""
        self._administrators.changed(context.chat.id)

    async def greet(self, _: Update, context: Context) -> None:
        """The bot was added to a group: say once how to use it there."""
        change = context.my_chat_member
        if change.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
            return
        if change.old_chat_member.status not in OUT or change.new_chat_member.status in OUT:
            return
        await asyncio.sleep(GREETING_SECONDS)
        if change.chat.id not in self._supergroups:
            greeting = context.say.html(texts.GREETING_HTML, username=context.bot.username)
            await change.chat.send_message(greeting, ParseMode.HTML, disable_notification=True)
