"""Small writing on a large empty page, such as a receipt on a table: the part that is written on is looked at closer.

The detector sees a page reduced to an area. Without the empty part its letters are reduced by less, or drawn larger.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes, sides
from bot.reading.recognition.models import AREA

SMALL = 25.0  # pixels of a box's height as the detector sees it; larger ones are found as they are
LINES = 6  # of fewer it is unsure where the writing ends
LONG = 2  # times as long as wide are the boxes that hold lines, rather than patterns of the ground
SIGN = 1.3  # times as wide as high is a lone sign at most; outside the lines all 3 of 120 photos are specks or holes
COLUMN = 3  # lone signs below each other
MARGIN = 1.5  # heights of a box round the lines
MOST = 0.65  # of the page's area is written on; of more, little would be gained
DRAWN = 1_000_000  # pixels to which the part is enlarged: reduced to what the detector sees, its letters are smoother
LARGER = 2.0  # is the part drawn at most
GAIN = 1.2  # times as large must the detector see it: it costs a second look

Pixels = NDArray[np.uint8]


def found_closer(page: Pixels, boxes: Boxes, detect: Callable[[Pixels], Boxes]) -> tuple[Boxes, float]:
    """Boxes of a BGR page, and how many times smaller than it the detector saw their sides.

    They are the `boxes` that were found on it, shape (n, 4, 2); where these are small, those that `detect` finds in the
    part that is written on, and what is written outside it: a page's number, or prices far from their names.
    """
    import cv2

    edges = written_part(page, boxes)
    if edges is None:
        return boxes, 1 / _seen(page.shape[0] * page.shape[1])
    left, top, right, bottom = edges
    part = page[top:bottom, left:right]
    area = part.shape[0] * part.shape[1]
    times = min(LARGER, max(1.0, math.sqrt(DRAWN / area)))
    drawn = cv2.resize(part, None, fx=times, fy=times, interpolation=cv2.INTER_LANCZOS4).astype(np.uint8)
    found: Boxes = detect(drawn) / times + (left, top)
    if not len(found):
        return boxes, 1 / _seen(page.shape[0] * page.shape[1])
    middles = boxes.mean(axis=1)
    outside = boxes[((middles < (left, top)) | (middles > (right, bottom))).any(axis=1)]
    return np.concatenate([found, outside[_written(outside)]]), 1 / (times * _seen(area * times**2))


def written_part(page: Pixels, boxes: Boxes) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of the part of a page to look at closer; None where that would not help."""
    long, high = np.maximum(*sides(boxes)), np.minimum(*sides(boxes))
    lines = long > LONG * high
    if lines.sum() < LINES:
        return None
    usual = float(np.median(high[lines]))
    height, width, _ = page.shape
    left, top = np.maximum(boxes[lines].min(axis=(0, 1)) - MARGIN * usual, 0).astype(int).tolist()
    right, bottom = np.minimum(boxes[lines].max(axis=(0, 1)) + MARGIN * usual, (width, height)).astype(int).tolist()
    area = (right - left) * (bottom - top)
    before = _seen(width * height)
    after = min(LARGER, math.sqrt(AREA / area))
    if area > MOST * width * height or usual * before > SMALL or after < GAIN * before:
        return None
    return left, top, right, bottom


def _written(boxes: Boxes) -> NDArray[np.bool_]:
    """Which short boxes hold words or numbers, or lone signs in a column, as quantities are; specks stand alone."""
    wide, high = sides(boxes)
    lone = wide < SIGN * high
    across = boxes.mean(axis=1)[:, 0]
    below = np.abs(across[:, np.newaxis] - across) < high / 2
    return np.asarray(~lone | ((below & lone).sum(axis=1) >= COLUMN), np.bool_)


def _seen(area: float) -> float:
    """How large the detector sees a length in an image of so many pixels."""
    return min(1.0, math.sqrt(AREA / area))
