"""What comes in: every update is journaled before Telegram is told, and a photo in it becomes a job."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable
from pathlib import PurePath

from telegram import Bot, Message, Update
from telegram.ext import BaseUpdateProcessor

from bot.jobs.job import Request
from bot.jobs.journal import Journal

CONCURRENT_UPDATES = 64
IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".avif"})


class JournalQueue(asyncio.Queue[object]):
    """The library's queue of updates, which commits each to the journal before it counts as put.

    The library confirms updates to Telegram after `put` returned, so that none is lost in a crash.
    """

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal

    async def put(self, item: object) -> None:
        """Journal an update and queue it; one that was journaled before is already on its way."""
        if isinstance(item, Update):
            if not await self._journal.accept_update(item.update_id, item.to_json()):
                return
        await super().put(item)

    async def replay(self, bot: Bot) -> None:
        """Queue what an earlier run accepted and did not finish."""
        for payload in await self._journal.unfinished_updates():
            await super().put(Update.de_json(json.loads(payload), bot))


class JournalProcessor(BaseUpdateProcessor):
    """Handles updates at the same time, and notes each as finished once its handlers are through."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(CONCURRENT_UPDATES)
        self._journal = journal

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """The library's hook: handles one update."""
        await coroutine
        if isinstance(update, Update):
            await self._journal.finish_update(update.update_id)

    async def initialize(self) -> None:
        """Nothing to allocate."""

    async def shutdown(self) -> None:
        """Nothing to free."""


def photo_id(message: Message) -> str | None:
    """The file id of the photo or image file in a message, the largest size of a photo."""
    if message.photo:
        return message.photo[-1].file_id
    if message.document and not message.animation:
        kind = message.document.mime_type or ""
        suffix = PurePath(message.document.file_name or "").suffix.lower()
        if kind.startswith("image/") or suffix in IMAGE_SUFFIXES:
            return message.document.file_id
    return None


def request_for(message: Message, file_id: str, user_id: int) -> Request:
    """The request that a message makes for a photo, its own or another message's."""
    thread_id = message.message_thread_id if message.is_topic_message else None
    return Request(message.chat_id, thread_id, message.message_id, user_id, file_id)
