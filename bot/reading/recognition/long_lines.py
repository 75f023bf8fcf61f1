"""Lines that run along a panorama: parted between two words, since the recogniser squeezes what is too wide for it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes
from bot.reading.recognition.crops import cut

LONG_LINE = 40  # times as wide as high; the recogniser's own limit, less what a line may be widened
GAP = 0.25  # of a line's height: the plain stretch that parts two words

Pixels = NDArray[np.uint8]


def parted(page: Pixels, box: Boxes) -> list[Boxes]:
    """The box of a line, shape (4, 2), clockwise from its top left; a long one in parts, from left to right.

    It is parted where its columns are plainest, near equal distances.
    """
    top_left, top_right, bottom_right, bottom_left = box
    height = max(1.0, float(np.linalg.norm(bottom_left - top_left)))
    parts = math.ceil(float(np.linalg.norm(top_right - top_left)) / height / LONG_LINE)
    if parts < 2:
        return [box]
    line = cut(page, box)
    window = max(1, round(GAP * line.shape[0]))
    ink = np.convolve(line.std(axis=0).sum(axis=1), np.ones(window), mode="same")
    width, reach = len(ink), len(ink) // parts // 4
    middles = [width * part // parts for part in range(1, parts)]
    ends = [0, *(middle - reach + int(ink[middle - reach : middle + reach].argmin()) for middle in middles), width]
    above = [top_left + (top_right - top_left) * end / width for end in ends]
    below = [bottom_left + (bottom_right - bottom_left) * end / width for end in ends]
    return [np.array([above[i], above[i + 1], below[i + 1], below[i]]) for i in range(parts)]
