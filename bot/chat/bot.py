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
    CommandHandler,
    ExtBot,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.chat.access import Access
from bot.chat.answer.buttons import Buttons
from bot.chat.answer.pieces import Pieces
from bot.chat.commands import Commands
from bot.chat.intake import JournalProcessor, JournalQueue
from bot.chat.network import PollingRequest, PostingRateLimiter
from bot.chat.photos import Photos
from bot.chat.progress import STOP
from bot.errors import TelegramUnreachable, TokenRefused
from bot.jobs.journal import Journal

log = logging.getLogger(__name__)

BEFORE_ALL_OTHERS = -1
NUMBER = "[0-9]{1,18}"  # in the data of a button
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


def add_handlers(
    application: TelegramApplication,
    access: Access,
    photos: Photos,
    commands: Commands,
    buttons: Buttons,
    pieces: Pieces,
) -> None:
    """Say who handles what."""
    private, groups = filters.ChatType.PRIVATE, filters.ChatType.GROUPS
    application.add_handler(TypeHandler(Update, access.check), group=BEFORE_ALL_OTHERS)
    for name, handler in {
        "start": commands.start,
        "help": commands.help,
        "privacy": commands.privacy,
        "cancel": commands.cancel,
        "forget": commands.forget,
        "read": photos.read,
    }.items():
        application.add_handler(CommandHandler(name, handler))
    application.add_handler(CallbackQueryHandler(commands.stop, pattern=rf"^{STOP}:[0-9]{{1,18}}$"))
    for pattern, press in {
        rf"(clean|raw|changes):{NUMBER}(:{NUMBER})?": buttons.turn,
        rf"keep:{NUMBER}:{NUMBER}:[0-9a-f]+": buttons.keep,
        rf"save:{NUMBER}(:[a-z]+)?": buttons.save,
        rf"word:{NUMBER}(:{NUMBER}){{3}}": pieces.show,
        "": buttons.gone,
    }.items():
        application.add_handler(CallbackQueryHandler(press, pattern=rf"^{pattern}$" if pattern else None))
    application.add_handler(MessageHandler(private & ~filters.StatusUpdate.ALL, photos.private))
    application.add_handler(MessageHandler(groups & filters.CAPTION, photos.caption))


def log_polling_error(error: TelegramError) -> None:
    """No updates were taken from Telegram; the library tries again by itself."""
    log.warning("no messages received: %s; trying again", type(error).__name__)
