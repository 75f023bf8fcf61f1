"""What a pen leaves of a line: how wide its strokes are, how dense, and of what colour."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition.train.smooth_noise import Floats, Noise

Colour = tuple[int, int, int]  # blue, green, red
Range = tuple[float, float]

_BLACK: tuple[Colour, ...] = ((25, 22, 20), (45, 40, 38), (60, 52, 50), (35, 30, 45))
_BLUE: tuple[Colour, ...] = ((140, 60, 35), (165, 75, 50), (120, 45, 30), (190, 95, 60), (150, 50, 60))
_RED: tuple[Colour, ...] = ((50, 45, 190), (60, 60, 170))
_GREY: tuple[Colour, ...] = ((95, 92, 90), (75, 74, 74), (110, 108, 105))
_FELT: tuple[Colour, ...] = ((30, 25, 25), (130, 45, 25), (40, 35, 190), (70, 120, 30), (25, 20, 20), (150, 40, 110))
_FOUNTAIN: tuple[Colour, ...] = ((120, 50, 30), (70, 35, 30), (110, 65, 55), (40, 55, 80), (150, 70, 70))

_HAIRLINE = 20  # per cent of the ink: its thinnest strokes, and the edges of the others


@dataclass(frozen=True, slots=True)
class Pen:
    """`width` is from -1, a hairline, to 1, a marker; `flow` and `grain` are how unevenly it writes, from 0 to 1."""

    colour: Colour
    width: float
    density: float
    flow: float
    grain: float


@dataclass(frozen=True, slots=True)
class PenKind:
    """A kind of pen: how many of a hundred lines are written with one, and between what its pens lie."""

    share: int
    colours: tuple[Colour, ...]
    width: Range
    density: Range
    flow: Range
    grain: Range

    def pick(self, random: Random) -> Pen:
        """A pen of the kind."""
        ranges = (self.width, self.density, self.flow, self.grain)
        return Pen(random.choice(self.colours), *(random.uniform(*between) for between in ranges))


_KINDS = (
    PenKind(
        share=22, colours=_BLUE, width=(-0.9, 0.2), density=(0.7, 1), flow=(0.1, 0.2), grain=(0, 0.25)
    ),  # ball pens
    PenKind(share=18, colours=_BLACK, width=(-0.9, 0.2), density=(0.7, 1), flow=(0.1, 0.2), grain=(0, 0.25)),
    PenKind(share=3, colours=_RED, width=(-0.5, 0.3), density=(0.75, 1), flow=(0.1, 0.2), grain=(0, 0.2)),
    PenKind(share=14, colours=_BLACK, width=(-0.4, 0.4), density=(0.9, 1), flow=(0, 0.08), grain=(0, 0)),  # gel
    PenKind(
        share=16, colours=_GREY, width=(-0.7, 0.3), density=(0.5, 1), flow=(0.1, 0.25), grain=(0.25, 0.7)
    ),  # pencils
    PenKind(share=11, colours=_FELT, width=(0.3, 1), density=(0.85, 1), flow=(0, 0.1), grain=(0, 0.1)),
    PenKind(share=16, colours=_FOUNTAIN, width=(-0.8, 0.4), density=(0.6, 1), flow=(0.1, 0.3), grain=(0, 0.1)),
)


def pick_pen(random: Random) -> Pen:
    """A pen, by how often one is used for notes."""
    return random.choices(_KINDS, [kind.share for kind in _KINDS])[0].pick(random)


def strokes(ink: NDArray[np.uint8], pen: Pen, noise: Noise, random: Random) -> Floats:
    """How much of the paper the pen covers, from 0 to 1, where the drawn line has ink, from 0 to 255."""
    import cv2

    blurred = cv2.GaussianBlur(ink, (0, 0), 0.9 + 0.5 * max(0.0, pen.width))
    strong = blurred[ink > 128]
    if not strong.size:
        return np.zeros(ink.shape, np.float32)
    faint = float(np.percentile(strong, _HAIRLINE))
    least = faint * (0.75 - 0.35 * pen.width)
    height, width = ink.shape
    edge = np.clip(least * (1 + 0.5 * pen.flow * noise.along(20, width, random)), 0, 0.95 * faint)
    cover = np.clip((blurred - edge) * np.float32(1.5 / faint) + np.float32(0.5), 0, 1)
    uneven = 1 + pen.flow * noise.along(60, width, random) + pen.flow / 2 * noise.along(8, width, random)
    if pen.grain:
        uneven = uneven + pen.grain * noise.piece(1, height, width, random)
    covered: Floats = cover * np.clip(pen.density * uneven, 0.25, 1)
    return covered
