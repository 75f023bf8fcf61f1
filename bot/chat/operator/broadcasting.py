"""Copies an operator's message to all, one after the other. What is still to be sent stands in the store."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.chat.languages.locale import Locales
from bot.chat.telegram_errors import Refusal, refusal, telegram_errors
from bot.chat.texts import operator as texts
from bot.concurrency import uninterrupted
from bot.errors import ChatClosed, TelegramUnreachable
from bot.store.broadcasts import Broadcast, Broadcasts
from bot.translatable import Forms

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1 / 20  # Telegram takes 30 messages a second; the rest is for answers
REPORT_SECONDS = 3.0
LEAST_WAIT = 1.0


class MessageGone(Exception):
    """The operator deleted the message, or Telegram lets nobody copy it."""


class Broadcaster:
    """Sends every broadcast that was started, also before a restart; only a kill may send one copy twice."""

    def __init__(self, bot: Bot, broadcasts: Broadcasts, locales: Locales) -> None:
        self._bot = bot
        self._broadcasts = broadcasts
        self._locales = locales
        self._news = asyncio.Event()

    def wake(self) -> None:
        """Look for what was started just now."""
        self._news.set()

    async def run(self) -> None:
        """Send until cancelled. Raises what stopped a broadcast; called again it goes on where it was."""
        while True:
            self._news.clear()
            failed: Exception | None = None
            for broadcast in await self._broadcasts.started():
                try:
                    await self._send(broadcast)
                except Exception as error:  # the others do not wait for it
                    failed = error
            if failed:
                raise failed
            await self._news.wait()

    async def _send(self, broadcast: Broadcast) -> None:
        clock = asyncio.get_running_loop().time
        said_at = clock()
        outcome = texts.SENT
        while (chat_id := await self._broadcasts.next(broadcast.id)) is not None:
            try:
                await self._copy(broadcast, chat_id)
            except MessageGone:
                outcome = texts.MESSAGE_GONE
                break
            except TelegramUnreachable as error:
                await asyncio.sleep(max(error.retry_after, LEAST_WAIT))
                continue
            if clock() - said_at > REPORT_SECONDS:
                said_at = clock()
                with suppress(TelegramError):
                    await self._report(broadcast, texts.SENDING)
            await asyncio.sleep(PAUSE_SECONDS)
        try:
            await self._report(broadcast, outcome)
        except TelegramError as error:
            log.warning("the end of a broadcast could not be reported: %s", type(error).__name__)
        await self._broadcasts.finish(broadcast.id)

    @uninterrupted
    async def _copy(self, broadcast: Broadcast, chat_id: int) -> None:
        """Send one copy and note it, both or neither also where the bot is being stopped."""
        reached = True
        try:
            with telegram_errors():
                await self._bot.copy_message(chat_id, broadcast.chat_id, broadcast.message_id)
        except ChatClosed:
            reached = False
        except BadRequest as error:
            if refusal(error) is Refusal.COPIED_GONE:
                raise MessageGone from error
            reached = False
        await self._broadcasts.tried(broadcast.id, chat_id, reached=reached)

    async def _report(self, broadcast: Broadcast, forms: Forms) -> None:
        """Write into the message about the broadcast; where that was deleted nobody wants to know."""
        tally = await self._broadcasts.tally(broadcast.id)
        say = self._locales.of(broadcast.language)
        text = say.count(forms, tally.count, tried=tally.tried, reached=tally.reached)
        if broadcast.report_id and tally.count:
            await self._bot.edit_message_text(text, broadcast.chat_id, broadcast.report_id)
