"""Tiny print, and short lines that stand in a stack, looked for again where they stand, drawn larger.

The detector sees the page reduced; there it takes several lines of a letterhead or several cells of a table for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes, overlaps, reached, sides

TINY = 11.0  # pixels of a box's height as the detector sees it; boxes on receipts have 13 and more
STACKED = 1.6  # times as high as most boxes, and higher than wide; 1.4 is as good
LARGER = 2
MOST_HEAPS = 60  # are looked at again, in 3 s; of 130 photos none has more than 19
MARGIN = 8  # pixels of the page that are shown round tiny print
FOUND = 0.3  # of a box; of one that is found again, in lines of its own, more is covered
OVERLAP = 0.3  # of the smaller box; lines of handwriting that rise share less

Pixels = NDArray[np.uint8]


def found_again(page: Pixels, boxes: Boxes, detect: Callable[[Pixels], Boxes], shrink: float) -> Boxes:
    """The boxes found on a BGR page, of shape (n, 4, 2), with what `detect` finds in heaps of doubtful ones.

    `shrink` is how many times smaller the detector saw their sides.
    """
    if not len(boxes):
        return boxes
    wide, high = sides(boxes)
    doubtful = (high < TINY * shrink) | ((high > STACKED * np.median(high)) & (high > wide))
    kept = np.ones(len(boxes), dtype=np.bool_)
    parts = []
    for heap in islice(_heaps(boxes, doubtful), MOST_HEAPS):
        found = found_inside(page, boxes[heap], detect)
        if len(found):
            kept[heap] = _covered(boxes[heap], found) < FOUND
            parts.append(found)
    return np.concatenate([boxes[kept], *parts])


def _heaps(boxes: Boxes, doubtful: NDArray[np.bool_]) -> Iterator[NDArray[np.bool_]]:
    """The boxes that lie over each other, or a lone one, where one is doubtful."""
    across, down = overlaps(boxes)
    area = np.prod(np.ptp(boxes, axis=1), axis=1)
    over = np.maximum(across, 0) * np.maximum(down, 0) > OVERLAP * np.minimum(area[:, np.newaxis], area)
    waiting = doubtful.copy()
    while waiting.any():
        heap = reached(over, int(waiting.argmax()))
        waiting &= ~heap
        yield heap


def _covered(boxes: Boxes, others: Boxes) -> NDArray[np.float64]:
    """Which part of each box the others cover."""
    low, high = boxes.min(axis=1)[:, np.newaxis], boxes.max(axis=1)[:, np.newaxis]
    shared = np.minimum(high, others.max(axis=1)) - np.maximum(low, others.min(axis=1))
    covered: NDArray[np.float64] = (
        np.prod(np.maximum(shared, 0), axis=2).sum(axis=1) / np.prod(high - low, axis=2)[:, 0]
    )
    return covered


def found_inside(page: Pixels, heap: Boxes, detect: Callable[[Pixels], Boxes]) -> Boxes:
    """The boxes that `detect` finds in the part of a BGR page round a heap of boxes, drawn larger.

    Both have shape (n, 4, 2); those found have their middles in one of the heap's boxes.
    """
    import cv2

    left, top = np.maximum(heap.min(axis=(0, 1)) - MARGIN, 0).astype(int).tolist()
    right, bottom = (heap.max(axis=(0, 1)) + MARGIN).astype(int).tolist()
    part = page[top:bottom, left:right]
    larger = cv2.resize(part, None, fx=LARGER, fy=LARGER, interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    found: Boxes = detect(larger) / LARGER + (left, top)
    within: Boxes = found[_hold(heap, found.mean(axis=1)).any(axis=0)]
    return within


def _hold(boxes: Boxes, points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether box i, its corners clockwise, holds point k."""
    along = np.roll(boxes, -1, axis=1) - boxes
    out = points[np.newaxis, :, np.newaxis] - boxes[:, np.newaxis]
    turned = along[:, np.newaxis, :, 0] * out[..., 1] - along[:, np.newaxis, :, 1] * out[..., 0]
    return np.asarray((turned >= 0).all(axis=2), np.bool_)
