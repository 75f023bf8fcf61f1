"""A page's cells become the rows of a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from bot.page import Box, Cell, Line, Page
from bot.receipts.slip import Place, Slip

SAME_ROW = 0.5  # cells of a row are at most this part of the lower one's height off its level
OVERLAP = 0.3  # cells of a row share at most this part of the narrower one's width, or of its height
APART = 0.3  # cells this part of their height apart are parted by a border, told by two spaces
FAR = 2  # heights that no two cells of a row are off each other's level
TURNED = 3  # times as high as its neighbour: print that runs down the page is in no row
LOOK_BACK = 5  # rows above in which a cell may belong
MOST_CELLS = 24  # of a line: a receipt has no more columns

_WIDE_GAP = re.compile(r"\s{2,}|\t")


@dataclass(frozen=True, slots=True)
class RowCell:
    """A piece of a row; `start` is where it begins in the row's text, `line` the page's, counted from 1."""

    text: str
    left: float
    right: float
    line: int
    start: int = 0


@dataclass(frozen=True, slots=True)
class SlipRow:
    """What stands side by side on a slip: its cells from left to right, joined by two spaces where a border is.

    `height` is that of its tallest cell, `level` how far down the slip it is; pixels.
    """

    cells: tuple[RowCell, ...]
    text: str
    height: float
    level: float

    @property
    def left(self) -> float:
        return self.cells[0].left

    @property
    def right(self) -> float:
        return self.cells[-1].right

    @property
    def line(self) -> int:
        """The page's line on which it begins, counted from 1."""
        return min(cell.line for cell in self.cells)

    def line_at(self, offset: int) -> int:
        """The page's line on which the letter at an offset of the text stands, counted from 1."""
        return [cell for cell in self.cells if cell.start <= offset or cell is self.cells[0]][-1].line


@dataclass(slots=True)
class _Seat:
    """A cell's text, its line and where it stands."""

    text: str
    line: int
    place: Place
    level: float = 0.0


@dataclass(slots=True)
class _Group:
    seats: list[_Seat] = field(default_factory=list)

    def distance(self, seat: _Seat) -> float:
        """In heights, from the row's nearest cell; infinite where one stands above the other.

        It counts by half where the reader had both on one line.
        """
        place, near, gap = seat.place, self.seats[0], float("inf")
        lower, higher = sorted((near.place.height, place.height))
        if abs(near.level - seat.level) > FAR * higher or higher > TURNED * lower:
            return float("inf")
        for other in self.seats:
            apart = max(other.place.left, place.left) - min(other.place.right, place.right)
            narrower = min(other.place.right - other.place.left, place.right - place.left)
            if -apart > OVERLAP * max(narrower, place.height):
                return float("inf")
            if apart < gap:
                near, gap = other, apart
        apart = abs(near.level - seat.level) / max(min(near.place.height, place.height), 1.0)
        return apart / 2 if any(other.line == seat.line for other in self.seats) else apart


def rows_of(page: Page, texts: Sequence[str] | None = None, lines: Sequence[int] | None = None) -> tuple[SlipRow, ...]:
    """The rows of a page from the top, `texts` being what its lines became by correction.

    `lines` are the indexes of those that count, all by default.
    """
    texts = texts or [line.text for line in page.lines]
    wanted = range(len(page.lines)) if lines is None else lines
    return grouped([seat for n in wanted for seat in _seats(page.lines[n], texts[n], n + 1)])


def grouped(seats: Sequence[_Seat]) -> tuple[SlipRow, ...]:
    """Cells on one slip, row by row."""
    slip = Slip.under([seat.place for seat in seats])
    for seat in seats:
        seat.level = slip.level(seat.place)
    groups: list[_Group] = []
    for seat in sorted(seats, key=lambda seat: seat.level):
        apart, near = min(
            ((group.distance(seat), n) for n, group in enumerate(groups[-LOOK_BACK:])), default=(SAME_ROW, 0)
        )
        if apart >= SAME_ROW:
            groups.append(_Group([seat]))
        else:
            groups[-LOOK_BACK:][near].seats.append(seat)
    return tuple(sorted(map(_row, groups), key=lambda row: row.level))


def _row(group: _Group) -> SlipRow:
    seats = sorted(group.seats, key=lambda seat: seat.place.left)
    text, cells, before = "", [], None
    for seat in seats:
        if before is not None:
            gap = seat.place.left - before.place.right
            text += "  " if gap > APART * min(before.place.height, seat.place.height) else " "
        cells.append(RowCell(seat.text, seat.place.left, seat.place.right, seat.line, len(text)))
        text += seat.text
        before = seat
    level = sum(seat.level for seat in seats) / len(seats)
    return SlipRow(tuple(cells), text, max(seat.place.height for seat in seats), level)


def _seats(line: Line, text: str, number: int) -> Iterator[_Seat]:
    """The cells of a line as its text became; where it has none, what wide gaps in its text part."""
    cells = (line.cells or _cut(line))[:MOST_CELLS]
    for cell, became in zip(cells, _shared(cells, text), strict=True):
        if became:
            yield _Seat(became, number, Place.of(cell.box))


def _cut(line: Line) -> tuple[Cell, ...]:
    """The parts of a line's text between wide gaps, each a part of its box as wide as its share of the letters."""
    text, cells, start = line.text, [], 0
    for gap in [*_WIDE_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            box = _part(line.box, start / max(len(text), 1), end / max(len(text), 1))
            cells.append(Cell(text[start:end].strip(), line.confidence, box))
        start = gap.end() if gap else end
    return tuple(cells)


def _part(box: Box, start: float, end: float) -> Box:
    """What of a box stands between two parts of its width."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = box

    def top(part: float) -> tuple[int, int]:
        return round(ax + part * (bx - ax)), round(ay + part * (by - ay))

    def bottom(part: float) -> tuple[int, int]:
        return round(dx + part * (cx - dx)), round(dy + part * (cy - dy))

    return top(start), top(end), bottom(end), bottom(start)


def _shared(cells: Sequence[Cell], text: str) -> list[str]:
    """The words of a corrected line, each with the cell in which the word stood that it came of."""
    owners = [n for n, cell in enumerate(cells) for _ in cell.text.split()]
    old = [word for cell in cells for word in cell.text.split()]
    new = text.split()
    if old == new or not cells:
        return [" ".join(cell.text.split()) for cell in cells]
    shares: list[list[str]] = [[] for _ in cells]
    for code in Levenshtein.opcodes(old, new):
        for k, word in enumerate(new[code.dest_start : code.dest_end]):
            at = min(code.src_start + k, max(code.src_end - 1, code.src_start), len(owners) - 1)
            shares[owners[at] if owners else 0].append(word)
    return [" ".join(words) for words in shares]
