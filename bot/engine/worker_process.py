"""One worker process: it loads the tools once and does one piece of work at a time, within limits."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as PoolTimeout
from concurrent.futures.process import BrokenProcessPool
from typing import Concatenate, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.engine import worker
from bot.engine.worker import Loader, Tools
from bot.engine.worker_limits import SIGNALS, Limits
from bot.errors import LegibleError, ReaderCrashed, ReaderTooSlow, TooComplex

log = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")


class WorkerProcess:
    """Whatever a photo does to it (abort, segfault, hang, memory) becomes a PhotoError of that photo.

    `is_cold` says that it may have yet to load the tools: before the first work, and after work that failed.
    """

    def __init__(self, load: Loader, limits: Limits) -> None:
        self._load = load
        self._limits = limits
        self._pool = _new_pool()
        self.is_cold = True

    async def compute(self, work: Callable[Concatenate[Tools, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do a piece of work with the tools; cancelled, it ends the process. Raises PhotoError."""
        outcome: R | LegibleError
        self.is_cold = True  # should it be cancelled
        try:
            outcome = await self._outcome(work, *args, **kwargs)
            self.is_cold = isinstance(outcome, LegibleError)  # of the work or of the load before it
        except PoolTimeout:
            outcome = ReaderTooSlow(limit=round(self._limits.seconds))
        except (ProcessExpired, BrokenProcessPool) as error:
            code = getattr(error, "exitcode", "none")
            if code in [-number for number in SIGNALS]:
                outcome = TooComplex()
            else:
                log.warning("the worker died: %s, exit code %s", type(error).__name__, code)
                outcome = ReaderCrashed()
        if isinstance(outcome, LegibleError):
            raise outcome
        return outcome

    async def warm_up(self) -> None:
        """Load the tools again where they are gone; that they cannot be loaded is said to whoever asks for work."""
        try:
            if self.is_cold:
                await self.compute(worker.warm_up)
        except LegibleError as error:
            log.error("reader and corrector could not be loaded again: %s", error)

    async def stop(self) -> None:
        """End the process at once."""
        self._pool.stop()
        await asyncio.to_thread(self._pool.join)

    def _outcome(
        self, work: Callable[Concatenate[Tools, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> asyncio.Future[R | LegibleError]:
        if not self._pool.active:  # a process could not be started: the machine may have recovered
            self._pool = _new_pool()
        future: Future[R | LegibleError] = self._pool.schedule(
            worker.run,
            args=(self._load, self._limits.memory, work, *args),
            kwargs=kwargs,
            timeout=self._limits.seconds,
        )
        return asyncio.wrap_future(future)


def _new_pool() -> ProcessPool:
    return ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn"), initializer=worker.prepare)
