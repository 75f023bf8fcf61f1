"""How a hand departs from its font: a warp of the drawn line, which differs from letter to letter."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition.train.line_folder import HEIGHT, MARGIN
from bot.reading.recognition.train.smooth_noise import Noise

CANVAS = round(HEIGHT * (1 + 2 * MARGIN))
EDGE = round(HEIGHT * MARGIN)
_LETTER, _WORD, _PHRASE = 20, 60, 200  # pixels: how far irregularities reach

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Irregularity:
    """Deviations, in pixels of a line of `HEIGHT` where nothing else is said.

    `drift` is of the baseline, `size` and `spacing` are shares, `slant` and its `wavering` are tangents, `tremor`
    is of strokes, `slope` is how much higher the line ends than it began, and `growth` how much larger, as a share.
    """

    drift: float = 0
    bounce: float = 0
    size: float = 0
    spacing: float = 0
    slant: float = 0
    wavering: float = 0
    tremor: float = 0
    slope: float = 0
    growth: float = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line as a font draws it: ink from 0 to 255, and the rows of its top, its baseline and its foot."""

    ink: Pixels
    top: float
    baseline: float
    foot: float


def warped(drawn: Drawn, width: int, irregularity: Irregularity, noise: Noise, random: Random) -> Pixels:
    """The line's ink on a canvas of `CANVAS` rows and `width` columns, both with their margins."""
    import cv2

    i, scale = irregularity, (drawn.foot - drawn.top) / HEIGHT
    part = np.linspace(-1, 1, width, dtype=np.float32)
    size = 1 + i.size * noise.along(_LETTER, width, random) + i.size / 2 * noise.along(_WORD, width, random)
    size = np.clip(size + i.growth * part, 0.5, 1.6)
    drift = i.drift * noise.along(_PHRASE, width, random) + i.bounce * noise.along(_LETTER, width, random)
    drift = drift - i.slope * part
    slant = i.slant + i.wavering * noise.along(_LETTER, width, random)
    down = np.arange(CANVAS, dtype=np.float32)[:, np.newaxis]
    above = (down - (EDGE + (drawn.baseline - drawn.top) / scale) - drift) / size
    rows = drawn.baseline + scale * above
    columns = _stretched(width, drawn.ink.shape[1], i.spacing, noise, random) + scale * slant * above
    if i.tremor:
        rows = rows + scale * i.tremor * noise.piece(8, CANVAS, width, random)
        columns = columns + scale * i.tremor * noise.piece(8, CANVAS, width, random)
    moved: Pixels = cv2.remap(drawn.ink, columns.astype(np.float32), rows.astype(np.float32), cv2.INTER_LINEAR)
    return moved


def _stretched(width: int, length: int, spacing: float, noise: Noise, random: Random) -> NDArray[np.float32]:
    """Which column of the drawing, `length` wide, comes to stand where: the margins lie outside of it."""
    wide = width - 2 * EDGE
    steps = np.clip(1 + spacing * noise.along(_LETTER, wide, random), 0.4, 1.8)
    inside = np.cumsum(steps) * (length / steps.sum())
    step = length / wide
    before, after = np.arange(-EDGE, 0) * step, length + np.arange(EDGE) * step
    return np.concatenate([before, inside, after]).astype(np.float32)
