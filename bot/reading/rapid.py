"""The default reader: RapidOCR's detection and recognition, with our own light, way up, decoding and order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.changes import differences
from bot.errors import NothingToRead
from bot.languages import Languages
from bot.page import Box, Line, Page
from bot.reading.columns import reading_order
from bot.reading.crops import cut, straightened
from bot.reading.decoder import Decoder
from bot.reading.decoding import Decoded, greedy
from bot.reading.image import Upright
from bot.reading.light import enlarged, mended
from bot.reading.long import parted
from bot.reading.models import load_models
from bot.reading.orientation import longest_lines, quarter_turns
from bot.reading.posteriors import Frames, pack
from bot.reading.rows import Boxes, outline, paragraph_starts, skew, spaces
from bot.reading.rulings import find_rulings
from bot.reading.script import require_letters

LEAST_CONFIDENCE = 0.3  # pieces below are dropped; the library's 0.5 drops whole handwritten lines
CERTAIN = 0.85  # pieces below are read again, widened: the letters of a flowing hand are few frames apart
FLOWING = 0.8  # where the longest lines of a page are below on average, the others are widened at once
WIDENED = 1.5
TALL = 1.5  # a box this many times as high as wide holds a line on its side

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What was seen in one box, a quadrilateral of shape (4, 2); `ratio` is its width by its height."""

    box: Boxes
    ratio: float
    frames: Frames
    read: Decoded


class RapidReader:
    """A Reader on onnxruntime; `folder` keeps its prepared model, `threads` defaults to the number of cores it may use.

    `language` (ISO 639-1) is assumed of pages that are too short to tell. Raises ReaderMissing where its libraries or
    models do not load.
    """

    def __init__(
        self,
        folder: Path,
        threads: int | None = None,
        languages: Languages | None = None,
        language: str | None = None,
    ) -> None:
        self._threads = threads or own_cores()
        self._models = load_models(folder, self._threads)
        self._decoder = Decoder(languages or Languages(), language)

    @property
    def name(self) -> str:
        return "rapidocr"

    def read(self, image: Upright) -> Page:
        """Read one page; raises NothingToRead or UnknownScript."""
        pixels, times = enlarged(np.ascontiguousarray(image.pixels[:, :, ::-1]))
        with ThreadPoolExecutor(self._threads) as pool:
            pieces, pixels, turns = self._pieces(pixels, pool)
        require_letters([(piece.read, piece.ratio) for piece in pieces])
        pieces = [p for p in pieces if p.read.text.strip() and p.read.confidence >= LEAST_CONFIDENCE]
        decoded = self._decoder.decode([piece.frames for piece in pieces])
        there = [i for i, line in enumerate(decoded) if line.text.strip()]
        if not there:
            raise NothingToRead
        lines, paragraphs = _lines([pieces[i] for i in there], [decoded[i] for i in there], pixels, image.scale / times)
        changes = (differences(line.raw, line.text, n, "decoder") for n, line in enumerate(lines, start=1))
        turned = (image.turned + 90 * turns) % 360
        return Page(lines, self.name, turned, paragraphs, changes=tuple(chain.from_iterable(changes)))

    def _pieces(self, image: Pixels, pool: Executor) -> tuple[list[_Piece], Pixels, int]:
        """What is read in each box of a BGR image, the image upright, and the quarter turns clockwise that it took.

        The lines are spread over the cores, the longest first.
        """
        boxes = self._models.boxes(image)
        lit = mended(image, boxes)
        if lit is not image:
            image, boxes = lit, self._models.boxes(lit)
        turns, looks = self._way_up(image, boxes, pool)
        if turns:
            image = np.ascontiguousarray(np.rot90(image, -turns))
            boxes, looks = self._models.boxes(image), {}
        flowing = bool(looks) and _confidence(looks.values()) < FLOWING
        longest_first = sorted(range(len(boxes)), key=lambda i: _ratio(boxes[i]), reverse=True)
        pieces = pool.map(lambda i: self._piece(image, boxes[i], looks.get(i), flowing), longest_first)
        read = dict(zip(longest_first, pieces, strict=True))
        return [read[i] for i in range(len(boxes))], image, turns

    def _way_up(self, image: Pixels, boxes: Boxes, pool: Executor) -> tuple[int, dict[int, Frames]]:
        """How many quarter turns clockwise bring the image upright, and what was seen in some boxes as they stand."""

        def look(box: int, turns: int = 0) -> Frames:
            return self._models.recogniser.frames(cut(image, boxes[box], turns))

        lines = longest_lines(boxes)
        looks = dict(zip(lines, pool.map(look, lines), strict=True))

        def confidence(box: int, turns: int) -> float:
            return greedy(look(box, turns) if turns else looks[box]).confidence

        return quarter_turns(boxes, confidence), looks

    def _piece(self, image: Pixels, box: Boxes, look: Frames | None, flowing: bool) -> _Piece:
        """Read a box, `look` being what was seen there already; on a `flowing` page others are widened at once."""
        on_its_side = _ratio(box) * TALL < 1
        parts = [cut(image, part, 3 if on_its_side else 0) for part in parted(image, box)]
        ratio = sum(part.shape[1] / part.shape[0] for part in parts)
        if flowing and look is None:
            frames = self._seen(parts, straightened, WIDENED)
            return _Piece(box, ratio, frames, greedy(frames))
        first = look if look and not on_its_side and len(parts) == 1 else self._seen(parts, lambda line: line, 1.0)
        frames, read = first, greedy(first)
        if read.confidence < CERTAIN:
            again = self._seen(parts, straightened, WIDENED)
            frames, read = max((first, read), (again, greedy(again)), key=lambda look: look[1].confidence)
        return _Piece(box, ratio, frames, read)

    def _seen(self, parts: Sequence[Pixels], prepared: Callable[[Pixels], Pixels], widened: float) -> Frames:
        """The frames of a line, whose parts stand side by side."""
        return Frames.join([self._models.recogniser.frames(prepared(part), widened) for part in parts], " ")


def own_cores() -> int:
    """How many cores this process may use: a container or a unit may have fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _confidence(looks: Iterable[Frames]) -> float:
    """The mean confidence of what was seen in some boxes."""
    return float(np.mean([greedy(frames).confidence for frames in looks]))


def _ratio(box: Boxes) -> float:
    """The width of a box by its height."""
    return float(np.linalg.norm(box[1] - box[0]) / max(float(np.linalg.norm(box[3] - box[0])), 1.0))


def _lines(
    pieces: list[_Piece], decoded: list[Decoded], image: Pixels, scale: float
) -> tuple[tuple[Line, ...], tuple[int, ...]]:
    """The pieces row by row, boxes multiplied by `scale`, and the indexes of the rows that begin a paragraph."""
    boxes = np.array([piece.box for piece in pieces])
    angle = skew(boxes)
    lines: list[Line] = []
    paragraphs: list[int] = []
    for block in reading_order(boxes, [line.text for line in decoded], find_rulings(image, boxes)):
        outlines = [outline(boxes[row] * scale, angle) for row in block]
        paragraphs += [len(lines) + start for start in paragraph_starts(outlines)]
        for row, box in zip(block, outlines, strict=True):
            lines.append(_line([pieces[i] for i in row], [decoded[i] for i in row], spaces(boxes, row), box))
    return tuple(lines), tuple(paragraphs)


def _line(pieces: list[_Piece], decoded: list[Decoded], between: list[str], box: Box) -> Line:
    probabilities = [p for piece in decoded for p in piece.probabilities]
    return Line(
        text=_joined([piece.text for piece in decoded], between),
        raw=_joined([piece.read.text for piece in pieces], between),
        confidence=sum(probabilities) / max(len(probabilities), 1),
        box=box,
        words=tuple(word for piece in decoded for word in piece.words),
        posteriors=pack(Frames.join([piece.frames for piece in pieces])),
    )


def _joined(texts: list[str], between: list[str]) -> str:
    return "".join(part for pair in zip(texts, [*between, ""], strict=True) for part in pair)
