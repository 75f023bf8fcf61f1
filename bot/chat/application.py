"""The Telegram application: pace and queue put together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot, Updater

from bot.chat.context import Context
from bot.chat.downloads import Downloads
from bot.chat.failed_updates import FailedUpdates
from bot.chat.fairuse.floodgate import Floodgate
from bot.chat.intake import JournalProcessor, JournalQueue
from bot.chat.locale_selector import LocaleSelector
from bot.chat.pacing import PostingRateLimiter
from bot.chat.polling import PollingRequest
from bot.chat.telegram_request import TelegramRequest
from bot.errors import TelegramUnreachable, TokenRefused
from bot.store.updates import Updates

log = logging.getLogger(__name__)

ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.CHAT_MEMBER,
]

LONGEST_START_DELAY = 60.0
BOOTSTRAP_TRIES = 5  # before it is asked whether the token still holds
CLOSING_SECONDS = 2.0
CONNECTIONS = 64  # at a time; handlers of many chats make their calls at once

REFUSAL_PAUSES = (1.0, 2.0)  # seconds before a refused token is tried once more

TelegramApplication = Application[Any, Any, Any, Any, Any, Any]


class ReceivingBot(ExtBot[Any]):
    """The client of the Bot API, which hands over all that came at once before the library puts it one by one."""

    _take_in: Callable[[Sequence[Update]], Awaitable[None]] | None = None

    def hand_over_to(self, take_in: Callable[[Sequence[Update]], Awaitable[None]] | None) -> None:
        """Have it taken in by this, or by nobody any more; what it raises is an error of the request."""
        self._take_in = take_in

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:
        """The library's hook: what came since the last call."""
        updates = await super().get_updates(*args, **kwargs)
        if self._take_in:
            await self._take_in(updates)
        return updates


def build_bot(token: str, api_url: str, polling: PollingRequest) -> ReceivingBot:
    """The client of the Bot API at `api_url`."""
    return ReceivingBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=TelegramRequest(
            connection_pool_size=CONNECTIONS, read_timeout=30, write_timeout=30, media_write_timeout=60, pool_timeout=10
        ),
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


def build_application(
    bot: ReceivingBot, updates: Updates, locale_selector: LocaleSelector, floodgate: Floodgate
) -> TelegramApplication:
    """The application without its handlers: it journals updates and handles them at the same time."""
    queue = JournalQueue(updates, floodgate)
    bot.hand_over_to(queue.take_in)
    processor = JournalProcessor(FailedUpdates(updates, queue.put_again), floodgate, queue.rush_is_over)
    builder = ApplicationBuilder().bot(bot).update_queue(queue).concurrent_updates(processor)
    application: TelegramApplication = builder.context_types(ContextTypes(context=Context)).build()
    application.bot_data = locale_selector
    application.add_error_handler(processor.note_error)
    return application


async def greet(application: TelegramApplication) -> None:
    """Ask Telegram who we are, waiting while it cannot be reached. Raises TokenRefused."""
    delay = 1.0
    while True:
        try:
            await with_token(application.initialize)
            return
        except TelegramError as error:
            log.warning("Telegram cannot be reached: %s; trying again in %.0f s", type(error).__name__, delay)
            await asyncio.sleep(delay)
            delay = min(2 * delay, LONGEST_START_DELAY)


async def start_polling(bot: Bot, updater: Updater) -> None:
    """Begin to ask for updates, however often that fails. Raises TokenRefused."""
    while True:
        try:
            await updater.start_polling(
                allowed_updates=ALLOWED_UPDATES, bootstrap_retries=BOOTSTRAP_TRIES, error_callback=log_polling_error
            )
            return
        except TelegramError as error:
            log_polling_error(error)
        with suppress(TelegramError):
            await with_token(bot.get_me)


def log_polling_error(error: TelegramError) -> None:
    """No updates were taken from Telegram; the library tries again by itself."""
    log.warning("no messages received: %s; trying again", type(error).__name__)


async def stop_receiving(application: TelegramApplication) -> None:
    """End what takes updates in and what handles them, within a few seconds, whatever they wait for."""
    updater, processor, limiter = application.updater, application.update_processor, application.bot.rate_limiter
    application.bot.hand_over_to(None)  # what the library's last call brings is left for the next start
    closing = asyncio.create_task(_stop_polling(updater))
    if isinstance(processor, JournalProcessor):
        await processor.stop()
    if isinstance(limiter, PostingRateLimiter):
        limiter.stop()
    await asyncio.wait({closing}, timeout=CLOSING_SECONDS)
    closing.cancel()
    await asyncio.wait({closing})
    await application.stop()


async def _stop_polling(updater: Updater | None) -> None:
    if updater and updater.running:
        await updater.stop()
