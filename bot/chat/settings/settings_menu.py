"""Handlers for `/settings` and its buttons."""

from __future__ import annotations

from telegram import Chat, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.groups.administrators import Administrators
from bot.chat.intake import asker_of
from bot.chat.interpreter import Interpreter
from bot.chat.reply import reply
from bot.chat.settings import settings_view as views
from bot.chat.settings.choices import Choice, What, choice_of
from bot.chat.settings.settings_view import Scene
from bot.chat.texts import settings as texts
from bot.preferences import Preferences
from bot.store.note_history import History
from bot.store.preferences import PreferenceStore


class SettingsMenu:
    """Shows a chat's settings to everybody in it, and lets its person, or a group's administrators, change them."""

    def __init__(
        self,
        preferences: PreferenceStore,
        history: History,
        members: Administrators,
        interpreter: Interpreter,
        most_days: int,
    ) -> None:
        """`most_days` is how long the operator keeps notes."""
        self._preferences = preferences
        self._history = history
        self._members = members
        self._interpreter = interpreter
        self._most_days = most_days

    async def settings(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/settings`."""
        message = update.effective_message
        if message is None:
            return
        preferences = await self._preferences.of(message.chat_id)
        thread_id = message.message_thread_id if message.is_topic_message else None
        may_change = await self._members.is_admin(message.chat, asker_of(message))
        scene = await self._scene(message.chat, preferences, thread_id, may_change=may_change)
        await reply(message, *views.menu(scene, await self._interpreter.of(update)))

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A button of the menu."""
        query = update.callback_query
        if query is None or query.message is None:
            return
        choice, chat = choice_of(query.data or ""), query.message.chat
        if choice is None:
            await acknowledge(query)
            return
        if not await self._members.is_admin(chat, query.from_user.id):
            await acknowledge(query, (await self._interpreter.of(update))(texts.NOT_AN_ADMIN))
            return
        preferences = await self._choose(chat.id, choice)
        await acknowledge(query)
        scene = await self._scene(chat, preferences, choice.thread_id, may_change=True)
        show = {What.LANGUAGES: views.languages, What.RETENTIONS: views.retention}.get(choice.what, views.menu)
        await rewrite(query, *show(scene, await self._interpreter.of(update)))

    async def _choose(self, chat_id: int, choice: Choice) -> Preferences:
        if choice.what in (What.MENU, What.LANGUAGES, What.RETENTIONS):
            return await self._preferences.of(chat_id)
        chosen = await self._preferences.change(chat_id, lambda now: choice.applied(now, self._most_days))
        if choice.what is What.RETENTION:
            await self._history.keep(chat_id, chosen.retention_days)
        return chosen

    async def _scene(self, chat: Chat, preferences: Preferences, thread_id: int | None, *, may_change: bool) -> Scene:
        is_group = chat.type != ChatType.PRIVATE
        reads_all = is_group and preferences.reads_all(thread_id)
        sees_all = not reads_all or await self._members.shows_bot_all(chat)
        return Scene(preferences, self._most_days, is_group, thread_id, sees_all, may_change)
