"""PP-OCR's detector: which parts of an image hold a line of text.

What its network wants to see, and how boxes come of its answer, is as `rapidocr.ch_ppocr_det` has it, to the pixel,
but that a tilted box stays whole where an edge of the image cuts it; importing that takes as long as reading a page.
Source of the method: Liao et al., Real-time Scene Text Detection with Differentiable Binarization (2020).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes

TEXT = 0.3  # a pixel that is likelier is text
LEAST_INK = 0.3  # of a box, the mean likelihood; the library's 0.5 leaves faint lines of receipts out
MOST = 1000  # boxes
GROWTH = 1.6  # the network shrinks what it finds: a box grows on each side by this times its area by its outline
LEAST, LEAST_GROWN, LEAST_KEPT = 3, 5, 4  # pixels of the shorter side: found, grown, and cut at the image's edges
STEP = 32  # pixels: the network wants sides that are a multiple

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Detector:
    """An onnxruntime session of the network."""

    session: Any

    def __call__(self, image: Pixels) -> Boxes:
        """The quadrilaterals that hold text in a BGR image, shape (n, 4, 2), corners clockwise from the top left."""
        import cv2

        height, width, _ = image.shape
        size = STEP * round(width / STEP), STEP * round(height / STEP)
        if not all(size):
            return np.empty((0, 4, 2))
        seen = np.ascontiguousarray(cv2.resize(image, size).transpose(2, 0, 1)[np.newaxis], dtype=np.float32)
        seen /= 127.5
        seen -= 1
        (likely,) = self.session.run(None, {self.session.get_inputs()[0].name: seen})
        larger = np.array((width, height)) / size
        last = np.array((width, height)) - 1
        boxes = ((box * larger).round().clip(0, last) for box in _found(likely[0, 0]))
        return np.array([box for box in boxes if _is_kept(box)], dtype=np.float64).reshape(-1, 4, 2)


def _found(likely: Floats) -> Iterator[Boxes]:
    """The boxes of the text, where each pixel is so `likely` to be text, 0 to 1."""
    import cv2

    text = cv2.dilate((likely > TEXT).astype(np.uint8), np.ones((2, 2), dtype=np.uint8))
    contours, _ = cv2.findContours(text, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours[:MOST]:
        box, short = _rectangle(contour)
        if short >= LEAST and _likelihood(likely, box) >= LEAST_INK:
            grown, short = _rectangle(_grown(box))
            if short >= LEAST_GROWN:
                yield grown


def _rectangle(points: Any) -> tuple[Boxes, float]:
    """The corners of the smallest rectangle round points, shape (4, 2), clockwise; and its shorter side."""
    import cv2

    around = cv2.minAreaRect(points)
    return _clockwise(np.asarray(cv2.boxPoints(around))), min(around[1])


def _clockwise(corners: Any) -> Boxes:
    """Four corners, clockwise from the top left."""
    across = corners[np.argsort(corners[:, 0], kind="stable")]
    (top_left, bottom_left), (top_right, bottom_right) = (
        side[np.argsort(side[:, 1], kind="stable")] for side in (across[:2], across[2:])
    )
    return np.array([top_left, top_right, bottom_right, bottom_left])


def _likelihood(likely: Floats, box: Boxes) -> float:
    """The mean over a box."""
    import cv2

    height, width = likely.shape
    left, top = np.floor(box.min(axis=0)).clip(0, (width - 1, height - 1)).astype(int)
    right, bottom = np.ceil(box.max(axis=0)).clip(0, (width - 1, height - 1)).astype(int)
    mask = np.zeros((bottom - top + 1, right - left + 1), dtype=np.uint8)
    cv2.fillPoly(mask, [(box - (left, top)).astype(np.int32)], 1)
    return float(cv2.mean(likely[top : bottom + 1, left : right + 1], mask)[0])


def _grown(box: Boxes) -> Any:
    """Points round a box that lies within, at the same distance everywhere."""
    import cv2
    import pyclipper

    offset = pyclipper.PyclipperOffset()
    offset.AddPath(box, pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON)
    return np.array(offset.Execute(GROWTH * cv2.contourArea(box) / cv2.arcLength(box, True))).reshape(-1, 1, 2)


def _is_kept(box: Boxes) -> bool:
    """Whether enough of a box is left within the image."""
    top_left, top_right, _, bottom_left = box
    return bool(min(np.linalg.norm(top_left - top_right), np.linalg.norm(top_left - bottom_left)) >= LEAST_KEPT)
