"""Lines on their side, such as a note in the margin: the detector finds them, often in parts, as tall boxes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes, overlaps, reached, sides

TALL = 2.5  # times as high as wide; a lone digit stays below
SHARED = 0.7  # of the narrower one's width, by two parts of a line
WAYS = (1, 3)  # quarter turns clockwise: a note runs up more often than down

Flags = NDArray[np.bool_]


def sideways(boxes: Boxes) -> Flags:
    """Which boxes, of shape (n, 4, 2), hold a line on its side."""
    width, height = sides(boxes)
    return np.asarray(height > TALL * width, np.bool_)


def joined(boxes: Boxes) -> Boxes:
    """The boxes, in which lines on their side that lie in parts one above the other are one box each."""
    on_side = sideways(boxes)
    if on_side.sum() < 2:
        return boxes
    across, down = overlaps(boxes)
    width = np.ptp(boxes[:, :, 0], axis=1)
    narrower = np.minimum(width[:, np.newaxis], width)
    near = (across > SHARED * narrower) & (down > -narrower) & on_side & on_side[:, np.newaxis]
    waiting, parts = on_side.copy(), [boxes[~on_side]]
    while waiting.any():
        part = reached(near, int(waiting.argmax()))
        waiting &= ~part
        parts.append(around(boxes[part])[np.newaxis])
    return np.concatenate(parts)


def around(boxes: Boxes) -> Boxes:
    """A lone box, or the corners of the upright rectangle round all of them, clockwise from the top left."""
    if len(boxes) == 1:
        return np.asarray(boxes[0], np.float64)
    (left, top), (right, bottom) = boxes.min(axis=(0, 1)), boxes.max(axis=(0, 1))
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
