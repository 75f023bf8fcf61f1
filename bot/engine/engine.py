"""The shared engine: reader and corrector loaded once, in a worker process with limits, one photo at a time."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as PoolTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.correcting.language_model import LanguageModel
from bot.correcting.lessons.lesson import Lesson
from bot.engine import worker
from bot.engine.refining import refined
from bot.engine.worker import Loader, Tools
from bot.errors import EngineFailed, LegibleError, PhotoError, ReaderCrashed, ReaderOutOfMemory, ReaderTooSlow
from bot.glossary.glossary import Glossary
from bot.page import Note, NotePage, Page

log = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")

NO_GLOSSARY = Glossary()

LOADING_FAILED: dict[type[LegibleError], str] = {
    ReaderCrashed: "the worker died",
    ReaderTooSlow: "it took too long",
    ReaderOutOfMemory: "there is too little memory",
}


@dataclass(frozen=True)
class Limits:
    """What one job may take: `seconds` of wall time, `memory` in bytes on top of the loaded tools."""

    seconds: float = 90.0
    memory: int = 1536 * 2**20


class Engine:
    """Reads and corrects behind an executor, and asks language models what a page may have said.

    Whatever a photo does to its worker (abort, segfault, hang, memory) becomes a PhotoError of that photo; the
    worker is replaced. Jobs compute one after the other: a reader uses all cores for the lines of one photo.

    `models` are asked in their order, a later one where an earlier one does not answer; while the worker computes,
    those on this machine stand still. They may come later (none yet is an empty sequence); None is for an engine that
    does without.
    """

    def __init__(
        self, load: Loader, limits: Limits | None = None, models: Sequence[LanguageModel] | None = None
    ) -> None:
        self._load = load
        self._limits = limits or Limits()
        self._wants_model = models is not None
        self.models = tuple(models or ())
        self._turn = asyncio.Lock()
        self._pool = _new_pool()

    async def start(self) -> None:
        """Load the tools now rather than with the first photo; raises CannotRun where they cannot be loaded."""
        try:
            await self.compute(worker.warm_up)
        except PhotoError as error:
            raise EngineFailed(reason=LOADING_FAILED.get(type(error), str(error))) from error

    async def count(self, photo: Path) -> int:
        """How many pages the file has. Raises PhotoError."""
        return await self.compute(worker.count, photo)

    async def read(self, photo: Path, number: int = 1) -> Page:
        """Page `number` (from 1) of a file. Raises PhotoError."""
        return await self.compute(worker.read, photo, number)

    async def correct(self, page: Page, glossary: Glossary = NO_GLOSSARY, *, correct: bool = True) -> NotePage:
        """The page with the glossary's terms where they fit what was seen, and its correction without a model.

        Without `correct` that is the page as the glossary left it. Raises PhotoError.
        """
        note = await self.compute(worker.correct, page, glossary, correct)
        if correct and self._wants_model and not self.models:
            return replace(note, correction=replace(note.correction, notice="no_model"))
        return note

    async def refine(self, note: NotePage, glossary: Glossary = NO_GLOSSARY) -> NotePage:
        """The page with what language models repair of it; they are asked about lines with doubtful words only.

        Lines for which none answers stay as they are, and the correction's notice says so. Cancelled, it stops the
        model at once.
        """
        if not self.models:
            return note
        return replace(note, correction=await refined(self.compute, self.models, note, glossary))

    async def lessons(self, note: Note, reply: str) -> tuple[Lesson, ...] | None:
        """What a reply teaches that repeats a note's text corrected; None where it does not. Raises PhotoError."""
        return await self.compute(worker.lessons, note, reply)

    async def searchable_pdf(self, files: Sequence[tuple[Path, int]], pages: Sequence[NotePage]) -> bytes:
        """The photos as a PDF with the text behind them; `files` name the file and page of each. Raises PhotoError."""
        return await self.compute(worker.searchable_pdf, files, pages)

    async def crop(self, photo: Path, number: int, page: Page, line: int, word: int | None = None) -> bytes:
        """A JPEG of the place of a line, or of a word in it, both counted from 0. Raises PhotoError."""
        return await self.compute(worker.crop, photo, number, page, line, word)

    async def stop(self) -> None:
        """End the worker at once, and free the models."""
        for model in self.models:
            await model.close()
        self._pool.stop()
        await asyncio.to_thread(self._pool.join)

    async def compute(self, work: Callable[Concatenate[Tools, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do a piece of work with the worker's tools. Raises PhotoError."""
        async with self._turn:
            with self._models_paused():
                outcome = await self._outcome(work, *args, **kwargs)
        if isinstance(outcome, LegibleError):
            raise outcome
        return outcome

    async def _outcome(
        self, work: Callable[Concatenate[Tools, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R | LegibleError:
        if not self._pool.active:  # a worker could not be started: the machine may have recovered
            self._pool = _new_pool()
        future: Future[R | LegibleError] = self._pool.schedule(
            worker.run,
            args=(self._load, self._limits.memory, work, *args),
            kwargs=kwargs,
            timeout=self._limits.seconds,
        )
        try:
            return await asyncio.wrap_future(future)
        except PoolTimeout:
            raise ReaderTooSlow(limit=round(self._limits.seconds)) from None
        except (ProcessExpired, BrokenProcessPool) as error:
            log.warning("the worker died: %s, exit code %s", type(error).__name__, getattr(error, "exitcode", "none"))
            raise ReaderCrashed from None

    @contextmanager
    def _models_paused(self) -> Iterator[None]:
        models = self.models
        for model in models:
            model.pause()
        try:
            yield
        finally:
            for model in models:
                model.resume()


def _new_pool() -> ProcessPool:
    return ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn"), initializer=worker.prepare)
