"""Faint, shadowed and tiny pages mended; a page that reads well already is left as it is, to the last bit.

Whether a page needs it is judged where it matters, in the boxes that hold text: a dark table round a receipt is no
shadow on it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes

FAINT = 50.0  # grey levels from paper to ink; 69 and more on 72 of 73 photos, 20 to 50 on those made faint
SHADOWED = 0.65  # the darkest paper by the lightest; 0.81 and more on 72 photos
SMALL = 640  # pixels along the longer side: photos reduced to a third of what Telegram delivers have 427
ENLARGED = 2  # as good as 3 on receipts reduced to a third, and cheaper
WHITE = 235.0  # the grey that paper gets
GRID = 8  # pixels; the paper's brightness is found on a grid as coarse as this
BAND = 64  # rows that are divided together, to spare memory: numbers of eight bytes stand for pixels meanwhile

Pixels = NDArray[np.uint8]
Levels = NDArray[np.float64]


def enlarged(image: Pixels) -> tuple[Pixels, int]:
    """A small image drawn larger, and how many times; to be done before detection, which misses tiny letters."""
    import cv2

    if max(image.shape) > SMALL:
        return image, 1
    size = (image.shape[1] * ENLARGED, image.shape[0] * ENLARGED)
    return cv2.resize(image, size, interpolation=cv2.INTER_LANCZOS4).astype(np.uint8), ENLARGED


def enhanced(image: Pixels, boxes: Boxes) -> Pixels:
    """The image to detect on again, or the very same object where nothing is amiss.

    `image` is BGR, `boxes`, of shape (n, 4, 2), are those detected on it.
    """
    paper, ink = _levels(image, boxes)
    if not len(paper):
        return image
    darkest, lightest = np.percentile(paper, (10, 90)).tolist()
    if darkest < SHADOWED * lightest:
        return without_shadow(image)
    if np.median(paper - ink) < FAINT:
        return stretched(image, float(np.percentile(ink, 10)), lightest)
    return image


def without_shadow(image: Pixels) -> Pixels:
    """Every pixel divided by the paper round it, which becomes nearly white."""
    import cv2

    height, width = image.shape[:2]
    coarse = cv2.resize(image, (max(1, width // GRID), max(1, height // GRID)), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(coarse, np.ones((5, 5), np.uint8)), 11)
    smooth = cv2.resize(cv2.GaussianBlur(paper, (0, 0), 3), (width, height))
    divided = np.empty_like(image)
    for top in range(0, height, BAND):
        rows = slice(top, top + BAND)
        divided[rows] = np.clip(image[rows] * (WHITE / np.maximum(smooth[rows], 8)), 0, 255)
    return divided


def stretched(image: Pixels, darkest: float, lightest: float) -> Pixels:
    """Grey levels spread out: `darkest` becomes black, `lightest` nearly white."""
    import cv2

    levels = (np.arange(256) - darkest) * (WHITE / max(lightest - darkest, 1.0))
    spread: Pixels = cv2.LUT(image, np.clip(levels, 0, 255).astype(np.uint8)).astype(np.uint8)
    return spread


def _levels(image: Pixels, boxes: Boxes) -> tuple[Levels, Levels]:
    """The grey of the paper and of the ink in each box; boxes of light letters on a dark ground are left out."""
    import cv2

    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    levels = []
    for (left, top), (right, bottom) in zip(boxes.min(axis=1).astype(int), boxes.max(axis=1).astype(int), strict=True):
        inside = grey[max(top, 0) : bottom + 1 : 2, max(left, 0) : right + 1 : 2]
        if inside.size:
            ink, middle, paper, light = np.percentile(inside, (3, 50, 75, 97))
            if middle - ink > light - middle:
                levels.append((paper, ink))
    both = np.array(levels, dtype=np.float64).reshape(-1, 2)
    return both[:, 0], both[:, 1]
