"""The text that a PDF page holds as text, as far as a person sees it, in the order in which a person reads it.

Hidden text lies under scans (whatever somebody's OCR made of them), and behind white paint, black bars or the edge of
the page. So a word counts where the page looks different without it, and a page whose letters are mostly hidden or
have no meaning is one to be read like a photo. The order in which it was drawn says little: programs draw columns,
frames and form fields as it suits them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.page import Box, Cell, Line, Page, Word
from bot.reading.files.text_runs import Run, place_of, runs
from bot.reading.files.words import PlacedWord, placed_words
from bot.reading.layout.asides import with_small_print
from bot.reading.layout.rows import Boxes, group_rows, outline, paragraph_starts, skew, spaces
from bot.reading.layout.rulings import NO_RULINGS, find_rulings, side_by_side

LEAST_CONTRAST = 16  # of 255, in one of the colours
MOST_UNKNOWN = 0.05  # of the letters; more means that the font does not say what its letters are
MOST_HIDDEN = 0.5  # of the letters; more are the layer under a scan
SECTORS = 12  # of a circle: lines whose directions differ by more are laid out apart, as a note along the margin is
MOST_RUNS = 1500  # whose columns are looked for, in 4 s; 4,000 took 22 s and 580 MB, and a page of text has 200

Pixels = NDArray[np.uint8]


def text_layer(page: Any, to_pixels: Any, pixels: Pixels, draw_without: Callable[[], Pixels]) -> Page | None:
    """A PDFium page's own lines; None where it has none, or none to be believed.

    `pixels` is the page drawn in RGB, shape (height, width, 3), `draw_without` draws the same without its text, and
    `to_pixels` is PDFium's converter from the page's coordinates. Confidences are 1.
    """
    letters = placed_words(page, to_pixels)
    if not letters.words:
        return None
    without = draw_without()
    total = letters.known + letters.unknown
    seen = [word for word in letters.words if _seen(word, pixels, without)]
    visible = sum(len(word.text) for word in seen)
    if not seen or letters.unknown > MOST_UNKNOWN * total or visible < (1 - MOST_HIDDEN) * total:
        return None
    lines: list[Line] = []
    paragraphs: list[int] = []
    for side in _by_direction(runs(seen)):
        _lay_out(side, pixels, lines, paragraphs)
    return Page(tuple(lines), "pdf", page.get_rotation(), tuple(paragraphs))


def area(page: Page) -> int:
    """How many pixels the lines of a level page cover."""
    boxes = np.array([line.box for line in page.lines])
    sides = boxes.max(axis=1) - boxes.min(axis=1)
    return int(sides.prod(axis=1).sum())


def _seen(word: PlacedWord, pixels: Pixels, without: Pixels) -> bool:
    """Whether the page looks different with the word."""
    left, top, right, bottom = place_of([word], pixels.shape)
    one, other = (drawn[top:bottom, left:right].astype(np.int16) for drawn in (pixels, without))
    return bool(one.size) and int(np.abs(one - other).max()) >= LEAST_CONTRAST


def _by_direction(found: Sequence[Run]) -> list[list[Run]]:
    """The runs parted by the direction in which they are written, the page's main direction first."""
    main = skew(np.array([run.box for run in found]))
    sectors: dict[int, list[Run]] = {}
    for run in found:
        sector = round((run.angle - main) / (2 * np.pi) * SECTORS) % SECTORS
        sectors.setdefault(sector, []).append(run)
    return [sectors[sector] for sector in sorted(sectors)]


def _lay_out(found: Sequence[Run], pixels: Pixels, lines: list[Line], paragraphs: list[int]) -> None:
    """Add the lines of runs of one direction, in reading order, and the indexes of those that begin a paragraph."""
    boxes = np.array([run.box for run in found])
    angle = skew(boxes)
    for block in _blocks(found, boxes, pixels):
        starts = paragraph_starts([outline(boxes[row], angle) for row in block])
        paragraphs += [len(lines) + start for start in starts]
        lines += [_line([found[i] for i in row], spaces(boxes, row), angle, pixels.shape) for row in block]


def _blocks(found: Sequence[Run], boxes: Boxes, pixels: Pixels) -> list[list[list[int]]]:
    """Blocks, rows and indexes in reading order; so many runs are a table, and are only read row by row."""
    if len(found) > MOST_RUNS:
        return [group_rows(boxes)]
    rulings = find_rulings(pixels[:, :, ::-1], boxes) if side_by_side(boxes) else NO_RULINGS
    return with_small_print(boxes, [run.text for run in found], rulings)


def _line(row: Sequence[Run], between: Sequence[str], angle: float, shape: tuple[int, ...]) -> Line:
    """A row of runs from the left; one from right to left is told in the order in which it is read."""
    if all(run.is_right_to_left for run in row):
        row, between = row[::-1], between[::-1]
    text = "".join(run.text + space for run, space in zip(row, [*between, ""], strict=True))
    words = [word for run in row for word in run.words]
    return Line(
        text=text,
        raw=text,
        confidence=1.0,
        box=_outline(words, angle, shape),
        words=tuple(Word(word.text, 1.0) for word in words),
        cells=tuple(Cell(run.text, 1.0, _outline(run.words, angle, shape)) for run in row),
    )


def _outline(words: Sequence[PlacedWord], angle: float, shape: tuple[int, ...]) -> Box:
    height, width = shape[:2]
    places = np.concatenate([word.corners for word in words]).clip((0, 0), (width, height))
    return outline(places[np.newaxis], angle)
