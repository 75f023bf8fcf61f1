"""A dense column of prices or marks, which the detector takes for one line on its side, cut where its rows run."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes, group_rows, overlaps, reached, sides
from bot.reading.layout.sideways import around, sideways
from bot.reading.layout.slopes import flattened

ROWS = 3  # of fewer a column is not sure to be one
APART = 0.5  # of the narrower one's width stand the parts of a column at most
GAP = 0.6  # of a step, beyond whole steps, is left free where a row stands that has nothing beside the column
DENSE = 0.5  # of a line's height; rows at smaller steps are lines that are boxed twice
HIGH = 1.1  # of the step from row to row is a cell high at most; what is above and below comes with it

Array = NDArray[np.float64]


def stacks(boxes: Boxes) -> list[tuple[list[int], Boxes]]:
    """Boxes that may be columns: their indexes in `boxes`, of shape (n, 4, 2), and the boxes of the rows in them.

    What is on its side side by side is one column: the detector parts prices at their points.
    """
    on_side = sideways(boxes)
    across, down = overlaps(boxes)
    width, height = (np.minimum(side[:, np.newaxis], side) for side in np.ptp(boxes, axis=1).T)
    near = (across > -APART * width) & (down > height / 2) & on_side & on_side[:, np.newaxis]
    found, waiting = [], on_side.copy()
    while waiting.any():
        part = reached(near, int(waiting.argmax()))
        waiting &= ~part
        rows = _cells(around(boxes[part]), boxes[~on_side])
        if len(rows) >= ROWS:
            found.append((np.flatnonzero(part).tolist(), rows))
    return found


def _cells(column: Boxes, boxes: Boxes) -> Boxes:
    """The boxes of the rows in a column, shape (4, 2), as `boxes` beside it have them run."""
    flat = flattened(np.concatenate([column[np.newaxis], boxes]))
    top, bottom = flat[0, :2, 1].mean(), flat[0, 2:, 1].mean()
    others = flat[1:]
    width, height = sides(others)
    middle = others[:, :, 1].mean(axis=1)
    near = np.flatnonzero((width > height) & (middle > top) & (middle < bottom))
    rows = np.array([middle[near[row]].mean() for row in group_rows(others[near])])
    if len(rows) < ROWS:
        return np.empty((0, 4, 2))
    step, line = float(np.median(np.diff(rows))), float(np.median(height[near]))
    if step <= DENSE * line:
        return np.empty((0, 4, 2))
    half = min(line, HIGH * step) / 2
    rows = _filled(rows, step, top + half, bottom - half)
    edges = (np.stack([rows - half, rows + half]) - top) / (bottom - top)
    high, low = np.clip(edges, 0, 1)[:, :, np.newaxis]
    left, right = column[3] - column[0], column[2] - column[1]
    corners = [column[0] + high * left, column[1] + high * right, column[1] + low * right, column[0] + low * left]
    cut: Boxes = np.stack(corners, axis=1)
    return cut


def _filled(rows: Array, step: float, first: float, last: float) -> Array:
    """Rows from the top, with those that are missing among them, and before and after them from `first` to `last`."""
    above = rows[0] - step * np.arange(int((rows[0] - first) / step + 1 - GAP), 0, -1)
    below = rows[-1] + step * np.arange(1, int((last - rows[-1]) / step + 1 - GAP) + 1)
    counts = np.maximum(np.rint(np.diff(rows) / step), 1).astype(int)
    between = [
        np.linspace(start, end, count, endpoint=False)
        for start, end, count in zip(rows[:-1], rows[1:], counts, strict=True)
    ]
    return np.concatenate([above, *between, rows[-1:], below])
