"""What travels through the house: a photo becomes a `Page`, a `Page` becomes a `Correction`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.receipts.receipt import Receipt

Point = tuple[int, int]
Box = tuple[Point, Point, Point, Point]
ChangedBy = Literal["glossary", "decoder", "model", "spelling"]
Notice = Literal["", "trial", "truncated", "incomplete"]
CorrectionNotice = Literal["", "no_model", "model_failed", "standby"]
CorrectorName = Literal["local", "remote", "spelling", "off"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was read; `confidence` is the mean of its characters' probabilities, 0 to 1."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a row that was seen for itself: its part of the row's text; `confidence` as a line's.

    `box` has its own corners, clockwise from the top left: its edges run as its text does, whatever the line's do.
    """

    text: str
    confidence: float
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a page.

    `raw` is the recogniser's best class per frame, `text` what the reader makes of it. `words` are the
    words of `text` in order. `box` goes clockwise from the top left, in pixels of the upright image at
    full size. `confidence` is 0 to 1. `posteriors` is what the recogniser saw, as `bot.reading.decoding.posteriors`
    packs it; empty where the reader says none. `cells` are the pieces of the row from left to right; empty where the
    reader tells none.
    """

    text: str
    raw: str
    confidence: float
    box: Box
    words: tuple[Word, ...] = ()
    posteriors: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Odds:
    """How much likelier one reading is than another, as natural logarithms: by the photo, and by a language model."""

    photo: float
    text: float


@dataclass(frozen=True, slots=True)
class Change:
    """One repair: `before` became `after` in line `line` (from 1) at offset `start` of the repaired line.

    Offsets count Python characters. `by` says who repaired it; rules count as spelling. `odds` are those of `after`
    against what stood there when a language model weighed both.
    """

    before: str
    after: str
    line: int
    start: int
    by: ChangedBy
    odds: Odds | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Word `word` of line `line`, both counted from 0, is one that a person should look at."""

    line: int
    word: int


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader saw in one photo: lines in reading order.

    `turned` is how many degrees the image was turned clockwise to stand upright (0, 90, 180, 270).
    `paragraphs` holds the indexes of the lines that begin one, counted from 0. `notice` is what must be said
    of the reading: `trial` where the reader runs on a trial licence, `truncated` where that withholds text,
    `incomplete` where pixels are missing in a damaged file. `changes` lead from the lines' raw readings to their
    texts. `doubts` are words of the lines as they are here; a correction may have mended some.
    """

    lines: tuple[Line, ...]
    reader: str
    turned: int = 0
    paragraphs: tuple[int, ...] = (0,)
    notice: Notice = ""
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def text(self) -> str:
        """The lines' texts joined by line feeds."""
        return "\n".join(line.text for line in self.lines)

    @property
    def raw(self) -> str:
        """The lines' raw readings joined by line feeds."""
        return "\n".join(line.raw for line in self.lines)


@dataclass(frozen=True, slots=True)
class Correction:
    """A page's lines after correction, in the page's order, and every change that led there from the raw reading.

    `refused` are changes that a language model wanted and the guard did not let pass; their offsets are those of the
    lines as they stayed. `notice` is what must be said of the correction: `no_model` where there is none here yet,
    `model_failed` where it did not answer for the whole page, `standby` where another answered in its place.
    """

    lines: tuple[str, ...]
    changes: tuple[Change, ...]
    corrector: CorrectorName
    refused: tuple[Change, ...] = ()
    notice: CorrectionNotice = ""

    @property
    def text(self) -> str:
        """The lines joined by line feeds."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class NotePage:
    """A page, its correction, and the receipts that were found on it after that, from the top."""

    page: Page
    correction: Correction
    receipts: tuple[Receipt, ...] = ()

    @property
    def text(self) -> str:
        """The corrected lines joined by line feeds."""
        return self.correction.text


@dataclass(frozen=True, slots=True)
class Note:
    """What came of a request: its pages in order, those of an album as those of one file."""

    pages: tuple[NotePage, ...]

    @property
    def text(self) -> str:
        """The pages' corrected texts, an empty line between two."""
        return "\n\n".join(each.text for each in self.pages)

    @property
    def raw(self) -> str:
        """The pages' raw readings, an empty line between two."""
        return "\n\n".join(each.page.raw for each in self.pages)
