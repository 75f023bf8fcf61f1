"""A line as a person writes it: a handwriting font, a hand's irregularity, a pen, paper, and a photo of it."""

from __future__ import annotations

from random import Random

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition.train.camera import photographed, pick_shot
from bot.reading.recognition.train.corrections import corrected
from bot.reading.recognition.train.drawing import drawn, uneven_gaps
from bot.reading.recognition.train.fonts import Typeface
from bot.reading.recognition.train.line_folder import HEIGHT
from bot.reading.recognition.train.neighbours import among_others
from bot.reading.recognition.train.paper_and_light import note_paper
from bot.reading.recognition.train.pens import pick_pen, strokes
from bot.reading.recognition.train.smooth_noise import Floats, Noise
from bot.reading.recognition.train.warp import EDGE, Irregularity, warped

LONGEST = 2600  # pixels: longer lines are read in pieces

Pixels = NDArray[np.uint8]


def written_line(text: str, face: Typeface, noise: Noise, random: Random) -> Pixels | None:
    """The line, BGR; None where it would be longer than `LONGEST`, or leaves no ink."""
    line = drawn(text, face, uneven_gaps(random), own_height=random.random())
    if line is None:
        return None
    line = corrected(line, random)
    width = round(line.ink.shape[1] / ((line.foot - line.top) / HEIGHT) * _breadth(random)) + 2 * EDGE
    if width > LONGEST:
        return None
    ink = warped(line, width, pick_hand(random), noise, random)
    pen = pick_pen(random)
    cover = among_others(strokes(ink, pen, noise, random), 0.45, 0.95, random)
    baseline = EDGE + HEIGHT * (line.baseline - line.top) / (line.foot - line.top)
    cover = _underlined(cover, baseline, random)
    picture = note_paper(width, baseline, noise, random)
    picture *= 1 - cover[..., np.newaxis] * (1 - np.array(pen.colour, np.float32) / 255)
    return photographed(picture, pick_shot(random), noise, random)


def pick_hand(random: Random) -> Irregularity:
    """A person's irregularity: most are tidy, some are not."""
    untidy = random.random() ** 1.2
    return Irregularity(
        drift=random.uniform(0.3, 2.5) * (0.4 + untidy),
        bounce=random.uniform(0.2, 2.0) * (0.2 + untidy),
        size=random.uniform(0.02, 0.11) * (0.3 + untidy),
        spacing=random.uniform(0.04, 0.22) * (0.3 + untidy),
        slant=random.gauss(0.05, 0.17) if random.random() < 0.7 else 0,
        wavering=random.uniform(0.01, 0.1) * (0.2 + untidy),
        tremor=random.uniform(0.2, 1.1) * (0.4 + untidy),
        slope=random.gauss(0, 2),
        growth=random.gauss(0, 0.05),
    )


def _breadth(random: Random) -> float:
    """How much wider than its font a hand writes."""
    return float(np.clip(random.gauss(1.05, 0.17), 0.7, 1.6))


def _underlined(cover: Floats, baseline: float, random: Random) -> Floats:
    """At times with a stroke of the pen below a part of it."""
    import cv2

    width = cover.shape[1]
    if random.random() > 0.05:
        return cover
    first, last = sorted((random.randrange(EDGE, width - EDGE + 1), random.randrange(EDGE, width - EDGE + 1)))
    row = baseline + random.uniform(4, 12)
    stroke = np.zeros(cover.shape, np.uint8)
    ends = (first, round(row + random.gauss(0, 2))), (last, round(row + random.gauss(0, 2)))
    cv2.line(stroke, *ends, 255, random.choice((1, 2, 2, 3)), cv2.LINE_AA)
    return np.maximum(cover, stroke.astype(np.float32) / 255 * float(cover.max()))
