"""What runs inside the engine's worker: the tools that it loads once, and what it does with them."""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from bot.correcting.asking.answers import Repair
from bot.correcting.corrector import Corrector, Unchanged
from bot.correcting.judging.lattice import Picks, Weights
from bot.correcting.language_model import AnswerForm, Question
from bot.correcting.lessons.lesson import Lesson
from bot.correcting.spelling.lexicons import Lexicons
from bot.engine.worker_limits import limit_memory, within
from bot.errors import LegibleError, ReaderCrashed, ReaderOutOfMemory
from bot.freed_memory import return_memory
from bot.glossary.glossary import Glossary
from bot.languages import Languages
from bot.letters import Frequency
from bot.logs import where
from bot.page import Correction, CorrectorName, Note, NotePage, Page
from bot.processes import belong_to
from bot.reading.ngrams.shipped import NgramModels
from bot.reading.reader import Reader

if TYPE_CHECKING:
    from bot.correcting.asking.refinement import Refinement
    from bot.correcting.judging.judgement import DoubtfulText
    from bot.settings import Mends

log = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")

M_ARENA_MAX = -8
M_MMAP_THRESHOLD, M_TRIM_THRESHOLD = -3, -1
KEPT = 32 * 2**20  # bytes, glibc's most: smaller blocks, and so many at the end, are kept for what comes next


@dataclass(frozen=True)
class Tools:
    """What a worker holds in memory.

    `language` is assumed of a page that is too short to tell, `mends` is what a language model may change.
    """

    reader: Reader
    corrector: Corrector
    languages: Languages = field(default_factory=Languages)
    lexicons: Lexicons = field(default_factory=Lexicons)
    ngrams: NgramModels = field(default_factory=NgramModels)
    language: str = "en"
    mends: Mends = "marked"


class Loader(Hashable, Protocol):
    """Loads the tools inside the worker; pickled on the way there and equal to itself after it."""

    def __call__(self) -> Tools: ...


def run(
    load: Loader, memory: int, work: Callable[Concatenate[Tools, P], R], *args: P.args, **kwargs: P.kwargs
) -> R | LegibleError:
    """Do a piece of work with the tools, which the first call loads; `memory` is what it may take on top, in bytes."""
    try:
        return work(_loaded(load, memory), *args, **kwargs)
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
        return_memory()


@cache
def _loaded(load: Loader, memory: int) -> Tools:
    tools = load()
    if sys.platform == "linux":
        limit_memory(memory)
    return tools


def prepare() -> None:
    """Ctrl-C is the bot's to handle, and on Linux a worker dies with the bot, even one killed with SIGKILL.

    Where the C library can, its threads share one arena (with one each, a photo takes a fifth more memory), and most of
    what was freed is given back only when it is told to (with 8 MiB for KEPT the system takes a quarter more time).
    """
    belong_to(os.getppid())
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(M_ARENA_MAX, 1)
        mallopt(M_MMAP_THRESHOLD, KEPT)
        mallopt(M_TRIM_THRESHOLD, KEPT)


def warm_up(_: Tools) -> None:
    """Nothing but the load that comes before it."""


def count(_: Tools, photo: Path, opening: float) -> int:
    """How many pages a file has; `opening` is how many seconds of the processor it may take to find out."""

    from bot.reading.files.pages import count_pages  # numpy and Pillow are for the worker only

    with within(opening):
        return count_pages(photo)


def read(tools: Tools, photo: Path, number: int, opening: float) -> Page:
    """A page of a file, by its number from 1; `opening` is how many seconds of the processor decoding it may take."""

    from bot.reading.read_page import open_page, read_page

    with within(opening):
        page = open_page(photo, number)
    return _with_doubts(tools, read_page(tools.reader, page))


def correct(tools: Tools, page: Page, glossary: Glossary, correct: bool) -> NotePage:
    """A page with a glossary's terms where they explain what the reader saw, its correction without a model, receipts.

    Where it is not to `correct`, that is the page as the glossary left it.
    """
    if glossary:
        from bot.correcting.terms.apply import apply_glossary

        page = _with_doubts(tools, apply_glossary(page, glossary, _frequency(tools, page)))
    corrector = tools.corrector if correct else Unchanged()
    return _with_receipts(page, corrector.correct(page))


def _with_receipts(page: Page, correction: Correction) -> NotePage:
    from bot.engine.noted_receipts import with_receipts  # numpy is for the worker only

    return with_receipts(page, correction)


def _with_doubts(tools: Tools, page: Page) -> Page:
    from bot.correcting.doubtful import with_doubts

    return with_doubts(page, partial(_frequency, tools, page))


def _frequency(tools: Tools, page: Page) -> Frequency:
    return tools.languages.frequency(page.text.lower().split())


def questions(tools: Tools, note: NotePage, glossary: Glossary, form: AnswerForm) -> tuple[Question, ...]:
    """What to ask a language model about a corrected page."""
    return _refinement(tools, note, glossary).questions(form)


def result(
    tools: Tools,
    asked: NotePage,
    note: NotePage,
    glossary: Glossary,
    answers: Sequence[Sequence[Repair]],
    corrector: CorrectorName,
) -> NotePage:
    """The page with what a language model repaired of it, and with its receipts as they are then.

    The answers are to questions about the page as it was when it was `asked` about.
    """
    chunks = _refinement(tools, asked, glossary).chunks
    return _with_receipts(note.page, _refinement(tools, note, glossary).result(answers, corrector, chunks))


def _refinement(tools: Tools, note: NotePage, glossary: Glossary) -> Refinement:
    from bot.correcting.asking.refinement import Refinement

    words = note.text.lower().split()
    language = tools.languages.tell(words) or tools.language
    lexicon = tools.lexicons.of(language)
    frequency = lexicon.frequency if lexicon else tools.languages.frequency(words)
    return Refinement(note.page, note.correction, glossary, language, frequency, tools.mends)


def doubtful_texts(tools: Tools, note: NotePage, glossary: Glossary) -> tuple[DoubtfulText, ...]:
    """What a language model is to weigh of a corrected page; nothing in a language without a list of its words.

    The frames of a line are of use where there is a character model of the language, too.
    """
    from bot.correcting.judging.alternatives import Proposer
    from bot.correcting.judging.doubtful_slots import page_slots
    from bot.correcting.judging.judgement import doubtful_texts
    from bot.correcting.judging.letter_slots import letter_slots
    from bot.correcting.terms.apply import matched, standing

    language = tools.languages.tell(note.text.lower().split()) or tools.language
    lexicon, model = tools.lexicons.of(language, short=True), tools.ngrams.of(language)
    if lexicon is None:
        return ()
    page, lines = note.page, note.correction.lines
    terms, settled = matched(lines, glossary), standing(lines, glossary)
    slots, unframed = {}, {number for number, line in enumerate(page.lines) if model is None or not line.posteriors}
    if model:
        slots = page_slots(page, note.correction, Proposer(lexicon, model, terms), model, settled)
    slots |= letter_slots(page, note.correction, lexicon, terms, settled, unframed)
    return doubtful_texts(lines, slots, page.paragraphs)


def judged(
    _: Tools, note: NotePage, weighed: Sequence[tuple[DoubtfulText, Weights | Picks]], corrector: CorrectorName
) -> NotePage:
    """The page with what was picked or is likeliest by the weights, and with its receipts as they are then."""
    from bot.correcting.judging.judgement import judged

    return _with_receipts(note.page, judged(note.correction, weighed, corrector))


def lessons(tools: Tools, note: Note, reply: str) -> tuple[Lesson, ...] | None:
    """What a reply teaches that repeats a note's text corrected; None where it does not."""

    from bot.correcting.lessons.teaching import lessons, mended_words, similar

    if not similar(note.text, reply):
        return None
    frequency = tools.languages.frequency(f"{note.text} {reply}".lower().split())
    read = [line.text for each in note.pages for line in each.page.lines]
    corrected = [line for each in note.pages for line in each.correction.lines]
    return lessons(note.text, reply, frequency, mended_words(read, corrected))


def searchable_pdf(_: Tools, opening: float, files: Sequence[tuple[Path, int]], pages: Sequence[NotePage]) -> bytes:
    """The pages of files as a PDF with their text behind them; `opening` is as of `read`, for each page."""

    from bot.exports.picture import load_picture
    from bot.exports.searchable_pdf import searchable_pdf

    return searchable_pdf(files, pages, within(opening)(load_picture))


def crop(_: Tools, opening: float, photo: Path, number: int, page: Page, line: int, word: int | None) -> bytes:
    """A JPEG of a line, or of a word in it."""

    from bot.exports.crop import crop

    with within(opening):
        return crop(photo, number, page, line, word)
