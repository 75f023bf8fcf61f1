"""Lines that are boxed twice: by themselves, and in a box of several lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import partial_ratio

from bot.reading.layout.rows import Boxes, levelled, overlaps

INSIDE = 0.6  # of a box's area lies in the box that holds it; boxes of neighbouring lines share up to 0.55
LOW = 0.7  # of the height of a box of several lines are the boxes of its lines
WIDE = 0.4  # of its width, at least
ALIKE = 60.0  # of 100; two readings of one line have more in common

Flags = NDArray[np.bool_]


def holding_lines(boxes: Boxes) -> Flags:
    """Which boxes, of shape (n, 4, 2), hold a line that has a lower box of its own, and so other lines too."""
    inside, (width, height) = _inside(boxes)
    smaller = (height[:, np.newaxis] < LOW * height) & (width[:, np.newaxis] > WIDE * width)
    return np.asarray((inside & smaller).any(axis=0), np.bool_)


def repeated(boxes: Boxes, texts: Sequence[str]) -> set[int]:
    """Indexes of the boxes whose text stands in another one that holds them or is held by them, the fuller one's not.

    `boxes` has shape (n, 4, 2), `texts` are what was read in them.
    """
    inside, (width, _) = _inside(boxes)
    dropped: set[int] = set()
    for small, large in np.argwhere(inside & (width[:, np.newaxis] > WIDE * width)).tolist():
        if small in dropped or large in dropped or not _alike(texts[small], texts[large]):
            continue
        shorter = len(texts[small].strip()) <= len(texts[large].strip())
        dropped.add(small if shorter else large)
    return dropped


def _inside(boxes: Boxes) -> tuple[Flags, tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Whether box i lies in box k, the larger one of both; and the boxes' widths and heights on the levelled page."""
    if not len(boxes):
        return np.zeros((0, 0), np.bool_), (np.zeros(0), np.zeros(0))
    level = levelled(boxes)
    across, down = overlaps(level)
    shared = np.maximum(across, 0) * np.maximum(down, 0)
    width, height = np.ptp(level, axis=1).T
    area = width * height
    order = np.arange(len(boxes))
    larger = (area[:, np.newaxis] < area) | ((area[:, np.newaxis] == area) & (order[:, np.newaxis] > order))
    inside: Flags = larger & (shared > INSIDE * area[:, np.newaxis])
    return inside, (width, height)


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted(("".join(text.split()).casefold() for text in (one, other)), key=len)
    return bool(shorter) and partial_ratio(shorter, longer) >= ALIKE
