"""A duty beside the main work: whatever goes wrong in it costs that duty for a while, never the program."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.logs import where

log = logging.getLogger(__name__)

FIRST_PAUSE = 5.0  # seconds before a duty that failed is begun anew; twice as long each time
LONGEST_PAUSE = 600.0


async def kept_up(name: str, work: Callable[[], Awaitable[object]]) -> None:
    """Do a duty, anew after a pause where it fails; each kind of failure is logged once. Never ends."""
    clock = asyncio.get_running_loop().time
    said: set[str] = set()
    pause = FIRST_PAUSE
    while True:
        began = clock()
        try:
            await work()
            return await asyncio.Event().wait()  # type: ignore[return-value]
        except Exception as error:
            kind = where(error)
            if kind not in said:
                log.error("%s: %s; trying again", name, kind)
                said.add(kind)
        if clock() - began > LONGEST_PAUSE:
            pause = FIRST_PAUSE
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)
