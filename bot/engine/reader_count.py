"""How many reader processes a machine has room for."""

from __future__ import annotations

from bot.correcting.local.cores import usable_cores
from bot.correcting.local.memory import free_memory
from bot.settings import Settings

MEMORY = 2 * 2**30  # bytes that must be free for each: 0.2 GB at rest, 0.4 with a photo, 1.2 with the worst of files
USUAL = 2  # a third would help where two are held by slow files at once


def reader_count(settings: Settings) -> int:
    """What the operator set; else two, or one where there is one core, or memory for no more."""
    if settings.readers:
        return settings.readers
    memory = free_memory()
    room = USUAL if memory is None else max(1, memory // MEMORY)
    return min(USUAL, usable_cores(), room)
