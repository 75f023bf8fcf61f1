"""The pace of calls to Telegram, and what is tried again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.chat.message_budget import Sending
from bot.chat.pacing import RESERVED_OF_MINUTE, PostingRateLimiter

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


async def call(
    limiter: PostingRateLimiter, calls: Calls, endpoint: str = "editMessageText", sending: Sending | None = None
) -> None:
    await limiter.process_request(calls, (), {}, endpoint, {"chat_id": GROUP}, sending)


@pytest.mark.parametrize("endpoint", ["editMessageText", "getFile", "answerCallbackQuery", "editMessageMedia"])
async def test_what_posts_nothing_is_not_counted(limiter: PostingRateLimiter, endpoint: str) -> None:
    calls = Calls()
    async with asyncio.timeout(10):
        for _ in range(3 * MOST_IN_A_MINUTE):
            await call(limiter, calls, endpoint)
    assert calls.made == 3 * MOST_IN_A_MINUTE


@pytest.mark.parametrize("endpoint", ["sendMessage", "sendDocument"])
async def test_messages_to_a_group_are_counted_and_replies_leave_room_for_answers(
    limiter: PostingRateLimiter, endpoint: str
) -> None:
    calls = Calls()
    for sending, most in ((None, MOST_IN_A_MINUTE - RESERVED_OF_MINUTE), (Sending.ANSWER, MOST_IN_A_MINUTE)):
        while calls.made < most:
            await call(limiter, calls, endpoint, sending)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await call(limiter, calls, endpoint, sending)
        assert calls.made == most
    await call(limiter, calls, "editMessageText")


@pytest.mark.parametrize("error", [RetryAfter(3600), NetworkError("cut")])
async def test_once_the_bot_stops_nobody_waits(limiter: PostingRateLimiter, error: TelegramError) -> None:
    waiting = [asyncio.create_task(call(limiter, Calls(error, error, error, error), "sendMessage")) for _ in range(30)]
    await asyncio.sleep(0.05)
    limiter.stop()
    async with asyncio.timeout(1):
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(outcome, NetworkError) for outcome in outcomes)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited between attempts; nobody really waits."""
    waited: list[float] = []

    async def pause(_: PostingRateLimiter, seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(PostingRateLimiter, "_pause", pause)
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
