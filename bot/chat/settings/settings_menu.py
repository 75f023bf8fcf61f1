"""Handlers for `/settings` and its buttons."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler

from bot.chat.callback_query import acknowledge, rewrite
from bot.chat.context import Context
from bot.chat.groups.administrators import Administrators
from bot.chat.reply import reply
from bot.chat.services import Handlers, Services
from bot.chat.settings import settings_view as views
from bot.chat.settings.choices import Choice, What
from bot.chat.settings.settings_view import Scene
from bot.chat.texts import settings as texts
from bot.preferences import Preferences
from bot.store.note_history import History
from bot.store.preference_rows import PreferenceStore


def handlers(services: Services) -> Handlers:
    """Who handles what is about the settings of a chat."""
    store = services.store
    menu = SettingsMenu(store.preferences, store.history, services.administrators, services.retention_days)
    return [CommandHandler("settings", menu.settings), Choice.handler(menu.choose)]


class SettingsMenu:
    """Shows a chat's settings to everybody in it, and lets its person, or a group's administrators, change them."""

    def __init__(
        self, preferences: PreferenceStore, history: History, administrators: Administrators, most_days: int
    ) -> None:
        """`most_days` is how long the operator keeps notes."""
        self._preferences = preferences
        self._history = history
        self._administrators = administrators
        self._most_days = most_days

    async def settings(self, _: Update, context: Context) -> None:
        """`/settings`."""
        preferences = await self._preferences.of(context.chat.id)
        may_change = await self._administrators.is_admin(context.chat, context.asker_id)
        scene = await self._scene(context, preferences, context.thread_id, may_change=may_change)
        await reply(context.message, *views.menu(scene, context.say))

    async def choose(self, context: Context, choice: Choice) -> None:
        """A button of the menu."""
        if not await self._administrators.is_admin(context.chat, context.asker_id):
            await acknowledge(context.query, context.say(texts.NOT_AN_ADMIN))
            return
        preferences = await self._chosen(context.chat.id, choice)
        await acknowledge(context.query)
        if choice.what is What.LANGUAGE:
            await context.refresh_data()
        scene = await self._scene(context, preferences, choice.thread_id or None, may_change=True)
        show = {What.LANGUAGES: views.languages, What.RETENTIONS: views.retention}.get(choice.what, views.menu)
        await rewrite(context.query, *show(scene, context.say))

    async def _chosen(self, chat_id: int, choice: Choice) -> Preferences:
        if choice.what in (What.MENU, What.LANGUAGES, What.RETENTIONS):
            return await self._preferences.of(chat_id)
        chosen = await self._preferences.change(chat_id, lambda now: choice.applied(now, self._most_days))
        if choice.what is What.RETENTION:
            await self._history.keep(chat_id, chosen.retention_days)
        return chosen

    async def _scene(
        self, context: Context, preferences: Preferences, thread_id: int | None, *, may_change: bool
    ) -> Scene:
        reads_all = not context.is_private and preferences.reads_all(thread_id)
        sees_all = not reads_all or await self._administrators.shows_bot_all(context.chat)
        return Scene(preferences, self._most_days, not context.is_private, thread_id, sees_all, may_change)
