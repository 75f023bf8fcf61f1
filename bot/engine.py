"""The shared engine: reader and corrector loaded once, in a worker process with limits, one photo at a time."""

from __future__ import annotations

import asyncio
import ctypes
import logging
import multiprocessing
import os
import resource
import sys
from collections.abc import Callable, Hashable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as PoolTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.correcting.asking.answers import Repair, repairs
from bot.correcting.corrector import Corrector
from bot.correcting.errors import ModelError, ModelFailed
from bot.correcting.language_model import AnswerForm, LanguageModel, Question
from bot.correcting.learning.lesson import Lesson
from bot.correcting.spelling.lexicons import Lexicons
from bot.errors import EngineFailed, LegibleError, PhotoError, ReaderCrashed, ReaderOutOfMemory, ReaderTooSlow
from bot.languages import Languages
from bot.logs import where
from bot.page import Correction, CorrectionNotice, CorrectorName, Note, NotePage, Page
from bot.processes import belong_to
from bot.reading.glossaries.glossary import Glossary
from bot.reading.reader import Reader

if TYPE_CHECKING:
    from bot.correcting.asking.refinement import Refinement

log = logging.getLogger(__name__)
Draft = tuple[Page, Correction, Glossary]  # what a language model is to be asked about
S = TypeVar("S")
R = TypeVar("R")

M_ARENA_MAX = -8
M_MMAP_THRESHOLD = -3
LARGE = 8 * 2**20  # bytes of a block that is given back at once; glibc raises this to 32 MiB, and the peak by 60 MB
LOADING_FAILED: dict[type[LegibleError], str] = {
    ReaderCrashed: "the worker died",
    ReaderTooSlow: "it took too long",
    ReaderOutOfMemory: "there is too little memory",
}


@dataclass(frozen=True)
class Tools:
    """What a worker holds in memory; `language` is assumed of a page that is too short to tell."""

    reader: Reader
    corrector: Corrector
    languages: Languages = field(default_factory=Languages)
    lexicons: Lexicons = field(default_factory=Lexicons)
    language: str = "en"


class Loader(Hashable, Protocol):
    """Loads the tools inside the worker; pickled on the way there and equal to itself after it."""

    def __call__(self) -> Tools: ...


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
            await self._run(_warm_up, None)
        except PhotoError as error:
            raise EngineFailed(reason=LOADING_FAILED.get(type(error), str(error))) from error

    async def count(self, photo: Path) -> int:
        """How many pages the file has. Raises PhotoError."""
        return await self._run(_count, photo)

    async def read(self, photo: Path, number: int = 1) -> Page:
        """Page `number` (from 1) of a file. Raises PhotoError."""
        return await self._run(_read, (photo, number))

    async def respell(self, page: Page, glossary: Glossary) -> Page:
        """The page with the glossary's terms where they explain what the reader saw. Raises PhotoError."""
        return await self._run(_respell, (page, glossary))

    async def correct(self, page: Page) -> Correction:
        """Page to correction without a model, at once. Raises PhotoError."""
        correction = await self._run(_correct, page)
        return replace(correction, notice="no_model") if self._wants_model and not self.models else correction

    async def lessons(self, note: Note, reply: str) -> tuple[Lesson, ...] | None:
        """What a reply teaches that repeats a note's text corrected; None where it does not. Raises PhotoError."""
        return await self._run(_lessons, (note, reply))

    async def refine(self, page: Page, correction: Correction, glossary: Glossary | None = None) -> Correction:
        """The correction with what language models repair of it; they are asked about lines with doubtful words only.

        Lines for which none answers stay as they are, and the correction's notice says so. Cancelled, it stops the
        model at once.
        """
        if not self.models:
            return correction
        try:
            return await self._refined((page, correction, glossary or Glossary()))
        except PhotoError as error:
            log.error("the correction stays as it was: %s", error)
            return replace(correction, notice="model_failed")

    async def _refined(self, draft: Draft) -> Correction:
        answers: list[tuple[Repair, ...] | None] = []
        corrector: CorrectorName = draft[1].corrector
        for model in self.models:
            questions = await self._run(_questions, (draft, model.form))
            try:
                for question in questions[len(answers) :]:
                    answers.append(await _answer(model, question))
                    corrector = model.name
            except ModelError as error:
                log.warning("%s", error)
            else:
                after = await self._run(_result, (draft, answers, model.name))
                standby: CorrectionNotice = "" if model is self.models[0] else "standby"
                return replace(after, notice="model_failed" if None in answers else standby)
        return replace(await self._run(_result, (draft, answers, corrector)), notice="model_failed")

    async def searchable_pdf(self, files: Sequence[tuple[Path, int]], pages: Sequence[NotePage]) -> bytes:
        """The photos as a PDF with the text behind them; `files` name the file and page of each. Raises PhotoError."""
        return await self._run(_searchable_pdf, (files, pages))

    async def crop(self, photo: Path, number: int, page: Page, line: int, word: int | None = None) -> bytes:
        """A JPEG of the place of a line, or of a word in it, both counted from 0. Raises PhotoError."""
        return await self._run(_crop, (photo, number, page, line, word))

    async def stop(self) -> None:
        """End the worker at once, and free the models."""
        for model in self.models:
            await model.close()
        self._pool.stop()
        await asyncio.to_thread(self._pool.join)

    async def _run(self, work: Callable[[Tools, S], R], subject: S) -> R:
        async with self._turn:
            with self._models_paused():
                outcome = await self._outcome(work, subject)
        if isinstance(outcome, LegibleError):
            raise outcome
        return outcome

    async def _outcome(self, work: Callable[[Tools, S], R], subject: S) -> R | LegibleError:
        if not self._pool.active:  # a worker could not be started: the machine may have recovered
            self._pool = _new_pool()
        future: Future[R | LegibleError] = self._pool.schedule(
            _in_worker,
            args=(self._load, self._limits.memory, work, subject),
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
    return ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn"), initializer=_prepare_worker)


def _warm_up(tools: Tools, _: None) -> None:
    """Nothing but the load that comes before it."""


def _count(_: Tools, photo: Path) -> int:
    from bot.reading.files.pages import count_pages

    return count_pages(photo)


def _read(tools: Tools, subject: tuple[Path, int]) -> Page:
    from bot.reading.files.pages import load_page  # numpy and Pillow are for the worker only

    page = load_page(*subject)
    return page if isinstance(page, Page) else _with_doubts(tools, tools.reader.read(page))


def _respell(tools: Tools, subject: tuple[Page, Glossary]) -> Page:
    from bot.correcting.terms.apply import apply_glossary

    page, glossary = subject
    return _with_doubts(tools, apply_glossary(page, glossary, _frequency(tools, page)))


def _with_doubts(tools: Tools, page: Page) -> Page:
    from bot.correcting.doubtful import with_doubts

    return with_doubts(page, partial(_frequency, tools, page))


def _frequency(tools: Tools, page: Page) -> Callable[[str], float]:
    return tools.languages.frequency(page.text.lower().split())


def _lessons(tools: Tools, subject: tuple[Note, str]) -> tuple[Lesson, ...] | None:
    from bot.correcting.learning.lessons import lessons, mended_words, similar

    note, reply = subject
    if not similar(note.text, reply):
        return None
    frequency = tools.languages.frequency(f"{note.text} {reply}".lower().split())
    read = [line.text for each in note.pages for line in each.page.lines]
    corrected = [line for each in note.pages for line in each.correction.lines]
    return lessons(note.text, reply, frequency, mended_words(read, corrected))


def _correct(tools: Tools, page: Page) -> Correction:
    return tools.corrector.correct(page)


def _searchable_pdf(_: Tools, subject: tuple[Sequence[tuple[Path, int]], Sequence[NotePage]]) -> bytes:
    from bot.exports.searchable_pdf import searchable_pdf

    return searchable_pdf(*subject)


def _crop(_: Tools, subject: tuple[Path, int, Page, int, int | None]) -> bytes:
    from bot.exports.crop import crop

    return crop(*subject)


async def _answer(model: LanguageModel, question: Question) -> tuple[Repair, ...] | None:
    """The repairs; None where the model fails this question and may answer others. Raises ModelError."""
    try:
        completion = await model.answer(question)
    except ModelFailed as error:
        log.warning("%s", error)
        return None
    return repairs(completion.text, model.form)


def _questions(tools: Tools, subject: tuple[Draft, AnswerForm]) -> tuple[Question, ...]:
    draft, form = subject
    return _refinement(tools, draft).questions(form)


def _result(tools: Tools, subject: tuple[Draft, Sequence[Sequence[Repair] | None], CorrectorName]) -> Correction:
    draft, answers, corrector = subject
    return _refinement(tools, draft).result([answer or () for answer in answers], corrector)


def _refinement(tools: Tools, draft: Draft) -> Refinement:
    from bot.correcting.asking.refinement import Refinement

    page, correction, glossary = draft
    words = correction.text.lower().split()
    language = tools.languages.tell(words) or tools.language
    lexicon = tools.lexicons.of(language)
    frequency = lexicon.frequency if lexicon else tools.languages.frequency(words)
    return Refinement(page, correction, glossary, language, frequency)


def _in_worker(load: Loader, memory: int, work: Callable[[Tools, S], R], subject: S) -> R | LegibleError:
    try:
        return work(_loaded(load, memory), subject)
    except LegibleError as error:
        return error
    except MemoryError:
        return ReaderOutOfMemory()
    except Exception as error:  # the pool breaks on what cannot be pickled: no other error leaves the worker
        if "alloc" in str(error).lower():  # so onnxruntime and OpenCV say that memory ran out
            return ReaderOutOfMemory()
        log.error("reading failed: %s", where(error))
        return ReaderCrashed()
    finally:
        _return_memory()


@cache
def _loaded(load: Loader, memory: int) -> Tools:
    tools = load()
    if sys.platform == "linux":
        _limit_memory(memory)
    return tools


def _limit_memory(headroom: int) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + headroom
    _, hard = resource.getrlimit(resource.RLIMIT_AS)  # a process that a reader starts may raise its own: .NET must
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _return_memory() -> None:
    """Give freed memory back to the system, where the C library can: a worker at rest keeps 170 MB instead of 500."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


def _prepare_worker() -> None:
    """Ctrl-C is the bot's to handle, and on Linux a worker dies with the bot, even one killed with SIGKILL.

    Where the C library can, its threads share one arena (with one each, a photo takes a fifth more memory), and what is
    large is kept out of it.
    """
    belong_to(os.getppid())
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(M_ARENA_MAX, 1)
        mallopt(M_MMAP_THRESHOLD, LARGE)
