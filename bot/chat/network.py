"""How calls to Telegram are paced, tried again, and how their errors become ours."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import AIORateLimiter
from telegram.request import HTTPXRequest

from bot.errors import ChatClosed, ChatMoved, LegibleError, SecondInstance, TelegramUnreachable, TokenRefused

POSTING = frozenset({"sendMessage", "sendDocument"})
RETRIES = 3
CLOSED = (
    "chat not found",
    "chat_write_forbidden",
    "not enough rights",
    "topic_closed",
    "message thread not found",
    "have no rights",
)


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


class PollingRequest(HTTPXRequest):
    """Asks Telegram for updates and notices what ends the program: a refused token, a second instance.

    `fatal` raises the error; `last_success` is when Telegram last answered, in seconds of the monotonic clock.
    """

    def __init__(self) -> None:
        super().__init__(connection_pool_size=1)
        self.fatal: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.last_success = time.monotonic()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """The library's hook: makes one request."""
        status, body = await super().do_request(*args, **kwargs)
        errors: dict[int, type[LegibleError]] = {401: TokenRefused, 404: TokenRefused, 409: SecondInstance}
        if status in errors and not self.fatal.done():
            self.fatal.set_exception(errors[status]())
        if status == 200:
            self.last_success = time.monotonic()
        return status, body


@contextmanager
def telegram_errors() -> Iterator[None]:
    """Turn the library's errors into TelegramUnreachable, ChatClosed, ChatMoved; another BadRequest passes as it is."""
    try:
        yield
    except RetryAfter as error:
        raise TelegramUnreachable(retry_after=seconds(error)) from error
    except ChatMigrated as error:
        raise ChatMoved(error.new_chat_id) from error
    except (Forbidden, BadRequest) as error:
        if is_expected(error):
            raise ChatClosed from error
        raise
    except (NetworkError, InvalidToken) as error:  # a refused token ends the bot where it asks for updates
        raise TelegramUnreachable from error


def is_expected(error: BaseException) -> bool:
    """Whether a call failed because the bot was blocked, muted or thrown out, or the chat closed or moved."""
    if isinstance(error, BadRequest):
        return any(reason in error.message.lower() for reason in CLOSED)
    return isinstance(error, Forbidden | ChatMigrated | ChatClosed | ChatMoved)


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks us to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
