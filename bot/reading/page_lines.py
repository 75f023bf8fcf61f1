"""What was read in the boxes of a page becomes its lines, paper by paper, in the order in which a person reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.page import Cell, Line
from bot.reading.decoding.best_path import Decoded, greedy
from bot.reading.decoding.decoder import DecodedLine
from bot.reading.decoding.posteriors import Frames, pack
from bot.reading.layout.asides import with_asides
from bot.reading.layout.papers import papers
from bot.reading.layout.rows import Boxes, outline, paragraph_starts, skew, spaces
from bot.reading.layout.rulings import NO_RULINGS, find_rulings, side_by_side
from bot.reading.layout.slopes import flattened

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class ArrangedRow:
    """The indexes of a row's pieces, from the left, what stands `between` them, and how it runs, in radians."""

    pieces: list[int]
    between: list[str]
    angle: float
    begins_paragraph: bool


def page_lines(
    image: Pixels, boxes: Boxes, places: Boxes, decoded: list[DecodedLine]
) -> tuple[tuple[Line, ...], tuple[int, ...]]:
    """What was read in the boxes of a BGR image, row by row, and the indexes of the rows that begin a paragraph.

    `places` are points round each box in the photo, of shape (n, points, 2), as many on each edge from its corner on.
    """
    rows = list(arranged(image, boxes, [line.decoded.text for line in decoded]))
    lines = (_line([decoded[i] for i in row.pieces], row.between, places[row.pieces], row.angle) for row in rows)
    return tuple(lines), tuple(number for number, row in enumerate(rows) if row.begins_paragraph)


def arranged(image: Pixels, boxes: Boxes, texts: Sequence[str]) -> Iterator[ArrangedRow]:
    """The rows of a BGR image in the order in which a person reads them; `texts` stand in the boxes."""
    for paper in papers(image, boxes):
        flat, angle = flattened(boxes[paper]), skew(boxes[paper])
        rulings = find_rulings(image, boxes[paper]) if side_by_side(flat) else NO_RULINGS
        for block in with_asides(flat, [texts[i] for i in paper.tolist()], rulings):
            begins = paragraph_starts([outline(flat[row], 0.0) for row in block])
            for number, row in enumerate(block):
                yield ArrangedRow(paper[row].tolist(), spaces(flat, row), angle, number in begins)


def _line(pieces: list[DecodedLine], between: list[str], places: Boxes, angle: float) -> Line:
    """A row of pieces from the left, with the points round each in `places`, written at `angle` radians."""
    probabilities = [p for piece in pieces for p in piece.decoded.probabilities]
    return Line(
        text=_joined([piece.decoded.text for piece in pieces], between),
        raw=_joined([greedy(piece.frames).text for piece in pieces], between),
        confidence=sum(probabilities) / max(len(probabilities), 1),
        box=outline(places, angle),
        words=tuple(word for piece in pieces for word in piece.decoded.words),
        posteriors=pack(Frames.join([piece.frames for piece in pieces])),
        cells=tuple(_cell(piece.decoded, place) for piece, place in zip(pieces, places, strict=True)),
    )


def _cell(read: Decoded, place: Boxes) -> Cell:
    """The cell at the corners of its own box, which tells how its text runs: a slip may be curled."""
    first, second, third, fourth = ((round(x), round(y)) for x, y in place[:: len(place) // 4].tolist())
    return Cell(read.text.strip(), round(read.confidence, 4), (first, second, third, fourth))


def _joined(texts: list[str], between: list[str]) -> str:
    return "".join(part for pair in zip(texts, [*between, ""], strict=True) for part in pair)
