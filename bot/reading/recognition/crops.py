"""What stands in a box, as the recogniser is to see it: laid level, reduced with care, and not too slanted."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes
from bot.reading.recognition.enhancement import without_shadow

SLANTS = np.arange(0.0, 1.3, 0.1)  # in widths by heights, to the right; no hand that leans to the left was seen
STRAIGHTENED = 0.5  # part of the slant that is taken away; all of it reads worse
INK = 18  # grey levels below the surroundings
HEIGHT = 48  # pixels of a line whose slant is measured
LONGEST = 60.0  # width by height; a longer line is squeezed first
BLUR = 12.0  # pixels, the radius of a letter's surroundings at that height

Pixels = NDArray[np.uint8]


def cut(image: Pixels, box: Boxes, turns: int = 0) -> Pixels:
    """The quadrilateral `box`, corners clockwise from the top left, as a level rectangle.

    `turns` is how many quarter turns clockwise it is turned afterwards.
    """
    import cv2

    corners = box.astype(np.float32)
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    width, height = max(1, int(max(sides[0], sides[2]))), max(1, int(max(sides[1], sides[3])))
    level = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    warp = cv2.getPerspectiveTransform(corners, level)
    crop = cv2.warpPerspective(image, warp, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(np.rot90(crop, -turns), dtype=np.uint8)


def resized(crop: Pixels, height: int, ratio: float) -> Pixels:
    """The crop `height` pixels high and `ratio` times as wide.

    Reducing averages and enlarging interpolates by cubics: plain interpolation skips over the thin strokes of large
    handwriting.
    """
    import cv2

    width = max(1, math.ceil(height * ratio))
    if crop.shape[0] > height:
        crop = cv2.resize(crop, (min(crop.shape[1], width), height), interpolation=cv2.INTER_AREA).astype(np.uint8)
    line: Pixels = cv2.resize(crop, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.uint8)
    return line


def evened(line: Pixels) -> Pixels:
    """A level line for a second look: its paper white, its letters leaning half as far."""
    return straightened(without_shadow(line))


def straightened(line: Pixels) -> Pixels:
    """A level line of slanted handwriting, its letters leaning half as far."""
    lean = STRAIGHTENED * slant(line)
    upright: Pixels = _sheared(line, lean).astype(np.uint8) if lean else line
    return upright


def slant(line: Pixels) -> float:
    """How far the letters of a level line lean to the right, in widths by heights: 0 is upright, 1 is 45 degrees.

    It is the shear under which the ink gathers in the fewest columns, by the sum of their squares. Source: after
    Vinciarelli and Luettin, A new normalization technique for cursive handwritten words (2001).
    """
    import cv2

    small = resized(line, HEIGHT, min(line.shape[1] / line.shape[0], LONGEST))
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32)
    ink = (cv2.GaussianBlur(grey, (0, 0), BLUR) - grey > INK).astype(np.float32)
    gathered = [float((_sheared(ink, lean).sum(axis=0) ** 2).sum()) for lean in SLANTS]
    return float(SLANTS[int(np.argmax(gathered))])


def _sheared(line: Any, lean: float) -> Any:
    """The top moved left and the foot right, by half of `lean` each; the middle stays."""
    import cv2

    height, width = line.shape[:2]
    shear = np.array([[1, lean, -lean * height / 2], [0, 1, 0]], dtype=np.float32)
    return cv2.warpAffine(line, shear, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
