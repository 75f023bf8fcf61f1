"""A line in print: on a receipt, from a thermal or a needle printer, or on a page."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition.train.camera import photographed, pick_shot
from bot.reading.recognition.train.drawing import column_gaps, drawn, even_gaps
from bot.reading.recognition.train.fonts import Typeface
from bot.reading.recognition.train.line_folder import HEIGHT
from bot.reading.recognition.train.neighbours import among_others
from bot.reading.recognition.train.paper_and_light import print_paper, receipt_paper
from bot.reading.recognition.train.pens import Pen, strokes
from bot.reading.recognition.train.smooth_noise import Floats, Noise
from bot.reading.recognition.train.warp import EDGE, Irregularity, warped
from bot.reading.recognition.train.written_lines import LONGEST

Pixels = NDArray[np.uint8]
_BREADTHS = (0.6, 0.7, 0.75, 0.85, 0.9, 1, 1, 1, 1.15, 1.5)  # beside the font: tills print narrow, and titles wide


def receipt_line(text: str, face: Typeface, noise: Noise, random: Random) -> Pixels | None:
    """A line of a receipt, BGR; None where it would be longer than `LONGEST`, or leaves no ink."""
    breadth, gap = random.choice(_BREADTHS), column_gaps(random)
    cover = _cover(text, face, gap, breadth, _bent(random), _ink(random), noise, random)
    if cover is None:
        return None
    kind = random.choices(("thermal", "needles"), (4, 1))[0]
    cover = _needles(cover, random) if kind == "needles" else _thermal(cover, noise, random)
    darkness = random.uniform(0.55, 0.97) if random.random() < 0.7 else random.uniform(0.3, 0.6)
    colour = random.choice(((30, 28, 28), (45, 40, 40), (70, 50, 50), (90, 55, 60), (60, 60, 75)))
    picture = receipt_paper(cover.shape[1], noise, random)
    picture *= 1 - darkness * cover[..., np.newaxis] * (1 - np.array(colour, np.float32) / 255)
    return photographed(picture, pick_shot(random, smallest=0.2, copied=0.25), noise, random)


def print_line(text: str, face: Typeface, noise: Noise, random: Random) -> Pixels | None:
    """A line of a printed page, clean or slightly worn, BGR; None where it would be longer than `LONGEST`."""
    worn = random.random() < 0.6
    bend = Irregularity(slope=random.gauss(0, 0.8), drift=random.uniform(0, 0.5)) if worn else Irregularity()
    pen = Pen((0, 0, 0), random.uniform(-0.2, 0.3), 1, 0.04 if worn else 0, random.uniform(0, 0.08) if worn else 0)
    cover = _cover(text, face, even_gaps, 1, bend, pen, noise, random)
    if cover is None:
        return None
    picture = print_paper(cover.shape[1], noise, random)
    picture *= 1 - random.uniform(0.75, 0.97) * cover[..., np.newaxis]
    return photographed(picture, pick_shot(random, worst=0.7 if worn else 0.1), noise, random)


def _cover(
    text: str,
    face: Typeface,
    gap: Callable[[], float],
    breadth: float,
    bend: Irregularity,
    pen: Pen,
    noise: Noise,
    random: Random,
) -> Floats | None:
    line = drawn(text, face, gap, own_height=random.random())
    if line is None:
        return None
    width = round(line.ink.shape[1] / ((line.foot - line.top) / HEIGHT) * breadth) + 2 * EDGE
    if width > LONGEST:
        return None
    return among_others(strokes(warped(line, width, bend, noise, random), pen, noise, random), 0.4, 1.12, random)


def _bent(random: Random) -> Irregularity:
    """Paper that does not lie flat."""
    return Irregularity(
        drift=random.uniform(0, 1.5),
        slope=random.gauss(0, 2),
        growth=random.gauss(0, 0.03),
        slant=random.gauss(0, 0.03),
        tremor=random.uniform(0, 0.3),
    )


def _ink(random: Random) -> Pen:
    return Pen((0, 0, 0), random.uniform(-0.7, 0.7), 1, random.uniform(0, 0.15), random.uniform(0, 0.25))


def _thermal(cover: Floats, noise: Noise, random: Random) -> Floats:
    """What a worn print head and heat leave: faded bands, and streaks where a dot does not heat."""
    height, width = cover.shape
    if random.random() < 0.22:
        fading = 0.8 + random.uniform(0.1, 0.3) * noise.along(random.choice((60, 200)), width, random)
        cover = cover * np.clip(fading, 0.3, 1)
    if random.random() < 0.2:
        fading = 0.8 + random.uniform(0.1, 0.3) * noise.piece(20, height, 1, random)
        cover = cover * np.clip(fading, 0.3, 1)
    for _ in range(random.choices((0, 1, 3), (85, 10, 5))[0]):
        column = random.randrange(width)
        cover[:, column : column + random.choice((1, 2))] *= random.uniform(0, 0.5)
    return cover


def _needles(cover: Floats, random: Random) -> Floats:
    """The same ink as dots in rows, some needles weaker than others."""
    height, width = cover.shape
    pitch = random.uniform(3.2, 6)
    down = np.cos(np.arange(height, dtype=np.float32) * (2 * np.pi / pitch) + random.uniform(0, 6))
    along = np.cos(np.arange(width, dtype=np.float32) * (2 * np.pi / pitch) + random.uniform(0, 6))
    depth = random.uniform(0.15, 0.5)
    dots = 1 - depth * (1 - 0.5 * (down[:, np.newaxis] + along[np.newaxis]))
    dotted: Floats = cover * np.clip(dots, 0.1, 1)
    return dotted
