"""The pace of calls to Telegram, and which are tried again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import AIORateLimiter

from bot.chat.telegram_errors import seconds

POSTING = frozenset({"sendMessage", "sendDocument"})
RETRIES = 3


class PostingRateLimiter(AIORateLimiter):
    """Keeps to Telegram's limits of messages; edits and downloads are no messages and are not counted.

    A call that hits a flood limit or a network error is tried again, `RETRIES` times at the most. Calls of other chats
    do not wait for it, as they would with the library's own retries.
    """

    def __init__(self) -> None:
        super().__init__(max_retries=0)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """The library's hook: makes one call."""
        counted = data if endpoint in POSTING else {}
        for attempt in range(RETRIES):
            try:
                return await super().process_request(callback, args, kwargs, endpoint, counted, rate_limit_args)
            except RetryAfter as error:
                await asyncio.sleep(seconds(error))
            except BadRequest:
                raise
            except NetworkError:
                await asyncio.sleep(2**attempt / 2)
        return await super().process_request(callback, args, kwargs, endpoint, counted, rate_limit_args)
