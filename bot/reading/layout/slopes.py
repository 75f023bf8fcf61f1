"""Pages on which the slope of the lines changes from place to place: curled slips, photos taken from one side."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes, levelled

LONG = 3  # times as wide as high: the slope of shorter boxes is mostly chance
ENOUGH = 8  # of these; fewer say nothing of how the slope changes
STEEP = 0.12  # against the whole page; no line of a page runs so far from the others
ASTRAY = 0.03  # against its surroundings: a box that was not set right
ROUNDS = 3  # of leaving out what is astray; more change nothing
HELD = 0.01  # of the weight of all boxes, against slopes that change more than the boxes say
LEAST = 0.1  # of a line's height that something moves; 0.05 and less on pages that lie flat: they stay as they are
STEPS = 8  # in which a line is followed across the page

Array = NDArray[np.float64]
Slope = Callable[[Array, Array], Array]


def flattened(boxes: Boxes) -> Boxes:
    """Boxes, of shape (n, 4, 2), as they would stand if all lines of their page lay level."""
    level = levelled(boxes)
    slope = _slope(level)
    if slope is None:
        return level
    x, y = level[..., 0], level[..., 1].copy()
    middle = (x.min() + x.max()) / 2
    step = (middle - x) / STEPS
    for walked in range(STEPS):
        y += slope(x + (walked + 0.5) * step, y) * step
    height = float(np.median(np.linalg.norm(level[:, 3] - level[:, 0], axis=1)))
    if np.abs(y - level[..., 1]).max() < LEAST * height:
        return level
    return np.stack([x, y], axis=-1)


def _slope(level: Boxes) -> Slope | None:
    """The slope of the lines at (x, y) on a levelled page: a plane through those of its long boxes, by their width."""
    along = (level[:, 1] - level[:, 0] + level[:, 2] - level[:, 3]) / 2
    width = np.linalg.norm(along, axis=1)
    height = np.linalg.norm(level[:, 3] - level[:, 0] + level[:, 2] - level[:, 1], axis=1) / 2
    slopes = along[:, 1] / np.maximum(along[:, 0], 1.0)
    middles = level.mean(axis=1)
    centre, span = middles.mean(axis=0), max(float(np.ptp(level, axis=(0, 1)).max()), 1.0)
    places = np.column_stack([np.ones(len(level)), (middles - centre) / span])
    long = width > LONG * height
    used = long & (np.abs(slopes) < STEEP)
    plane = np.zeros(3)
    for _ in range(ROUNDS):
        if used.sum() < ENOUGH:
            return None
        weighted = places[used] * width[used, np.newaxis]
        held = np.diag([0.0, HELD, HELD]) * width[used].sum()
        plane = np.linalg.solve(weighted.T @ places[used] + held, weighted.T @ slopes[used])
        used = long & (np.abs(slopes - places @ plane) < ASTRAY)

    def slope(x: Array, y: Array) -> Array:
        found: Array = plane[0] + plane[1] * (x - centre[0]) / span + plane[2] * (y - centre[1]) / span
        return found

    return slope
