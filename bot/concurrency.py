"""Helpers for tasks of the event loop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable


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
