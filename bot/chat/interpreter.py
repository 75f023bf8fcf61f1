"""Which language the bot speaks to whom."""

from __future__ import annotations

from telegram import Update

from bot.chat.languages.locale import Locale, Locales
from bot.store.preferences import PreferenceStore


class Interpreter:
    """Speaks to a chat in the language that it chose, otherwise in what the person chose, otherwise in their app's."""

    def __init__(self, locales: Locales, preferences: PreferenceStore) -> None:
        self._locales = locales
        self._preferences = preferences

    async def of(self, update: Update) -> Locale:
        """The language for whoever an update came from, in its chat."""
        user, chat = update.effective_user, update.effective_chat
        for whose in dict.fromkeys(known.id for known in (chat, user) if known):
            if chosen := (await self._preferences.of(whose)).language:
                return self._locales.of(chosen)
        return self._locales.of(user.language_code if user else None)

    async def to(self, user_id: int) -> Locale:
        """The language for a person who did not write just now; English where they chose none."""
        return self._locales.of((await self._preferences.of(user_id)).language)
