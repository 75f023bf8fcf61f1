"""Handler for `/auto`: whether every photo of a group, or of one of its topics, is read."""

from __future__ import annotations

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chat.groups.administrators import Administrators
from bot.chat.intake import asker_of
from bot.chat.interpreter import Interpreter
from bot.chat.languages.locale import Locale
from bot.chat.reply import reply
from bot.chat.texts import groups as texts
from bot.store.preferences import PreferenceStore

WANTED = {"on": True, "off": False}


class AutoCommand:
    """Lets a group's administrators choose; a topic may differ from its group."""

    def __init__(self, preferences: PreferenceStore, members: Administrators, interpreter: Interpreter) -> None:
        self._preferences = preferences
        self._members = members
        self._interpreter = interpreter

    async def auto(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/auto on` or `/auto off` where it is written; anything else is told how it stands."""
        message = update.effective_message
        if message is None:
            return
        say = await self._interpreter.of(update)
        wanted = WANTED.get(" ".join(context.args or ()).lower())
        html = await self._answer(message, wanted, context.bot.username, say)
        await reply(message, html)

    async def _answer(self, message: Message, wanted: bool | None, username: str, say: Locale) -> str:
        if message.chat.type == ChatType.PRIVATE:
            return say.html(texts.AUTO_IN_PRIVATE)
        topic = topic_of(message)
        if wanted is None:
            is_on = (await self._preferences.of(message.chat_id)).reads_all(topic)
            text = say.html(texts.AUTO_IS_ON_HTML if is_on else texts.AUTO_IS_OFF_HTML, username=username)
        elif not await self._members.is_admin(message.chat, asker_of(message)):
            return say.html(texts.AUTO_ADMINS_ONLY)
        else:
            is_on = wanted
            await self._preferences.change(message.chat_id, lambda now: now.with_automatic(topic, wanted))
            text = say.html(_done(topic, wanted), username=username)
        if is_on and not await self._members.shows_bot_all(message.chat):
            return f"{text}\n\n{say.html(texts.AUTO_BLIND)}"
        return text


def topic_of(message: Message) -> int | None:
    """The topic that a message stands in; None in General and in a group without topics."""
    return message.message_thread_id if message.is_topic_message else None


def _done(topic: int | None, wanted: bool) -> str:
    if topic is None:
        return texts.AUTO_GROUP_ON_HTML if wanted else texts.AUTO_GROUP_OFF_HTML
    return texts.AUTO_TOPIC_ON_HTML if wanted else texts.AUTO_TOPIC_OFF_HTML
