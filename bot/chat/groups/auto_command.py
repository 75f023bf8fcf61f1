"""Handler for `/auto`: whether every photo of a group, or of one of its topics, is read."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from bot.chat.context import Context
from bot.chat.groups.administrators import Administrators
from bot.chat.reply import reply
from bot.chat.services import Handlers, Services
from bot.chat.texts import groups as texts
from bot.store.preference_rows import PreferenceStore

WANTED = {"on": True, "off": False}


def handlers(services: Services) -> Handlers:
    """Who handles the command."""
    return [CommandHandler("auto", AutoCommand(services.store.preferences, services.administrators).auto)]


class AutoCommand:
    """Lets a group's administrators choose; a topic may differ from its group."""

    def __init__(self, preferences: PreferenceStore, administrators: Administrators) -> None:
        self._preferences = preferences
        self._administrators = administrators

    async def auto(self, _: Update, context: Context) -> None:
        """`/auto on` or `/auto off` where it is written; anything else is told how it stands."""
        wanted = WANTED.get(" ".join(context.args or ()).lower())
        await reply(context.message, await self._answer(context, wanted))

    async def _answer(self, context: Context, wanted: bool | None) -> str:
        say, chat, thread_id, username = context.say, context.chat, context.thread_id, context.bot.username
        if context.is_private:
            return say.html(texts.AUTO_IN_PRIVATE)
        if wanted is None:
            is_on = (await self._preferences.of(chat.id)).reads_all(thread_id)
            text = say.html(texts.AUTO_IS_ON_HTML if is_on else texts.AUTO_IS_OFF_HTML, username=username)
        elif not await self._administrators.is_admin(chat, context.asker_id):
            return say.html(texts.AUTO_ADMINS_ONLY)
        else:
            is_on = wanted
            await self._preferences.change(chat.id, lambda now: now.with_automatic(thread_id, wanted))
            text = say.html(_done(thread_id, wanted), username=username)
        if is_on and not await self._administrators.shows_bot_all(chat):
            return f"{text}\n\n{say.html(texts.AUTO_BLIND)}"
        return text


def _done(thread_id: int | None, wanted: bool) -> str:
    if thread_id is None:
        return texts.AUTO_GROUP_ON_HTML if wanted else texts.AUTO_GROUP_OFF_HTML
    return texts.AUTO_TOPIC_ON_HTML if wanted else texts.AUTO_TOPIC_OFF_HTML
