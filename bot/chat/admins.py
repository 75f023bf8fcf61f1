"""Who administers a group."""

from __future__ import annotations

import time
from collections.abc import Callable

from telegram import Bot, Chat, Message
from telegram.constants import ChatType
from telegram.error import TelegramError

FRESH_SECONDS = 60.0  # one who was made an admin waits for no longer
MOST_CHATS = 1000


class Admins:
    """Asks Telegram for a group's administrators, at most once in a while for each group."""

    def __init__(self, bot: Bot, clock: Callable[[], float] = time.monotonic) -> None:
        self._bot = bot
        self._clock = clock
        self._known: dict[int, tuple[float, frozenset[int]]] = {}

    async def have(self, chat: Chat, user_id: int) -> bool:
        """Whether a person decides for a chat: an admin of a group, anybody in their private chat.

        Where Telegram does not say who the admins are, nobody is one.
        """
        if chat.type == ChatType.PRIVATE:
            return True
        return user_id in await self._of(chat.id)

    async def wrote(self, message: Message) -> bool:
        """Whether who wrote a message decides for its chat; an anonymous admin writes in the group's name."""
        in_its_name = message.sender_chat is not None and message.sender_chat.id == message.chat_id
        return in_its_name or (message.from_user is not None and await self.have(message.chat, message.from_user.id))

    async def _of(self, chat_id: int) -> frozenset[int]:
        asked, ids = self._known.get(chat_id, (0.0, frozenset()))
        if chat_id not in self._known or self._clock() - asked > FRESH_SECONDS:
            try:
                ids = frozenset(member.user.id for member in await self._bot.get_chat_administrators(chat_id))
            except TelegramError:
                return frozenset()
            if len(self._known) >= MOST_CHATS:
                self._known.clear()
            self._known[chat_id] = self._clock(), ids
        return ids
