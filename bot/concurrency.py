"""Helpers for tasks of the event loop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def stop_on_signals() -> asyncio.Event:
    """An event that Ctrl-C and SIGTERM set; to be called from the running loop."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def first(*awaitables: Awaitable[object]) -> None:
    """Wait for the first of several to end, cancel the others, and raise what it raised."""
    futures = [asyncio.ensure_future(awaitable) for awaitable in awaitables]
    try:
        done, _ = await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for future in futures:
            future.cancel()
        await asyncio.gather(*futures, return_exceptions=True)
    for future in done:
        future.result()


def uninterrupted(work: Callable[P, Coroutine[Any, Any, R]]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Let a coroutine function run to its end even if its caller is cancelled, who then hears of that afterwards.

    A database call that is cancelled half way may leave its transaction open, and the file locked.
    """

    @wraps(work)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        task = asyncio.ensure_future(work(*args, **kwargs))
        try:
            return await asyncio.shield(task)
        finally:
            await asyncio.wait({task})

    return wrapped
