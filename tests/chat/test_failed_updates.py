"""Updates that failed by our own fault: handled again where that may help, and noted once that is possible."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Update

from bot.chat import failed_updates as module
from bot.chat.failed_updates import TRIES, FailedUpdates
from bot.store.updates import Updates

UPDATE = Update(7)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for seconds."""
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.001)
    monkeypatch.setattr(module, "LONGEST_PAUSE", 0.004)


class Handler:
    """Handles an update that fails a few times."""

    def __init__(self, updates: Updates, error: Exception, failures: int) -> None:
        self.failed_updates = FailedUpdates(updates, self.handle)
        self.left = failures
        self.handled = 0
        self._error = error

    async def handle(self, update: Update) -> None:
        self.handled += 1
        self.left -= 1
        if self.left >= 0:
            self.failed_updates.failed(update, self._error)
        else:
            await self.failed_updates.handled(update)


@asynccontextmanager
async def running(failed_updates: FailedUpdates) -> AsyncIterator[None]:
    task = asyncio.create_task(failed_updates.run())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until_finished(updates: Updates) -> None:
    async with asyncio.timeout(5):
        while await updates.unfinished():
            await asyncio.sleep(0.01)


async def test_while_the_disk_is_full_an_update_is_tried_until_it_is_handled(updates: Updates) -> None:
    await updates.accept({UPDATE.update_id: "{}"})
    handler = Handler(updates, OSError("no space left"), failures=9)
    async with running(handler.failed_updates):
        await handler.handle(UPDATE)
        await until_finished(updates)
    assert handler.handled == 10


async def test_after_a_thousand_failures_the_pause_is_still_the_longest(updates: Updates) -> None:
    handler = Handler(updates, OSError("no space left"), failures=1)
    handler.failed_updates._failures[UPDATE.update_id] = 5000
    handler.failed_updates.failed(UPDATE, OSError("no space left"))
    (due, _) = handler.failed_updates._due[UPDATE.update_id]
    assert due - asyncio.get_running_loop().time() <= module.LONGEST_PAUSE


async def test_a_defect_is_tried_a_few_times_and_left_for_the_next_start(updates: Updates) -> None:
    await updates.accept({UPDATE.update_id: "{}"})
    handler = Handler(updates, TypeError("a defect"), failures=9)
    async with running(handler.failed_updates):
        await handler.handle(UPDATE)
        await asyncio.sleep(0.1)
    assert handler.handled == TRIES
    assert [each.payload for each in await updates.unfinished()] == ["{}"]


async def test_what_was_handled_and_could_not_be_noted_is_noted_later_and_not_handled_again(
    updates: Updates, monkeypatch: pytest.MonkeyPatch
) -> None:
    await updates.accept({UPDATE.update_id: "{}"})
    handler = Handler(updates, OSError("no space left"), failures=0)
    finish, failures = updates.finish, [OSError("full"), OSError("full")]

    async def fail_twice(update_id: int) -> None:
        if failures:
            raise failures.pop()
        await finish(update_id)

    monkeypatch.setattr(updates, "finish", fail_twice)
    async with running(handler.failed_updates):
        await handler.handle(UPDATE)
        await until_finished(updates)
    assert handler.handled == 1
