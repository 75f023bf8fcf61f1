from __future__ import annotations

import time
from pathlib import Path

import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.sandbox import PersonClient
from bot.sandbox.faults import FaultStatus


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, InvalidToken),
        (403, Forbidden),
        (409, Conflict),
        (429, RetryAfter),
        (500, NetworkError),
        (502, NetworkError),
        ("drop", NetworkError),
    ],
)
async def test_a_planned_failure_happens_once(
    bot: Bot, person: PersonClient, me: int, status: FaultStatus, error: type[TelegramError]
) -> None:
    await person.fail("sendMessage", status)
    with pytest.raises(error):
        await bot.send_message(me, "lost")
    await bot.send_message(me, "sent")
    assert [message.text for message in (await person.state()).private.messages] == ["sent"]


async def test_retry_after_says_when(bot: Bot, person: PersonClient, me: int) -> None:
    await person.fail("sendMessage", 429, retry_after=7, times=2)
    for _ in range(2):
        with pytest.raises(RetryAfter, match="Retry in 0:00:07"):
            await bot.send_message(me, "x")
    await bot.send_message(me, "x")


async def test_a_slow_call_is_done_in_the_end(bot: Bot, person: PersonClient, me: int) -> None:
    await person.fail("sendMessage", "slow", seconds=0.5)
    began = time.monotonic()
    await bot.send_message(me, "at last")
    assert time.monotonic() - began >= 0.5


async def test_any_method(bot: Bot, person: PersonClient, me: int) -> None:
    await person.fail("*", 500, times=2)
    for call in (bot.get_me, lambda: bot.send_message(me, "x")):
        with pytest.raises(NetworkError):
            await call()
    await bot.get_me()


async def test_a_download_can_fail(bot: Bot, person: PersonClient, me: int, photo: Path) -> None:
    await person.send_photos(me, [photo])
    (update,) = await bot.get_updates()
    assert update.message
    file = await update.message.photo[-1].get_file()
    for status in (500, "drop"):
        await person.fail("file", status)
        with pytest.raises(NetworkError):
            await file.download_as_bytearray()
    assert await file.download_as_bytearray()


async def test_a_file_nobody_was_told_of(bot: Bot) -> None:
    with pytest.raises(TelegramError):
        await bot.request.retrieve(f"{bot.base_file_url}/photos/file_0.jpg")


async def test_calls_are_recorded(bot: Bot, person: PersonClient, me: int) -> None:
    before = len(await person.calls())
    began = time.time()
    await bot.send_message(me, "hello")
    with pytest.raises(BadRequest):
        await bot.send_message(me, "")
    await person.fail("getMe", "drop")
    with pytest.raises(NetworkError):
        await bot.get_me()
    calls = await person.calls(after=before)
    assert [(call["method"], call["status"]) for call in calls] == [
        ("sendMessage", 200),
        ("sendMessage", 400),
        ("getMe", 0),
    ]
    assert calls[0]["params"] == {"chat_id": me, "text": "hello"}
    assert [call["n"] for call in calls] == [before + 1, before + 2, before + 3]
    assert began <= calls[0]["time"] <= time.time()
