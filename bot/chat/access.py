"""Who may use the bot. Somebody else who speaks to it is told so once, politely, and then not heard."""

from __future__ import annotations

import logging
from collections.abc import Collection

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, CommandHandler, TypeHandler

from bot.chat import texts
from bot.chat.context import Context
from bot.chat.message_request import asker_of
from bot.chat.services import Handlers, Services
from bot.chat.texts import groups
from bot.logs import where
from bot.store.refused import RefusedPeople

log = logging.getLogger(__name__)

FOR_EVERYBODY = ("forget", "privacy")


def handlers(services: Services) -> Handlers:
    """Who is asked before all others."""
    allowed = services.allowed_users and {*services.allowed_users, *services.admins}
    return [TypeHandler(Update, Access(allowed, services.store.refused).check)]


class Access:
    """The allow-list: numeric ids of people; an empty one lets everybody in.

    Whoever is not on it may still have forgotten what was kept of them.
    """

    def __init__(self, allowed: Collection[int], refused: RefusedPeople) -> None:
        self._allowed = allowed
        self._refused = refused
        self._for_everybody = CommandHandler(FOR_EVERYBODY, self.check)

    async def check(self, update: Update, context: Context) -> None:
        """Let an update pass, or end it here."""
        user = update.effective_user
        if not self._allowed or (user and user.id in self._allowed):
            return
        if update.message and self._for_everybody.check_update(update):  # the very question that their handlers ask
            return
        try:
            await self._refuse(update, context)
        except Exception as error:  # whatever cannot be said, nobody gets in by that
            log.log(logging.INFO if isinstance(error, TelegramError) else logging.ERROR, "not told: %s", where(error))
        raise ApplicationHandlerStop

    async def _refuse(self, update: Update, context: Context) -> None:
        user, message = update.effective_user, update.message
        if update.callback_query:
            await update.callback_query.answer()
        elif user and message and _is_for_bot(message) and await self._refused.add(asker_of(message)):
            say = context.say
            text = say(groups.SPEAK_AS_YOURSELF) if message.sender_chat else say(texts.NOT_ALLOWED, user_id=user.id)
            await message.reply_text(text, disable_notification=message.chat_id < 0)


def _is_for_bot(message: Message) -> bool:
    """Whether somebody speaks to the bot, and not to others in a group of which it is a member."""
    return message.chat.type == ChatType.PRIVATE or bool(message.text and message.text.startswith("/"))
