"""Who may change what: everybody what they asked for themselves, a group's administrators all of it."""

from __future__ import annotations

import time

from telegram import Bot, Chat
from telegram.constants import ChatID, ChatType

from bot.chat.telegram_errors import telegram_errors

KEPT_SECONDS = 60.0  # a new administrator waits no longer, and a crowd at the buttons costs one call a minute
NOBODY: frozenset[int] = frozenset()


class Administrators:
    """Knows a chat's administrators, for a minute after it asked Telegram for them.

    Nobody is let in by what was known a while ago: who was an administrator then is asked for anew, unless the bot is
    one itself, which Telegram tells of every change.

    Its methods raise TelegramUnreachable, and ChatClosed where the bot is no longer in the group.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._known: dict[int, tuple[float, frozenset[int]]] = {}

    async def may_change(self, chat: Chat, user_id: int, asker_id: int) -> bool:
        """Whether somebody may change or stop what `asker_id` asked for in a chat."""
        if user_id == asker_id and user_id != ChatID.FAKE_CHANNEL:  # whoever writes as a channel has that id
            return True
        return await self.is_admin(chat, user_id)

    async def is_admin(self, chat: Chat, user_id: int) -> bool:
        """Whether somebody may decide for a chat: its person, or one of a group's administrators.

        An administrator who writes anonymously does so as the group, or with Telegram's id for that.
        """
        if user_id == chat.id:
            return True
        if chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
            return False
        return user_id == ChatID.ANONYMOUS_ADMIN or await self._is_known(chat.id, user_id)

    async def shows_bot_all(self, chat: Chat) -> bool:
        """Whether Telegram shows the bot every message of a group, and not only those that are meant for it."""
        with telegram_errors():
            me = await self._bot.get_me()
        return bool(me.can_read_all_group_messages) or await self.is_admin(chat, me.id)

    def changed(self, chat_id: int) -> None:
        """Ask Telegram again: somebody's part in the chat is not what it was."""
        self._known.pop(chat_id, None)

    async def _is_known(self, chat_id: int, user_id: int) -> bool:
        until, found = self._known.get(chat_id, (0.0, NOBODY))
        if until < time.monotonic() or (user_id in found and self._bot.id not in found):
            found = await self._ask(chat_id)
        return user_id in found

    async def _ask(self, chat_id: int) -> frozenset[int]:
        with telegram_errors():
            members = await self._bot.get_chat_administrators(chat_id)
        now, found = time.monotonic(), frozenset(member.user.id for member in members)
        self._known = {known: entry for known, entry in self._known.items() if entry[0] >= now}
        self._known[chat_id] = now + KEPT_SECONDS, found
        return found
