"""Helpers for tasks of the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable


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
