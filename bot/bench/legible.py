"""Legible itself, measured in the worker that the bot uses."""

from __future__ import annotations

import time
from collections.abc import Awaitable
from pathlib import Path
from typing import TypeVar

from bot.bench.contender import Outcome, Seconds
from bot.bench.usage import Usage, ended_children, usage
from bot.engine.engine import Engine
from bot.engine.worker import Tools
from bot.errors import LegibleError

T = TypeVar("T")


class Legible:
    """A Contender: reads with the bot's reader, then corrects."""

    name = "legible"

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def start(self) -> Seconds:
        """Start the worker and load reader and corrector. Raises CannotRun."""
        before, started = ended_children(), time.perf_counter()
        await self._engine.start()
        wall = time.perf_counter() - started
        return Seconds((await self._usage()).cpu - before, wall)

    async def read(self, image: Path) -> Outcome:
        """The first page of an image, corrected, in the stages `read` and `correct`."""
        page, reading, peak = await self._measured(self._engine.read(image))
        if isinstance(page, LegibleError):
            return Outcome("", {"read": reading}, peak, raw="", error=str(page), receipts=())
        note, correcting, later_peak = await self._measured(self._engine.correct(page))
        stages, peak = {"read": reading, "correct": correcting}, max(peak, later_peak)
        if isinstance(note, LegibleError):
            return Outcome("", stages, peak, raw=page.raw, error=str(note), receipts=())
        if self._engine.models:  # another process computes: the seconds are wall time, the memory is not its
            started = time.perf_counter()
            note = await self._engine.refine(note)
            stages["refine"] = Seconds(0.0, time.perf_counter() - started)
        return Outcome(note.text, stages, peak, raw=page.raw, receipts=note.receipts)

    async def stop(self) -> None:
        """End the worker."""
        await self._engine.stop()

    async def _measured(self, work: Awaitable[T]) -> tuple[T | LegibleError, Seconds, int]:
        before, started = await self._usage(), time.perf_counter()
        try:
            result: T | LegibleError = await work
        except LegibleError as error:
            result = error
        wall, after = time.perf_counter() - started, await self._usage()
        return result, Seconds(after.cpu - before.cpu, wall), after.peak

    async def _usage(self) -> Usage:
        """The CPU of this worker and those that died before it; the peak of this one since the last call."""
        now = await self._engine.compute(_usage_of_worker)
        return Usage(now.cpu + ended_children(), now.peak)


def _usage_of_worker(_: Tools) -> Usage:
    return usage()
