"""The Telegram application: pace and queue put together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot

from bot.chat.context import Context
from bot.chat.downloads import Downloads
from bot.chat.failed_updates import FailedUpdates
from bot.chat.intake import JournalProcessor, JournalQueue
from bot.chat.locale_selector import LocaleSelector
from bot.chat.pacing import PostingRateLimiter
from bot.chat.polling import PollingRequest
from bot.chat.telegram_request import TelegramRequest
from bot.errors import TelegramUnreachable, TokenRefused
from bot.store.updates import Updates

log = logging.getLogger(__name__)

ALLOWED_UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]

REFUSAL_PAUSES = (1.0, 2.0)  # seconds before a refused token is tried once more

TelegramApplication = Application[Any, Any, Any, Any, Any, Any]


def build_bot(token: str, api_url: str, polling: PollingRequest) -> ExtBot[Any]:
    """The client of the Bot API at `api_url`."""
    return ExtBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=TelegramRequest(connection_pool_size=16, read_timeout=30, write_timeout=30, media_write_timeout=60),
        get_updates_request=polling,
        rate_limiter=PostingRateLimiter(),
    )


async def bot_name(token: str, api_url: str) -> str:
    """The name by which Telegram knows the bot. Raises TokenRefused, TelegramUnreachable."""
    bot = build_bot(token, api_url, PollingRequest())
    try:
        await with_token(bot.initialize)
        return bot.username
    except TelegramError as error:
        raise TelegramUnreachable from error
    finally:
        await bot.shutdown()


async def fetch_once(token: str, api_url: str, local_files: Path | None, file_id: str, folder: Path) -> None:
    """Fetch a file into a folder, as the bot does, and raise what it would raise."""
    bot = build_bot(token, api_url, PollingRequest())
    downloads = Downloads(bot, local_files)
    try:
        await downloads.fetch(file_id, folder / "file")
    finally:
        await downloads.close()
        await bot.shutdown()


async def with_token(call: Callable[[], Awaitable[object]]) -> None:
    """Make a call that asks Telegram who we are. Raises TokenRefused where it refuses the token each time."""
    for pause in REFUSAL_PAUSES:
        try:
            await call()
            return
        except InvalidToken:
            await asyncio.sleep(pause)
    try:
        await call()
    except InvalidToken:
        raise TokenRefused from None


def build_application(bot: Bot, updates: Updates, locale_selector: LocaleSelector) -> TelegramApplication:
    """The application without its handlers: it journals updates and handles them at the same time."""
    queue = JournalQueue(updates)
    processor = JournalProcessor(FailedUpdates(updates, queue.put_again))
    builder = ApplicationBuilder().bot(bot).update_queue(queue).concurrent_updates(processor)
    application: TelegramApplication = builder.context_types(ContextTypes(context=Context)).build()
    application.bot_data = locale_selector
    application.add_error_handler(processor.note_error)
    return application


def log_polling_error(error: TelegramError) -> None:
    """No updates were taken from Telegram; the library tries again by itself."""
    log.warning("no messages received: %s; trying again", type(error).__name__)
