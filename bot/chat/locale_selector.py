"""Which language the bot speaks to whom."""

from __future__ import annotations

from bot.chat.languages.locale import Locale, Locales
from bot.store.preference_rows import PreferenceStore


class LocaleSelector:
    """Knows what chats and people chose, and what is spoken to those who chose nothing."""

    def __init__(self, locales: Locales, preferences: PreferenceStore) -> None:
        self._preferences = preferences
        self.locales = locales

    async def select(self, *chat_ids: int, tag: str | None = None) -> Locale:
        """The language that the first of these chats chose that did; otherwise that of `tag`, as Telegram writes it."""
        for chat_id in dict.fromkeys(chat_ids):
            if chosen := (await self._preferences.of(chat_id)).language:
                return self.locales.of(chosen)
        return self.locales.of(tag)
