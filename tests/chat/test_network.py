"""The pace of calls to Telegram, what is tried again, and how the library's errors become ours."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.network import PollingRequest, PostingRateLimiter, telegram_errors
from bot.errors import ChatClosed, ChatMoved, LegibleError, SecondInstance, TelegramUnreachable, TokenRefused
from bot.sandbox import PersonClient, Sandbox

GROUP = -100
MOST_IN_A_MINUTE = 20


class Calls:
    """Calls that fail as planned and then answer."""

    def __init__(self, *errors: TelegramError) -> None:
        self.errors = list(errors)
        self.made = 0

    async def __call__(self, *args: Any, **kwargs: Any) -> bool:
        self.made += 1
        if self.errors:
            raise self.errors.pop(0)
        return True


@pytest.fixture
async def limiter() -> AsyncIterator[PostingRateLimiter]:
    """A limiter that has counted nothing yet."""
    limiter = PostingRateLimiter()
    await limiter.initialize()
    yield limiter
    await limiter.shutdown()


async def call(limiter: PostingRateLimiter, calls: Calls, endpoint: str = "editMessageText") -> None:
    await limiter.process_request(calls, (), {}, endpoint, {"chat_id": GROUP}, None)


@pytest.mark.parametrize("endpoint", ["editMessageText", "getFile", "answerCallbackQuery", "editMessageMedia"])
async def test_what_posts_nothing_is_not_counted(limiter: PostingRateLimiter, endpoint: str) -> None:
    calls = Calls()
    async with asyncio.timeout(10):
        for _ in range(3 * MOST_IN_A_MINUTE):
            await call(limiter, calls, endpoint)
    assert calls.made == 3 * MOST_IN_A_MINUTE


@pytest.mark.parametrize("endpoint", ["sendMessage", "sendDocument"])
async def test_messages_to_a_group_are_counted(limiter: PostingRateLimiter, endpoint: str) -> None:
    calls = Calls()
    for _ in range(MOST_IN_A_MINUTE):
        await call(limiter, calls, endpoint)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await call(limiter, calls, endpoint)
    assert calls.made == MOST_IN_A_MINUTE
    await call(limiter, calls, "editMessageText")


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited between attempts; nobody really waits."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return waited


async def test_a_network_error_is_tried_again(limiter: PostingRateLimiter, waits: list[float]) -> None:
    calls = Calls(NetworkError("cut"), TimedOut(), NetworkError("cut"))
    await call(limiter, calls)
    assert calls.made == 4
    assert waits == [0.5, 1, 2]


async def test_after_three_more_attempts_a_network_error_stands(
    limiter: PostingRateLimiter, waits: list[float]
) -> None:
    calls = Calls(*[NetworkError("cut") for _ in range(9)])
    with pytest.raises(NetworkError):
        await call(limiter, calls)
    assert calls.made == 4 == len(waits) + 1


@pytest.mark.parametrize("error", [BadRequest("message is too long"), Forbidden("blocked"), InvalidToken()])
async def test_a_refusal_is_not_tried_again(
    limiter: PostingRateLimiter, waits: list[float], error: TelegramError
) -> None:
    calls = Calls(error)
    with pytest.raises(type(error)):
        await call(limiter, calls)
    assert (calls.made, waits) == (1, [])


async def test_the_wait_that_telegram_asks_for_is_kept(limiter: PostingRateLimiter) -> None:
    calls = Calls(RetryAfter(1))
    started = time.monotonic()
    await call(limiter, calls)
    assert calls.made == 2
    assert time.monotonic() - started >= 1


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (NetworkError("cut"), TelegramUnreachable),
        (TimedOut(), TelegramUnreachable),
        (RetryAfter(7), TelegramUnreachable),
        (Forbidden("bot was blocked by the user"), ChatClosed),
        (ChatMigrated(-1007), ChatMoved),
        (BadRequest("Chat not found"), ChatClosed),
        (BadRequest("Not enough rights to send text messages to the chat"), ChatClosed),
        (BadRequest("TOPIC_CLOSED"), ChatClosed),
        (BadRequest("Message thread not found"), ChatClosed),
        (InvalidToken(), TelegramUnreachable),
    ],
    ids=repr,
)
def test_the_librarys_errors_become_ours(error: TelegramError, ours: type[LegibleError]) -> None:
    with pytest.raises(ours) as raised, telegram_errors():
        raise error
    assert raised.value.__cause__ is error
    if isinstance(raised.value, TelegramUnreachable):
        assert raised.value.retry_after == (7 if isinstance(error, RetryAfter) else 0)


def test_another_refusal_passes_as_it_is() -> None:
    with pytest.raises(BadRequest, match="too long"), telegram_errors():
        raise BadRequest("message is too long")


@pytest.mark.parametrize(("status", "error"), [(401, TokenRefused), (409, SecondInstance)])
async def test_polling_notices_what_ends_the_program(status: int, error: type[LegibleError]) -> None:
    async with Sandbox() as sandbox, PersonClient(sandbox.url) as person, PollingRequest() as request:
        address = f"{sandbox.url}/bot{sandbox.token}/getUpdates"
        before = request.last_success
        assert (await request.do_request(address, "POST"))[0] == 200
        assert request.last_success > before
        assert not request.fatal.done()
        await person.fail("getUpdates", status, times=2)  # type: ignore[arg-type]
        assert (await request.do_request(address, "POST"))[0] == status
        assert (await request.do_request(address, "POST"))[0] == status
        with pytest.raises(error):
            await request.fatal


async def test_a_failure_that_passes_does_not_end_the_program() -> None:
    async with Sandbox() as sandbox, PersonClient(sandbox.url) as person, PollingRequest() as request:
        last = request.last_success
        await person.fail("getUpdates", 502)
        assert (await request.do_request(f"{sandbox.url}/bot{sandbox.token}/getUpdates", "POST"))[0] == 502
        assert not request.fatal.done()
        assert request.last_success == last
        request.fatal.cancel()
