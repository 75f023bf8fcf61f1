"""A duty that fails costs itself alone, says so once, and is begun again."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot import duty
from bot.duty import kept_up


async def test_a_duty_that_fails_is_begun_again_and_each_kind_of_failure_is_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(duty, "FIRST_PAUSE", 0.001)
    failures: list[Exception] = [KeyError("a"), KeyError("b"), OSError("full"), KeyError("c")]
    done = asyncio.Event()

    async def work() -> None:
        if failures:
            raise failures.pop(0)
        done.set()

    task = asyncio.create_task(kept_up("the menu", work))
    async with asyncio.timeout(5):
        await done.wait()
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert [line.split(" in ")[0] for line in said] == ["the menu: KeyError", "the menu: OSError"]
    assert not task.done()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_the_pauses_grow_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 12:
            raise asyncio.CancelledError

    async def work() -> None:
        raise TypeError

    monkeypatch.setattr(asyncio, "sleep", sleep)
    with pytest.raises(asyncio.CancelledError):
        await kept_up("the menu", work)
    assert pauses[:3] == [5, 10, 20] and pauses[-1] == pauses[-2] == duty.LONGEST_PAUSE
