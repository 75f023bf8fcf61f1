"""The default reader: RapidOCR's detection and recognition, with our own light, way up, decoding and order."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.changes import differences
from bot.errors import NothingToRead
from bot.languages import Languages
from bot.page import Page
from bot.reading.decoding.best_path import Decoded, greedy
from bot.reading.decoding.decoder import Decoder
from bot.reading.decoding.posteriors import Frames
from bot.reading.fallback import foreign_languages, with_fallback
from bot.reading.files.image import UprightImage
from bot.reading.layout.repeats import holding_lines, repeated
from bot.reading.layout.rows import Boxes, skew
from bot.reading.layout.sideways import joined
from bot.reading.layout.stacks import stacks
from bot.reading.looks import is_print, look_at, ways
from bot.reading.ngrams.shipped import NgramModels
from bot.reading.page_lines import page_lines
from bot.reading.reader import Reader
from bot.reading.readers import ReaderChoice
from bot.reading.recognition.crops import cut
from bot.reading.recognition.dewarping import as_seen, bow, dewarped, follow
from bot.reading.recognition.enhancement import enhanced, enlarged
from bot.reading.recognition.models import load_models
from bot.reading.recognition.orientation import longest_lines, quarter_turns
from bot.reading.recognition.redetection import found_again, found_inside
from bot.reading.recognition.region import found_closer
from bot.reading.recognition.taught_weights import TAUGHT, weights_name
from bot.reading.script import LEAST_LETTERS, letters, require_letters

LEAST_CONFIDENCE = 0.3  # pieces below are dropped; the library's 0.5 drops whole handwritten lines
WIDE = 3  # times as wide as high: a box in which letters are missed
MOST_OPENED = 60  # boxes of a page are looked into: of one that cannot be read all would be
LEGIBLE = 0.55  # a line is read with more confidence; two that are taken for one are read with less

Pixels = NDArray[np.uint8]


def load(choice: ReaderChoice, languages: Languages, models: NgramModels) -> Reader:
    """The default reader; Tesseract reads what is in scripts that it does not know. Raises ReaderMissing."""
    reader = RapidReader(choice.folder, languages=languages, models=models, language=choice.language)
    return with_fallback(reader)


def describe(_: ReaderChoice) -> str:
    """With which weights it reads, and which scripts are left to Tesseract."""
    foreign = [language for names in foreign_languages().values() for language in names]
    return f"rapidocr, {weights_name(TAUGHT)}; other scripts by tesseract: {', '.join(foreign) or 'none'}"


@dataclass(frozen=True, slots=True)
class Piece:
    """What was seen in a box, a quadrilateral of shape (4, 2): the frames of each look, the first one first, and the
    surest reading.

    `ratio` is the width of the box by its height.
    """

    box: Boxes
    ratio: float
    looks: Sequence[Frames]
    read: Decoded


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen of a page: its pieces, the image (BGR) upright and flat, and what brought it there.

    `turns` are quarter turns clockwise, `shift` is the bow that was taken out, as `bow` tells it.
    """

    pieces: list[Piece]
    image: Pixels
    turns: int
    shift: NDArray[np.float64]


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
        models: NgramModels | None = None,
        language: str | None = None,
    ) -> None:
        self._threads = threads or own_cores()
        self._models = load_models(folder, self._threads)
        self._decoder = Decoder(languages or Languages(), language, models)

    @property
    def name(self) -> str:
        return "rapidocr"

    def read(self, image: UprightImage) -> Page:
        """Read one page; raises NothingToRead or UnknownScript."""
        pixels, times = enlarged(np.ascontiguousarray(image.pixels[:, :, ::-1]))
        sight = self.sight(pixels)
        require_letters([(greedy(piece.looks[0]), piece.ratio) for piece in sight.pieces])
        likely = [p for p in sight.pieces if p.read.text.strip() and p.read.confidence >= LEAST_CONFIDENCE]
        read = zip(likely, self._decoder.decode([piece.looks for piece in likely]), strict=True)
        pieces = [(piece, line) for piece, line in read if line.decoded.text.strip()]
        if not pieces:
            raise NothingToRead
        boxes = np.array([piece.box for piece, _ in pieces])
        places = as_seen(boxes, sight.shift) * (image.scale / times)
        lines, paragraphs = page_lines(sight.image, boxes, places, [line for _, line in pieces])
        changes = (differences(line.raw, line.text, n, "decoder") for n, line in enumerate(lines, start=1))
        turned = (image.turned + 90 * sight.turns) % 360
        return Page(lines, self.name, turned, paragraphs, changes=tuple(chain.from_iterable(changes)))

    def sight(self, image: Pixels) -> Sight:
        """What is seen in a BGR image; its lines are spread over the cores, the longest first."""
        with ThreadPoolExecutor(self._threads) as pool:
            return self._sight(image, pool)

    def _sight(self, image: Pixels, pool: Executor) -> Sight:
        boxes = self._boxes(image)
        lit = enhanced(image, boxes)
        if lit is not image:
            image, boxes = lit, self._boxes(lit)
        turns, looks = self._way_up(image, boxes, pool)
        narrow = not turns and is_print(looks.values())
        if turns:
            image = np.ascontiguousarray(np.rot90(image, -turns))
            boxes, looks = self._boxes(image), {}
        flat, boxes, shift = self._flat(image, boxes)
        if flat is not image:
            image, looks = flat, {}
        longest_first = sorted(range(len(boxes)), key=lambda i: _ratio(boxes[i]), reverse=True)
        pieces = pool.map(lambda i: self._piece(image, boxes[i], looks.get(i), narrow=narrow), longest_first)
        read = dict(zip(longest_first, pieces, strict=True))
        crowded = holding_lines(boxes)
        opened = [i for i in range(len(boxes)) if crowded[i] or _doubtful(read[i])][:MOST_OPENED]
        apart = {i: self._told_apart(image, read[i], bool(crowded[i])) for i in opened}
        lines = [line for i in range(len(boxes)) for line in apart.get(i, [read[i]])]
        return Sight(_once(self._cut(image, _once(lines))), image, turns, shift)

    def _boxes(self, image: Pixels) -> Boxes:
        """The boxes of the lines in an image: those that are small looked for closer, those that are mistaken again."""
        close_up = self._models.close_up
        boxes, shrink = found_closer(image, self._models.boxes(image), close_up)
        return joined(found_again(image, boxes, close_up, shrink))

    def _way_up(self, image: Pixels, boxes: Boxes, pool: Executor) -> tuple[int, dict[int, Frames]]:
        """How many quarter turns clockwise bring the image upright, and what was seen in some boxes as they stand."""

        def look(box: int, turns: int = 0) -> Frames:
            return self._models.recognisers.first.frames(cut(image, boxes[box], turns))

        lines = longest_lines(boxes)
        looks = dict(zip(lines, pool.map(look, lines), strict=True))

        def confidence(box: int, turns: int) -> float:
            return greedy(look(box, turns) if turns else looks[box]).confidence

        return quarter_turns(boxes, confidence), looks

    def _flat(self, image: Pixels, boxes: Boxes) -> tuple[Pixels, Boxes, NDArray[np.float64]]:
        """The image without its bow, if its lines follow one and read surer without it; its boxes, and the bow."""
        straight = np.zeros(image.shape[1])
        shift = bow(image, skew(boxes)) if len(boxes) else straight
        if not shift.any() or not follow(boxes, shift):
            return image, boxes, straight
        flat = dewarped(image, shift)
        found = self._boxes(flat)
        surer = self._sureness(flat, found) > self._sureness(image, boxes)
        return (flat, found, shift) if surer else (image, boxes, straight)

    def _sureness(self, image: Pixels, boxes: Boxes) -> float:
        """The mean confidence of the longest lines."""
        looks = [self._models.recognisers.first.frames(cut(image, boxes[i])) for i in longest_lines(boxes)]
        return sum(greedy(look).confidence for look in looks) / max(len(looks), 1)

    def _piece(self, image: Pixels, box: Boxes, look: Frames | None = None, *, narrow: bool = False) -> Piece:
        """Read a box, `look` being what was seen there already; first a `narrow` look, where print is expected."""
        seen = look_at(self._models.recognisers, ways(image, box), look, narrow=narrow)
        return Piece(box, seen.ratio, seen.looks, seen.read)

    def _told_apart(self, image: Pixels, piece: Piece, crowded: bool = False) -> list[Piece]:
        """The pieces of a box of several lines; the piece itself, where it holds one.

        A box may hold several where it is doubtful, or `crowded`: one has a box of its own.
        """
        lines = [self._piece(image, box) for box in found_inside(image, piece.box[np.newaxis], self._models.close_up)]
        return lines if len(lines) > crowded and _letters(lines) > letters(piece.read) else [piece]

    def _cut(self, image: Pixels, pieces: list[Piece]) -> list[Piece]:
        """The pieces, those of dense columns cut where the rows run."""
        columns: set[int] = set()
        found: list[Piece] = []
        for column, rows in stacks(np.array([piece.box for piece in pieces]).reshape(-1, 4, 2)):
            cells = [self._piece(image, box) for box in rows]
            if _letters(cells) > _letters([pieces[i] for i in column]):
                columns.update(column)
                found += cells
        return [*(piece for i, piece in enumerate(pieces) if i not in columns), *found]


def _letters(pieces: list[Piece]) -> float:
    return sum(letters(piece.read) for piece in pieces)


def _once(pieces: list[Piece]) -> list[Piece]:
    """The pieces without those that are in the list a second time, in a larger or a smaller box."""
    boxes = np.array([piece.box for piece in pieces]).reshape(-1, 4, 2)
    again = repeated(boxes, [piece.read.text for piece in pieces])
    return [piece for i, piece in enumerate(pieces) if i not in again]


def own_cores() -> int:
    """How many cores this process may use: a container or a unit may have fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _doubtful(piece: Piece) -> bool:
    """Whether hardly a letter was read in a box that is wide enough for some, or nothing surely."""
    read = letters(piece.read) >= LEAST_LETTERS * piece.ratio and piece.read.confidence >= LEGIBLE
    return piece.ratio >= WIDE and not read


def _ratio(box: Boxes) -> float:
    """The width of a box by its height."""
    return float(np.linalg.norm(box[1] - box[0]) / max(float(np.linalg.norm(box[3] - box[0])), 1.0))
