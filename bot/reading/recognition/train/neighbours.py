"""Pieces of the lines above and below, which the margin of a line cut out of a page shows."""

from __future__ import annotations

from random import Random

import numpy as np

from bot.reading.recognition.train.line_folder import HEIGHT
from bot.reading.recognition.train.smooth_noise import Floats
from bot.reading.recognition.train.warp import CANVAS

_FARTHEST = 1.4  # heights of a line: what is farther off does not show
_ENDED = 0.25  # of the lines beside end before this one does


def among_others(cover: Floats, share: float, nearest: float, random: Random) -> Floats:
    """The line's ink and, at that share of the times above and of those below, a piece of the same hand's.

    The pieces are at least `nearest` heights of a line away, from one line to the next.
    """
    width, crowded = cover.shape[1], cover
    for above in (True, False):
        if random.random() < share:
            pitch = round(random.uniform(nearest, _FARTHEST) * HEIGHT)
            other = np.roll(cover, random.randrange(width), axis=1)
            if random.random() < _ENDED:
                other[:, random.randrange(width) :] = 0
            beside = np.zeros_like(cover)
            if above:
                beside[: CANVAS - pitch] = other[pitch:]
            else:
                beside[pitch:] = other[: CANVAS - pitch]
            crowded = np.maximum(crowded, beside)
    return crowded
