"""The pace of calls to Telegram, and which are tried again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.constants import FloodLimit
from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.chat.message_budget import MessageBudget, Sending
from bot.chat.telegram_errors import seconds
from bot.concurrency import first

POSTING = frozenset({"sendMessage", "sendDocument", "sendPhoto"})
RETRIES = 3
A_SECOND, RESERVED_OF_SECOND = FloodLimit.MESSAGES_PER_SECOND.value, 10
A_MINUTE, RESERVED_OF_MINUTE = FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP.value, 8
MOST_BUDGETS = 512


class PostingRateLimiter(BaseRateLimiter[Sending]):
    """Keeps to Telegram's limits of messages; edits and downloads are no messages and are not counted.

    A call that hits a flood limit or a network error is tried again, `RETRIES` times at the most. Calls of other chats
    do not wait for it.
    """

    def __init__(self) -> None:
        self._stopped = asyncio.Event()
        self._all = MessageBudget(A_SECOND, 1.0, RESERVED_OF_SECOND, self._pause)
        self._groups: dict[int, MessageBudget] = {}

    async def initialize(self) -> None:
        """Nothing to allocate."""

    async def shutdown(self) -> None:
        """Nothing to free."""

    def stop(self) -> None:
        """Let nobody wait any more, now or later: whoever would gets a NetworkError instead."""
        self._stopped.set()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Sending | None,
    ) -> Any:
        """The library's hook: makes one call. What is posted is a reply, where it is not said to be an answer."""

        async def call() -> Any:
            if endpoint in POSTING:
                await self._find_room(data.get("chat_id"), rate_limit_args or Sending.REPLY)
            return await callback(*args, **kwargs)

        for attempt in range(RETRIES):
            try:
                return await call()
            except RetryAfter as error:
                await self._pause(seconds(error))
            except BadRequest:
                raise
            except NetworkError:
                await self._pause(2**attempt / 2)
        return await call()

    async def _find_room(self, chat_id: object, sending: Sending) -> None:
        """Wait until a message may be sent to a chat."""
        if isinstance(chat_id, int) and chat_id < 0:
            await self._budget(chat_id).take(sending)
        await self._all.take(sending)

    def _budget(self, group_id: int) -> MessageBudget:
        if len(self._groups) > MOST_BUDGETS:
            self._groups = {known: budget for known, budget in self._groups.items() if not budget.is_empty}
        if group_id not in self._groups:
            self._groups[group_id] = MessageBudget(A_MINUTE, 60.0, RESERVED_OF_MINUTE, self._pause)
        return self._groups[group_id]

    async def _pause(self, length: float) -> None:
        """Wait for so many seconds. Raises NetworkError where the bot stops meanwhile."""
        if not self._stopped.is_set():
            await first(asyncio.sleep(length), self._stopped.wait())
        if self._stopped.is_set():
            raise NetworkError("the bot stops")
