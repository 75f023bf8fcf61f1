"""Table rows whose cells hold several lines: read cell by cell, not line by line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.reading.layout.rows import Boxes, levelled

CLOSE = 1.25  # lines of one cell are at most this many heights apart; a line of its own between two takes more
MIDDLE = 0.2  # a cell of one line stands this near the middle between the two lines of its neighbours, in their step
TALL = 1.5  # a box this many times as high as the lines holds two lines that the detector did not part
PAIRS = 2  # of one such cell alone the neighbours may be anything
STACKED = 0.3  # lines of one cell share at least this part of the narrower one's width


def join_cells(boxes: Boxes, rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """The rows, where two lines with a cell halfway between them have become one row, in the order of its cells.

    `boxes` has shape (n, 4, 2); `rows` are indexes into it from the top, each from left to right.
    """
    if len(rows) < 2:
        return [list(row) for row in rows]
    level = levelled(boxes)
    left, right = level[:, :, 0].min(axis=1), level[:, :, 0].max(axis=1)
    middle = level[:, :, 1].mean(axis=1)
    height = np.linalg.norm(level[:, 3] - level[:, 0], axis=1)

    def stacked(one: int, other: int) -> bool:
        shared = min(right[one], right[other]) - max(left[one], left[other])
        return bool(shared > STACKED * min(right[one] - left[one], right[other] - left[other]))

    def cells(row: Sequence[int]) -> list[list[int]]:
        """The boxes of `row` by cell, from the left, each from the top."""
        found: list[list[int]] = []
        for box in sorted(row, key=lambda box: float(left[box])):
            home = next((cell for cell in found if any(stacked(box, other) for other in cell)), None)
            if home is None:
                found.append([box])
            else:
                home.append(box)
        return [sorted(cell, key=lambda box: float(middle[box])) for cell in found]

    def one_row(together: list[list[int]]) -> bool:
        """Whether a cell of one line stands halfway between the lines of its nearest cell of two."""
        pairs = [cell for cell in together if len(cell) == 2]
        if len(pairs) < PAIRS or any(len(cell) > 2 for cell in together):
            return False
        steps = [middle[low] - middle[high] for high, low in pairs]
        line = min(height[box] for pair in pairs for box in pair)
        if max(steps) > CLOSE * line:
            return False
        for (box,) in (cell for cell in together if len(cell) == 1):
            high, low = min(pairs, key=lambda pair: abs(left[pair[0]] - left[box]))
            if height[box] < TALL * line and abs(middle[box] - (middle[high] + middle[low]) / 2) < MIDDLE * (
                middle[low] - middle[high]
            ):
                return True
        return False

    joined: list[list[int]] = []
    for row in rows:
        for before in (joined[-2:], joined[-1:]):
            together = cells([*(box for other in before for box in other), *row])
            if before and one_row(together):
                joined[-len(before) :] = [[box for cell in together for box in cell]]
                break
        else:
            joined.append(list(row))
    return joined
