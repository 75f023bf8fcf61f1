"""Who handles what: the rooms of the chat in order."""

from __future__ import annotations

from itertools import chain

from telegram.ext import CallbackQueryHandler

from bot.chat import access, commands, edits, forget_command, history_command, photos
from bot.chat.answer import handlers as answer
from bot.chat.application import TelegramApplication
from bot.chat.callback_data import expired
from bot.chat.fairuse import too_many
from bot.chat.groups import auto_command
from bot.chat.groups.my_chat_member import MyChatMember
from bot.chat.ledger.handlers import LedgerHandlers
from bot.chat.operator import handlers as operator
from bot.chat.receipts import handlers as receipts
from bot.chat.services import Services
from bot.chat.settings import settings_menu
from bot.chat.words import handlers as words

FIRST_ROOMS = (operator, edits)  # an edited command is an edit
ROOMS = (
    commands,
    auto_command,
    forget_command,
    history_command,
    settings_menu,
    receipts,
    words,
    answer,
    photos,  # takes every message that is left
)
MEMBERS, BEFORE_ACCESS, ACCESS, TOO_MANY, REPLIES, ROOM = range(6)
"""In each of these the first handler that fits an update takes it."""


def add_handlers(application: TelegramApplication, services: Services) -> None:
    """Say who handles what."""
    membership = MyChatMember(services.store.journal, services.desk, services.administrators)
    ledger = LedgerHandlers(services)
    application.add_handlers(
        {
            MEMBERS: ledger.members(),
            BEFORE_ACCESS: membership.following(),
            ACCESS: access.handlers(services),
            TOO_MANY: too_many.handlers(services),
            REPLIES: ledger.replies(),
            ROOM: [
                *membership.greeting(),
                *chain.from_iterable(room.handlers(services) for room in FIRST_ROOMS),
                *ledger.commands(),
                *chain.from_iterable(room.handlers(services) for room in ROOMS),
                CallbackQueryHandler(expired),
            ],
        }
    )
