"""Pages whose lines run in a bow, as those of an open book or of a curled sheet do, made flat before they are read.

A box round a line that sags by more than half its height holds parts of its neighbours.
"""

from __future__ import annotations

import math
from itertools import product

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes

STRIPS = 24  # upright ones, side by side, in each of which lines are as good as level
ROWS = 480  # of the reduced page; tiny lines are two or three of them apart
WIDTH = 16  # pixels of a strip of the reduced page
SURROUNDINGS = 12.0  # rows, the radius; what changes more slowly is no line
MOST = 21.0  # rows that the middle may sag or rise: 4 % of the page's height
STEPS = 8  # points of an edge of a box, for the bow between its corners
LEAST = 1e4  # the sharpness of a blank page is below, that of a single line above
CLEARER = 1.2  # times as sharp must the lines become; 79 photos stay below 1.12, bent by 2 % most pass 1.4
LONG = 3  # times as wide as high are the boxes that show how their lines run,
ENOUGH = 6  # and there must be so many
DEEP = 0.75  # of a box's height: a line that sags by more does not fit into it,
FEW = 0.25  # and so many boxes are not mistaken
OFF = 0.4  # of their height they may still run astray on average: 0.24 where the bow is right, 0.66 where it is not

Pixels = NDArray[np.uint8]
Array = NDArray[np.float64]

_X = np.linspace(-1, 1, STRIPS)
_BOWS = np.array([_X, _X**2 - 1 / 3, _X**3 - 0.6 * _X])  # tilted, sagging, more so on one side


def bow(page: Pixels, tilt: float) -> Array:
    """How far the lines of a BGR page lie below their mean height in each column, in pixels; 0 where they are straight.

    `tilt` is their angle in radians, positive where they fall to the right. Where strips of the page are moved up or
    down until its lines lie level, the ink gathers in the fewest rows, by the sum of their squares.
    """
    height, width, _ = page.shape
    strips = _strips(page)
    tilted = math.tan(tilt) * width / 2 * ROWS / height
    sags = [(tilted, sag, 0.0) for sag in np.arange(-MOST, MOST + 1, 1.5).tolist()]
    straight = _sharpness(strips, (tilted, 0.0, 0.0))
    best = max(sags, key=lambda bow: _sharpness(strips, bow))
    at_the_end = abs(best[1]) == MOST  # the ink may gather still better beyond: what was found is no bow of lines
    if at_the_end or _sharpness(strips, best) < CLEARER * straight + LEAST:
        return np.zeros(width)
    for step in (3.0, 1.5, 0.75):
        near = [tuple(np.add(best, move)) for move in product((-step, 0, step), repeat=3)]
        best = max(near, key=lambda bow: _sharpness(strips, bow))
    shift = np.array([0, *best[1:]]) @ _BOWS * height / ROWS
    columns: Array = np.interp(np.linspace(-1, 1, width), _X, shift)
    return columns


def follow(boxes: Boxes, shift: Array) -> bool:
    """Whether the long ones of the boxes found on a page, of shape (n, 4, 2), run as its bow `shift` has them run.

    Their ends are to lie as high as those of the bow, and its sag between them is to fit into their heights.
    """
    along = (boxes[:, 1] - boxes[:, 0] + boxes[:, 2] - boxes[:, 3]) / 2
    height = np.linalg.norm(boxes[:, 3] - boxes[:, 0] + boxes[:, 2] - boxes[:, 1], axis=1) / 2
    used = np.linalg.norm(along, axis=1) > LONG * height
    if used.sum() < ENOUGH:
        return False
    boxes, along, height = boxes[used], along[used], height[used]
    across = np.linspace(boxes[:, [0, 3], 0].mean(axis=1), boxes[:, [1, 2], 0].mean(axis=1), STEPS + 1)
    lines = np.interp(across, np.arange(len(shift)), shift)
    sag = np.ptp(lines - np.linspace(lines[0], lines[-1], STEPS + 1), axis=0)
    rise, width = along[:, 1] - (lines[-1] - lines[0]), np.maximum(along[:, 0], 1.0)
    off = np.abs(rise - np.median(rise / width) * width)
    too_deep = (sag > DEEP * height).mean()
    return bool(off.sum() <= OFF * height.sum() and too_deep < FEW)


def dewarped(page: Pixels, shift: Array) -> Pixels:
    """The page with each of its columns moved up by its `shift` in pixels, and higher, so that nothing is cut off."""
    import cv2

    height, width, _ = page.shape
    rows = (np.arange(-_above(shift), height + _above(-shift))[:, np.newaxis] + shift).astype(np.float32)
    columns = np.broadcast_to(np.arange(width, dtype=np.float32), rows.shape)
    flat: Pixels = cv2.remap(page, columns, rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE).astype(np.uint8)
    return flat


def as_seen(boxes: Boxes, shift: Array) -> Boxes:
    """Points along the edges of boxes on the flattened page, as they stand on the page as it was.

    `boxes` has shape (n, 4, 2), the points (n, 4 STEPS, 2).
    """
    steps = np.arange(STEPS)[:, np.newaxis] / STEPS
    edges = (np.roll(boxes, -1, axis=1) - boxes)[:, :, np.newaxis]
    points: Boxes = (boxes[:, :, np.newaxis] + edges * steps).reshape(len(boxes), 4 * STEPS, 2)
    points[:, :, 1] += np.interp(points[:, :, 0], np.arange(len(shift)), shift) - _above(shift)
    return points


def _above(shift: Array) -> int:
    """How many rows the flattened page has more at its top."""
    return math.ceil(max(float(shift.max()), 0.0))


def _strips(page: Pixels) -> Array:
    """The ink in each row of each strip, less that of the rows around, of shape (STRIPS, ROWS)."""
    import cv2

    small = cv2.resize(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), (STRIPS * WIDTH, ROWS), interpolation=cv2.INTER_AREA)
    ink = 255.0 - small.reshape(ROWS, STRIPS, WIDTH).mean(axis=2)
    strips: Array = (ink - cv2.GaussianBlur(ink, (1, 0), sigmaX=1, sigmaY=SURROUNDINGS)).T
    return strips


def _sharpness(strips: Array, bow: tuple[float, ...]) -> float:
    """The sum of the squares of the rows' ink, the strips moved up as the `bow` has them lie low."""
    moved = np.arange(ROWS) + np.rint(np.array(bow) @ _BOWS).astype(int)[:, np.newaxis]
    rows = np.take_along_axis(strips, np.clip(moved, 0, ROWS - 1), axis=1).sum(axis=0)
    return float((rows**2).sum())
