"""The shared engine: reader and corrector loaded once in each of its worker processes, one photo at a time in each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from bot.correcting.language_model import LanguageModel
from bot.correcting.lessons.lesson import Lesson
from bot.engine import worker
from bot.engine.refining import refined
from bot.engine.worker import Loader, Tools
from bot.engine.worker_limits import Limits
from bot.engine.worker_process import WorkerProcess
from bot.errors import EngineFailed, LegibleError, PhotoError, ReaderCrashed, ReaderOutOfMemory, ReaderTooSlow
from bot.glossary.glossary import Glossary
from bot.page import Note, NotePage, Page

P = ParamSpec("P")
R = TypeVar("R")

NO_GLOSSARY = Glossary()

LOADING_FAILED: dict[type[LegibleError], str] = {
    ReaderCrashed: "the worker died",
    ReaderTooSlow: "it took too long",
    ReaderOutOfMemory: "there is too little memory",
}


class Engine:
    """Reads and corrects behind an executor, and asks language models what a page may have said.

    `readers` is how many worker processes there are. A reader uses all cores for the lines of one photo, so that a
    second one makes nothing faster: it reads on while the first is held by a slow file, or loads again after one.

    `models` are asked in their order, a later one where an earlier one does not answer; while a worker computes,
    those on this machine stand still. They may come later (none yet is an empty sequence); None is for an engine that
    does without.
    """

    def __init__(
        self,
        load: Loader,
        limits: Limits | None = None,
        models: Sequence[LanguageModel] | None = None,
        readers: int = 1,
    ) -> None:
        self._limits = limits or Limits()
        self._wants_model = models is not None
        self.models = tuple(models or ())
        self._workers = [WorkerProcess(load, self._limits) for _ in range(readers)]
        self._free: asyncio.LifoQueue[WorkerProcess] = asyncio.LifoQueue()  # the last one's memory is the warmest
        for process in self._workers:
            self._free.put_nowait(process)
        self._warming: set[asyncio.Task[None]] = set()
        self._computing = 0
        self._export = asyncio.Semaphore(1)  # so that buttons never hold all readers

    @property
    def readers(self) -> int:
        """How many photos are read at a time."""
        return len(self._workers)

    async def start(self) -> None:
        """Load the tools now rather than with the first photo; raises CannotRun where they cannot be loaded.

        It returns when one worker has them; the others load theirs meanwhile.
        """
        try:
            await self.compute(worker.warm_up)
        except PhotoError as error:
            raise EngineFailed(reason=LOADING_FAILED.get(type(error), str(error))) from error
        for process in [self._free.get_nowait() for _ in range(self._free.qsize())]:
            self._release(process)

    async def count(self, photo: Path) -> int:
        """How many pages the file has. Raises PhotoError."""
        return await self.compute(worker.count, photo, self._limits.opening)

    async def read(self, photo: Path, number: int = 1) -> Page:
        """Page `number` (from 1) of a file. Raises PhotoError."""
        return await self.compute(worker.read, photo, number, self._limits.opening)

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
        return await refined(self.compute, self.models, note, glossary)

    async def lessons(self, note: Note, reply: str) -> tuple[Lesson, ...] | None:
        """What a reply teaches that repeats a note's text corrected; None where it does not. Raises PhotoError."""
        return await self.compute(worker.lessons, note, reply)

    async def searchable_pdf(self, files: Sequence[tuple[Path, int]], pages: Sequence[NotePage]) -> bytes:
        """The photos as a PDF with the text behind them; `files` name the file and page of each. Raises PhotoError."""
        async with self._export:
            return await self.compute(worker.searchable_pdf, self._limits.opening, files, pages)

    async def crop(self, photo: Path, number: int, page: Page, line: int, word: int | None = None) -> bytes:
        """A JPEG of the place of a line, or of a word in it, both counted from 0. Raises PhotoError."""
        async with self._export:
            return await self.compute(worker.crop, self._limits.opening, photo, number, page, line, word)

    async def stop(self) -> None:
        """End the workers at once, and free the models."""
        warming = [*self._warming]
        for task in warming:
            task.cancel()
        await asyncio.gather(*warming, return_exceptions=True)
        for model in self.models:
            await model.close()
        await asyncio.gather(*(process.stop() for process in self._workers))

    async def compute(self, work: Callable[Concatenate[Tools, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do a piece of work with a worker's tools. Raises PhotoError."""
        async with self._worker() as process:
            with self._models_paused():
                return await process.compute(work, *args, **kwargs)

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator[WorkerProcess]:
        process = await self._free.get()
        try:
            yield process
        finally:
            self._release(process)

    def _release(self, process: WorkerProcess) -> None:
        """Let others have a worker, and first load the tools of one that lost them: others go on with the rest."""
        if not process.is_cold:
            self._free.put_nowait(process)
            return
        task = asyncio.create_task(process.warm_up())
        self._warming.add(task)

        def warm(done: asyncio.Task[None]) -> None:
            self._warming.discard(done)
            if not done.cancelled():
                self._free.put_nowait(process)

        task.add_done_callback(warm)

    @contextmanager
    def _models_paused(self) -> Iterator[None]:
        models = self.models
        self._computing += 1
        for model in models:
            model.pause()
        try:
            yield
        finally:
            self._computing -= 1
            if not self._computing:
                for model in (*models, *self.models):
                    model.resume()
