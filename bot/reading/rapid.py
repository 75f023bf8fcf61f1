"""The default reader: RapidOCR's detection and recognition, with our own order of rows."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.errors import NothingToRead
from bot.page import Box, Line, Page
from bot.reading.decoding import Decoded, greedy
from bot.reading.image import Upright
from bot.reading.models import load_models
from bot.reading.rows import Boxes, group_rows, outline, paragraph_starts, skew
from bot.reading.script import require_letters

LEAST_CONFIDENCE = 0.3  # pieces below are dropped; the library's 0.5 drops whole handwritten lines
CERTAIN = 0.85  # pieces below are read again, widened: the letters of a flowing hand are few frames apart
WIDENED = 1.5  # handwritten pages: 14.1 % of characters wrong read once, 8.4 % with this rule; receipts unchanged
MAX_RATIO = 60  # width by height; a wider line is squeezed, so that its posteriors stay below 30 MB
BETWEEN = "  "

Pixels = NDArray[np.uint8]
Posteriors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What was read in one box, a quadrilateral of shape (4, 2); `ratio` is its width by its height."""

    box: Boxes
    ratio: float
    decoded: Decoded


class RapidReader:
    """A Reader on onnxruntime; `folder` keeps its prepared model, `threads` defaults to the number of cores it may use.

    Raises ReaderMissing where its libraries or models do not load.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        self._threads = threads or own_cores()
        self._models = load_models(folder, self._threads)

    @property
    def name(self) -> str:
        return "rapidocr"

    def read(self, image: Upright) -> Page:
        """Read one page; raises NothingToRead or UnknownScript."""
        pieces = self._pieces(np.ascontiguousarray(image.pixels[:, :, ::-1]))
        require_letters([(piece.decoded, piece.ratio) for piece in pieces])
        pieces = [p for p in pieces if p.decoded.text.strip() and p.decoded.confidence >= LEAST_CONFIDENCE]
        if not pieces:
            raise NothingToRead
        lines = _lines(pieces, image.scale)
        return Page(lines, self.name, image.turned, paragraph_starts([line.box for line in lines]))

    def _pieces(self, image: Pixels) -> list[_Piece]:
        """Detect and recognise; the lines are spread over the cores, the longest first. `image` is BGR."""
        boxes, crops = self._crops(image)
        longest_first = sorted(range(len(crops)), key=lambda i: _ratio(crops[i]), reverse=True)
        with ThreadPoolExecutor(self._threads) as pool:
            readings = pool.map(self._recognise, (crops[i] for i in longest_first))
            decoded = dict(zip(longest_first, readings, strict=True))
        return [_Piece(box, _ratio(crops[i]), decoded[i]) for i, box in enumerate(boxes)]

    def _crops(self, image: Pixels) -> tuple[Boxes, list[Pixels]]:
        """The boxes that hold text, of shape (n, 4, 2), and what stands in each, laid level."""
        from rapidocr.utils.process_img import get_rotate_crop_image

        boxes = self._models.detector(image).boxes
        if boxes is None:
            return np.empty((0, 4, 2)), []
        return boxes, [get_rotate_crop_image(image, box) for box in boxes]

    def _recognise(self, crop: Pixels) -> Decoded:
        """The better of two readings: a line that is uncertain is read again, widened."""
        decoded = greedy(self._posteriors(crop, 1.0), self._models.alphabet)
        if decoded.confidence >= CERTAIN:
            return decoded
        again = greedy(self._posteriors(crop, WIDENED), self._models.alphabet)
        return max(decoded, again, key=lambda reading: reading.confidence)

    def _posteriors(self, crop: Pixels, widened: float) -> Posteriors:
        """Probabilities of shape (frames, classes): one frame for every sixth of the crop's height, by `widened`."""
        import cv2

        recogniser: Any = self._models.recogniser
        _, height, width = recogniser.rec_image_shape
        ratio = min(_ratio(crop) * widened, MAX_RATIO)
        line = cv2.resize(crop, (max(1, round(ratio * crop.shape[0])), crop.shape[0]))
        batch = recogniser.resize_norm_img(line, max(ratio, width / height))[np.newaxis]
        posteriors: Posteriors = recogniser.session(batch)[0]
        return posteriors


def own_cores() -> int:
    """How many cores this process may use: a container or a unit may have fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _ratio(crop: Pixels) -> float:
    height, width, _ = crop.shape
    return float(width / height)


def _lines(pieces: list[_Piece], scale: float) -> tuple[Line, ...]:
    """The pieces row by row; boxes are multiplied by `scale`."""
    boxes = np.array([piece.box for piece in pieces], dtype=np.float64)
    angle = skew(boxes)
    return tuple(
        _line([pieces[i].decoded for i in row], outline(boxes[row] * scale, angle)) for row in group_rows(boxes)
    )


def _line(row: list[Decoded], box: Box) -> Line:
    text = BETWEEN.join(piece.text for piece in row)
    probabilities = [p for piece in row for p in piece.probabilities]
    words = tuple(word for piece in row for word in piece.words)
    return Line(text, text, sum(probabilities) / len(probabilities), box, words)
