"""What comes in: every update is journaled before Telegram is told that it arrived."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable
from typing import Any

from telegram import Bot, Update
from telegram.error import NetworkError
from telegram.error import TelegramError as ApiError
from telegram.ext import BaseUpdateProcessor, ContextTypes

from bot.chat.telegram_errors import is_expected
from bot.errors import TelegramError
from bot.logs import where
from bot.store.updates import Updates

log = logging.getLogger(__name__)

CONCURRENT_UPDATES = 64
REQUIRED_NAMES = frozenset({"first_name", "title"})
NAMES = frozenset({"last_name", "username"})
WORDS = ("text", "entities", "caption", "caption_entities", "quote", "reply_markup")


class JournalQueue(asyncio.Queue[object]):
    """The library's queue of updates, which commits each to the journal before it counts as put.

    The library confirms updates to Telegram after `put` returned, so that none is lost in a crash.
    """

    def __init__(self, updates: Updates) -> None:
        super().__init__()
        self._updates = updates

    async def put(self, item: object) -> None:
        """Journal an update and queue it; one that was journaled before is already on its way.

        A journal that cannot be written is told to the library as a network error: it asks for the same update again.
        """
        if isinstance(item, Update) and not await self._accept(item):
            return
        await super().put(item)

    async def _accept(self, update: Update) -> bool:
        try:
            return await self._updates.accept(update.update_id, payload(update))
        except Exception as error:
            log.error("the journal cannot be written: %s", where(error))
            raise NetworkError("the journal cannot be written") from error

    async def replay(self, bot: Bot) -> None:
        """Queue what an earlier run accepted and did not finish."""
        for payload in await self._updates.unfinished():
            await super().put(Update.de_json(json.loads(payload), bot))


def payload(update: Update) -> str:
    """An update as the journal keeps it until it is handled: no names, and no words but the message's own."""
    content = _without_names(update.to_dict())
    if pressed := content.get("callback_query", {}).get("message"):
        content["callback_query"]["message"] = {field: pressed[field] for field in ("message_id", "date", "chat")}
    message = content.get("message") or content.get("edited_message") or {}
    replied = message.get("reply_to_message", {})
    for field in WORDS:
        replied.pop(field, None)
    return json.dumps(content)


def _without_names(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_names(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: value for key, value in part.items() if key not in NAMES}
    return {key: "" if key in REQUIRED_NAMES else _without_names(value) for key, value in kept.items()}


class JournalProcessor(BaseUpdateProcessor):
    """Handles updates at the same time, and notes each as finished once its handlers are through.

    One that failed for a reason of our own, such as a full disk, stays in the journal for the next start.
    """

    def __init__(self, updates: Updates) -> None:
        super().__init__(CONCURRENT_UPDATES)
        self._updates = updates
        self._failed: set[object] = set()

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """The library's hook: handles one update."""
        await coroutine
        if isinstance(update, Update) and update not in self._failed:
            await self._updates.finish(update.update_id)
        self._failed.discard(update)

    async def note_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The application's error handler: says where a handler failed, not with what."""
        if context.error:
            level = logging.INFO if is_expected(context.error) else logging.WARNING
            log.log(level, "an update was not answered: %s", where(context.error))
        if not isinstance(context.error, ApiError | TelegramError):
            self._failed.add(update)

    async def initialize(self) -> None:
        """Nothing to allocate."""

    async def shutdown(self) -> None:
        """Nothing to free."""
