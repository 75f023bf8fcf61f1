"""What a handler works with: the update's message or button, who sent it, and the language that they are spoken to."""

from __future__ import annotations

import logging
from typing import Any, Self, TypeVar

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.chat.languages.locale import Locale
from bot.chat.locale_selector import LocaleSelector
from bot.chat.message_request import asker_of, thread_of
from bot.logs import where

log = logging.getLogger(__name__)

Part = TypeVar("Part")


class Context(CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], LocaleSelector]):
    """The context of an update, as the library builds it before its first handler.

    `say` is the language that the chat chose, otherwise the person's choice, otherwise that of their app; English where
    that cannot be loaded. The other properties raise LookupError in an update that has no such part, which the
    filters of its handler rule out.
    """

    say: Locale
    _update: Update

    @classmethod
    def from_update(cls, update: object, application: Application[Any, Any, Any, Any, Any, Any]) -> Self:
        """The library's hook."""
        context = super().from_update(update, application)
        if isinstance(update, Update):
            context._update = update
            context.say = context.bot_data.locales.of(None)  # needs no file: an error here would lose the update
        return context

    async def refresh_data(self) -> None:
        """Look up which language was chosen: the library's hook, and for whoever has just changed it."""
        user, chat = self._update.effective_user, self._update.effective_chat
        tag = user.language_code if user else None
        try:
            self.say = self.bot_data.locales.of(tag)
            self.say = await self.bot_data.select(*(known.id for known in (chat, user) if known), tag=tag)
        except Exception as error:  # what cannot be looked up must not skip the handler that asks who may use the bot
            log.warning("the chosen language is not known: %s", where(error))

    @property
    def update_id(self) -> int:
        """The number of the update."""
        return self._update.update_id

    @property
    def message(self) -> Message:
        """The message that came in, or whose button was pressed; of one too old, and of one
        whose update was journaled by an earlier run, only its id and chat are known.
        """
        if pressed := self._update.callback_query and self._update.callback_query.message:
            if not isinstance(pressed, Message):
                pressed = Message(pressed.message_id, pressed.date, pressed.chat)
                pressed.set_bot(self.bot)
            return pressed
        return _there(self._update.effective_message)

    @property
    def replied_to(self) -> Message:
        """The message that the one that came in replies to."""
        return _there(self.message.reply_to_message)

    @property
    def query(self) -> CallbackQuery:
        """The press of a button."""
        return _there(self._update.callback_query)

    @property
    def my_chat_member(self) -> ChatMemberUpdated:
        """What became of the bot in a chat."""
        return _there(self._update.my_chat_member)

    @property
    def chat(self) -> Chat:
        """Where it happened."""
        return _there(self._update.effective_chat)

    @property
    def is_private(self) -> bool:
        """Whether nobody else is in the chat."""
        return self.chat.type == Chat.PRIVATE

    @property
    def thread_id(self) -> int | None:
        """The topic that the message stands in; None in General and in a chat without topics."""
        return thread_of(self.message)

    @property
    def asker_id(self) -> int:
        """The id of whoever wrote the message or pressed the button."""
        return self._update.callback_query.from_user.id if self._update.callback_query else asker_of(self.message)


def _there(part: Part | None) -> Part:
    if part is None:
        raise LookupError("the update has no such part")
    return part
