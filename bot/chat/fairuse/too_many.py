"""Handler for errands that are too many: says so, once a minute."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ApplicationHandlerStop, TypeHandler

from bot.chat.callback_query import acknowledge
from bot.chat.context import Context
from bot.chat.fairuse.floodgate import MESSAGES_A_MINUTE, Floodgate
from bot.chat.reply import reply
from bot.chat.services import Handlers, Services
from bot.chat.texts import fairuse as texts


def handlers(services: Services) -> Handlers:
    """Who handles them; to be asked after whoever decides who may use the bot, and before all others."""
    return [TooMany(services.floodgate)]


class TooMany(TypeHandler[Update, Context, None]):
    """Takes the updates that the floodgate let through only for that."""

    def __init__(self, floodgate: Floodgate) -> None:
        super().__init__(Update, self._tell)
        self._floodgate = floodgate

    def check_update(self, update: object) -> bool:
        """The library's hook."""
        return isinstance(update, Update) and self._floodgate.is_to_be_told(update)

    async def _tell(self, update: Update, context: Context) -> None:
        if update.callback_query:
            await acknowledge(context.query, context.say(texts.TOO_MANY_PRESSES), alert=False)
        else:
            await reply(context.message, context.say.html(texts.TOO_MANY_COMMANDS, limit=MESSAGES_A_MINUTE))
        raise ApplicationHandlerStop
