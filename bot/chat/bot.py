"""The Telegram application: handlers, pace and queue put together."""

from __future__ import annotations

import logging
from typing import Any

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ExtBot,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.chat.access import Access
from bot.chat.buttons import Buttons
from bot.chat.commands import Commands
from bot.chat.edits import Edits
from bot.chat.forget import FORGET, Forgetting
from bot.chat.groups.automatic import Automatic
from bot.chat.groups.standing import Standing
from bot.chat.history import OPEN, TURN, Notes
from bot.chat.intake import JournalProcessor, JournalQueue
from bot.chat.network import PollingRequest, PostingRateLimiter
from bot.chat.photos import Photos
from bot.chat.progress import STOP
from bot.chat.settings.choices import SETTINGS
from bot.chat.settings.menu import SettingsMenu
from bot.errors import TelegramUnreachable, TokenRefused
from bot.jobs.journal import Journal

log = logging.getLogger(__name__)

BEFORE_ALL_OTHERS = -1
BEFORE_ACCESS = -2  # what becomes of the bot itself, whoever did it
ALLOWED_UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]

TelegramApplication = Application[Any, Any, Any, Any, Any, Any]


def build_bot(token: str, api_url: str, polling: PollingRequest) -> ExtBot[Any]:
    """The client of the Bot API at `api_url`."""
    return ExtBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=HTTPXRequest(connection_pool_size=16, read_timeout=30, write_timeout=30, media_write_timeout=60),
        get_updates_request=polling,
        rate_limiter=PostingRateLimiter(),
    )


async def bot_name(token: str, api_url: str) -> str:
    """The name by which Telegram knows the bot. Raises TokenRefused, TelegramUnreachable."""
    bot = build_bot(token, api_url, PollingRequest())
    try:
        await bot.initialize()
        return bot.username
    except InvalidToken:
        raise TokenRefused from None
    except TelegramError as error:
        raise TelegramUnreachable from error
    finally:
        await bot.shutdown()


def build_application(bot: Bot, journal: Journal) -> TelegramApplication:
    """The application without its handlers: it journals updates and handles them at the same time."""
    processor = JournalProcessor(journal)
    builder = ApplicationBuilder().bot(bot).update_queue(JournalQueue(journal)).concurrent_updates(processor)
    application = builder.build()
    application.add_error_handler(processor.note_error)
    return application


def add_group_handlers(
    application: TelegramApplication, edits: Edits, automatic: Automatic, standing: Standing
) -> None:
    """Say who handles what is only found in groups, and edits; to be called before `add_handlers`."""
    own = ChatMemberHandler.MY_CHAT_MEMBER
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, standing.moved), group=BEFORE_ACCESS)
    application.add_handler(ChatMemberHandler(standing.changed, own), group=BEFORE_ACCESS)
    application.add_handler(ChatMemberHandler(standing.greet, own))
    application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, edits.edited))
    application.add_handler(CommandHandler("auto", automatic.auto))


def add_handlers(
    application: TelegramApplication,
    access: Access,
    photos: Photos,
    commands: Commands,
    buttons: Buttons,
    forgetting: Forgetting,
    notes: Notes,
    settings: SettingsMenu,
) -> None:
    """Say who handles what."""
    private, groups = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
    application.add_handler(TypeHandler(Update, access.check), group=BEFORE_ALL_OTHERS)
    for name, handler in {
        "start": commands.start,
        "help": commands.help,
        "privacy": commands.privacy,
        "cancel": commands.cancel,
        "forget": forgetting.forget,
        "history": notes.history,
        "settings": settings.settings,
        "read": photos.read,
    }.items():
        application.add_handler(CommandHandler(name, handler))
    application.add_handler(CallbackQueryHandler(commands.stop, pattern=rf"^{STOP}:[0-9]{{1,18}}$"))
    application.add_handler(CallbackQueryHandler(forgetting.press, pattern=rf"^{FORGET}:[0-9]{{1,18}}$"))
    application.add_handler(CallbackQueryHandler(notes.turn, pattern=rf"^{TURN}:[0-9]{{1,9}}:"))
    application.add_handler(CallbackQueryHandler(notes.open, pattern=rf"^{OPEN}:[0-9]{{1,18}}$"))
    application.add_handler(CallbackQueryHandler(settings.press, pattern=rf"^{SETTINGS}:"))
    application.add_handler(CallbackQueryHandler(buttons.press))
    application.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, photos.private))
    application.add_handler(MessageHandler(groups & ~filters.StatusUpdate.ALL, photos.group))


def log_polling_error(error: TelegramError) -> None:
    """No updates were taken from Telegram; the library tries again by itself."""
    log.warning("no messages received: %s; trying again", type(error).__name__)
