"""The reader on Tesseract's own executable: an image in on a pipe, a table of words out."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from bot.errors import NothingToRead, ReaderCrashed, ReaderTooSlow, TesseractMissing
from bot.page import Box, Cell, Line, Page, Word
from bot.reading.files.image import UprightImage
from bot.reading.readers import ReaderChoice

log = logging.getLogger(__name__)

EXECUTABLE = "tesseract"
TIME_LIMIT = 60.0  # seconds of wall time; a photo takes about one
AUTOMATIC = "3"  # segmentation; as one block (6) receipts read alike, but two columns across: 34 → 61 % wrong
WORD_LEVEL = "5"
CELL = 1.0  # of a line's height, the median of its words'; words further apart are in different cells
COLUMNS = 12

# Scripts without spaces between words: Tesseract parts even the letters of a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2}")


def load(choice: ReaderChoice, *_: object) -> TesseractReader:
    """The reader of the chosen languages; raises TesseractMissing."""
    return TesseractReader(choice.tesseract_languages)


def describe(choice: ReaderChoice) -> str:
    """Its version and languages; raises TesseractMissing where one of them is not installed."""
    TesseractReader(choice.tesseract_languages)
    return f"tesseract {version()}, languages {', '.join(choice.tesseract_languages)}"


@dataclass(frozen=True, slots=True)
class TesseractWord:
    """A word where it stands, in pixels of the image that was read; `line` is its block, paragraph and line."""

    word: Word
    line: tuple[int, int, int]
    left: int
    top: int
    width: int
    height: int


class TesseractReader:
    """A Reader on the executable `tesseract`; `languages` are names of its data files, such as `eng` or `rus`.

    Raises TesseractMissing where the executable or the data of a language is not installed.
    """

    def __init__(self, languages: Sequence[str] = ("eng",), time_limit: float = TIME_LIMIT) -> None:
        missing = [language for language in languages if language not in installed_languages()]
        if missing:
            raise TesseractMissing(reason=f"it has no data for {', '.join(missing)}", package=package(missing[0]))
        self._languages = "+".join(languages)
        self._time_limit = time_limit

    @property
    def name(self) -> str:
        return EXECUTABLE

    def read(self, image: UprightImage) -> Page:
        """Read one photo; raises NothingToRead, ReaderTooSlow, ReaderCrashed, or TesseractMissing."""
        options = ("-l", self._languages, "--psm", AUTOMATIC, "-c", "tessedit_create_tsv=1")
        words = parse_table(_read_pipe(image, options, self._time_limit))
        if not words:
            raise NothingToRead
        return _page(words, image)


def installed_languages() -> tuple[str, ...]:
    """The languages that Tesseract has data for, sorted; raises TesseractMissing where it is not installed."""
    return tuple(sorted(_run(["--list-langs"]).splitlines()[1:]))


def version() -> str:
    """The version as Tesseract names it, such as `5.3.0`; raises TesseractMissing."""
    return _run(["--version"]).split()[1]


def package(language: str) -> str:
    """The Debian package with a language's data: that of `chi_sim` is `tesseract-ocr-chi-sim`."""
    return f"tesseract-ocr-{language.replace('_', '-')}"


def script_of(image: UprightImage, time_limit: float = TIME_LIMIT) -> str:
    """The script of a page as Tesseract names it, such as `Cyrillic`; empty where it cannot tell.

    Needs the data named `osd`. Of 29 drawn pages in 16 scripts it told 26. Raises ReaderTooSlow, TesseractMissing.
    """
    try:
        answer = _read_pipe(image, ("-l", "osd", "--psm", "0"), time_limit)
    except ReaderCrashed:  # so it ends where there are too few letters to tell
        return ""
    found = re.search(r"^Script: (\w+)$", answer, re.MULTILINE)
    return found[1] if found else ""


def parse_table(table: str) -> list[TesseractWord]:
    """The words of Tesseract's table, tab-separated with a header, in its order; other rows are left out."""
    rows = (row.split("\t") for row in table.split("\n"))
    return [_found(row) for row in rows if len(row) == COLUMNS and row[0] == WORD_LEVEL and row[-1].strip()]


def confidence(words: Iterable[Word]) -> float:
    """The mean confidence of the words' characters; 0 where there are none."""
    weighted = [(word.confidence, len(word.text)) for word in words]
    characters = sum(length for _, length in weighted)
    return sum(certain * length for certain, length in weighted) / characters if characters else 0.0


def _found(row: list[str]) -> TesseractWord:
    _, _, block, paragraph, line, _, left, top, width, height = map(int, row[:10])
    certain = min(max(float(row[10]) / 100, 0.0), 1.0)
    return TesseractWord(Word(row[11].strip(), certain), (block, paragraph, line), left, top, width, height)


def _page(words: list[TesseractWord], image: UprightImage) -> Page:
    rows = [list(row) for _, row in groupby(words, key=lambda found: found.line)]
    paragraphs = [row[0].line[:2] for row in rows]
    starts = [i for i, (before, here) in enumerate(pairwise(paragraphs), 1) if before != here]
    lines = tuple(_line(row, image.scale) for row in rows)
    return Page(lines, EXECUTABLE, image.turned, (0, *starts))


def _line(row: list[TesseractWord], scale: float) -> Line:
    words = _joined([found.word for found in row])
    text = " ".join(word.text for word in words)
    cells = tuple(_cell(words, scale) for words in _parted(row))
    return Line(text, text, confidence(words), _outline(row, scale), words, cells=cells)


def _cell(row: list[TesseractWord], scale: float) -> Cell:
    words = _joined([found.word for found in row])
    return Cell(" ".join(word.text for word in words), round(confidence(words), 4), _outline(row, scale))


def _parted(row: list[TesseractWord]) -> list[list[TesseractWord]]:
    """The words of a line by cell: those that stand further apart than the line is high are of two."""
    height = median(found.height for found in row)
    cells = [row[:1]]
    for before, here in pairwise(row):
        gap = max(here.left - before.left - before.width, before.left - here.left - here.width)
        if gap > CELL * height:
            cells.append([])
        cells[-1].append(here)
    return cells


def _joined(words: list[Word]) -> tuple[Word, ...]:
    """The words of a line, without the gaps that the script does not have."""
    joined = words[:1]
    for word in words[1:]:
        last = joined[-1]
        if _UNSPACED.fullmatch(last.text[-1] + word.text[0]):
            joined[-1] = Word(last.text + word.text, confidence((last, word)))
        else:
            joined.append(word)
    return tuple(joined)


def _outline(row: list[TesseractWord], scale: float) -> Box:
    left, right = min(w.left for w in row) * scale, max(w.left + w.width for w in row) * scale
    top, bottom = min(w.top for w in row) * scale, max(w.top + w.height for w in row) * scale
    x, x_end, y, y_end = round(left), round(right), round(top), round(bottom)
    return (x, y), (x_end, y), (x_end, y_end), (x, y_end)


def _read_pipe(image: UprightImage, options: Sequence[str], time_limit: float) -> str:
    """What Tesseract says of an image that it gets as PNM."""
    height, width, _ = image.pixels.shape
    return _run(["-", "-", *options], b"P6 %d %d 255\n" % (width, height) + image.pixels.tobytes(), time_limit)


def _run(arguments: Sequence[str], given: bytes = b"", time_limit: float = TIME_LIMIT) -> str:
    """Its standard output. One thread: its others wait for each other and take three times the time."""
    executable = shutil.which(EXECUTABLE)
    if executable is None:
        raise TesseractMissing(reason="the program is not installed", package="tesseract-ocr")
    try:
        ended = subprocess.run(  # noqa: S603 — a list, no shell; the image goes in on a pipe
            [executable, *arguments],
            input=given,
            capture_output=True,
            timeout=time_limit,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        raise ReaderTooSlow(limit=round(time_limit)) from None
    if ended.returncode:
        log.warning("tesseract ended with %d", ended.returncode)
        raise ReaderCrashed
    return ended.stdout.decode(errors="replace")
