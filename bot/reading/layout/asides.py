"""What stands beside a text is read as a block of its own: small print, as at the sides of a letterhead, and what
stands on its side, as in a margin.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.columns import LINES, reading_order
from bot.reading.layout.rows import Boxes, group_rows, levelled, overlaps, reached, sides
from bot.reading.layout.rulings import NO_RULINGS, Rulings
from bot.reading.layout.sideways import sideways

HIGH = 2.5  # lines is a note on its side high, or more
SMALL = 0.5  # of the height of the page's writing; 0.35 is as good

Indexes = NDArray[np.intp]


def with_asides(boxes: Boxes, texts: Sequence[str], rulings: Rulings = NO_RULINGS) -> list[list[list[int]]]:
    """Blocks, rows and indexes as of `reading_order`, with what stands beside the text before or after all of it.

    Small print at the upper left comes first, elsewhere last, so that the text stays together; what stands on its side
    comes last of all, from left to right.
    """
    upright = ~_notes(boxes)
    notes = sorted(np.flatnonzero(~upright).tolist(), key=lambda note: float(boxes[note, :, 0].min()))
    text = np.flatnonzero(upright)
    blocks = with_small_print(boxes[text], [texts[i] for i in text.tolist()], rulings) if len(text) else []
    return [*([text[row].tolist() for row in block] for block in blocks), *([[note]] for note in notes)]


def _notes(boxes: Boxes) -> NDArray[np.bool_]:
    """Which boxes hold lines that stand on their side; none where most do, as the pages of some scripts have them."""
    width, height = sides(boxes)
    notes = sideways(boxes) & (height > HIGH * np.median(np.minimum(width, height)))
    return np.asarray(notes & (2 * notes.sum() < len(boxes)), np.bool_)


def with_small_print(boxes: Boxes, texts: Sequence[str], rulings: Rulings = NO_RULINGS) -> list[list[list[int]]]:
    """The same where nothing stands on its side: what is narrow and high is a large letter."""
    level = levelled(boxes)
    centre = (level.min(axis=(0, 1)) + level.max(axis=(0, 1))) / 2
    rest = np.ones(len(boxes), dtype=np.bool_)
    first: list[list[list[int]]] = []
    last: list[list[list[int]]] = []
    small = _small(level)
    others = level[~small, :, 1].mean(axis=1)
    for block in _blocks(boxes, level, small):
        if ((others > level[block, :, 1].min()) & (others < level[block, :, 1].max())).any():
            rest[block] = False
            leads = (level[block].mean(axis=(0, 1)) < centre).all()
            (first if leads else last).append([block[row].tolist() for row in group_rows(boxes[block])])
    text = np.flatnonzero(rest)
    blocks = reading_order(boxes[text], [texts[i] for i in text.tolist()], rulings)
    return [*first, *([text[row].tolist() for row in block] for block in blocks), *last]


def _small(level: Boxes) -> NDArray[np.bool_]:
    """Which boxes hold print that is small beside the page's writing."""
    width, height = sides(level)
    order = np.argsort(height)
    widths = np.cumsum(width[order])
    small: NDArray[np.bool_] = height < SMALL * height[order][np.searchsorted(widths, widths[-1] / 2)]
    return small


def _blocks(boxes: Boxes, level: Boxes, small: NDArray[np.bool_]) -> list[Indexes]:
    """The boxes of each block of LINES small lines or more that stand near each other, from left to right."""
    _, height = sides(level)
    waiting = small.copy()
    across, down = overlaps(level)
    near = np.minimum(across, down) > -np.maximum(height[:, np.newaxis], height)
    near &= waiting & waiting[:, np.newaxis]
    blocks = []
    for box in np.argsort(level[:, :, 0].min(axis=1)).tolist():
        if waiting[box]:
            block = reached(near, box)
            waiting &= ~block
            blocks.append(np.flatnonzero(block))
    return [block for block in blocks if len(group_rows(boxes[block])) >= LINES]
