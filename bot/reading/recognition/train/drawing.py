"""A line of text as a font draws it, word by word."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from random import Random

import numpy as np

from bot.reading.recognition.train.fonts import Typeface
from bot.reading.recognition.train.line_folder import HEIGHT
from bot.reading.recognition.train.warp import Drawn, Pixels

DETAIL = 1.25  # times as large as the line will be
_ABOVE, _BELOW = 1.1, 0.75  # of the baseline, in heights of the line: what is drawn
_LOW = 0.3  # of the line: a dash or a dot is not as high as letters, however little else there is
_SMALLEST = 8  # pixels an em
_STRAY = 0.004  # of the ink: what a swash leaves above and below the line


def drawn(text: str, face: Typeface, gap: Callable[[], float], own_height: float) -> Drawn | None:
    """The text, or None where it leaves no ink; raises KeyError for a character that the face has not.

    `gap` tells how wide the next space is, as a share of the font's. The line's top and foot are its own ink's where
    `own_height` is 1, those of the face's longest letters where it is 0, and between them otherwise.
    """
    tall = HEIGHT * DETAIL
    size, baseline = max(_SMALLEST, round(tall / face.height)), round(tall * _ABOVE)
    ink = _ink(text, face, size, gap, baseline, height=baseline + round(tall * _BELOW))
    if ink is None:
        return None
    share = np.cumsum(ink.sum(axis=1, dtype=np.int64)) / ink.sum(dtype=np.int64)
    top, foot = np.searchsorted(share, [_STRAY, 1 - _STRAY])
    if foot - top < _LOW * tall:
        own_height = 0
    tallest, deepest = baseline - face.ascent * size, baseline + face.descent * size
    return Drawn(
        ink,
        top=own_height * float(top) + (1 - own_height) * tallest,
        baseline=float(baseline),
        foot=own_height * float(foot + 1) + (1 - own_height) * deepest,
    )


def _ink(text: str, face: Typeface, size: int, gap: Callable[[], float], baseline: int, height: int) -> Pixels | None:
    """The drawing, as wide as what was drawn."""
    from PIL import Image, ImageDraw

    words = [face.runs(word, size) for word in text.split(" ")]
    space = face.fonts(size)[0].getlength(" ")
    starts, along = [], 2.0 * size  # letters may begin before the place where they stand
    for runs in words:
        for run, font in runs:
            starts.append(along)
            along += font.getlength(run)
        along += space * gap()
    canvas = Image.new("L", (round(along + 2 * size), height))
    draw = ImageDraw.Draw(canvas)
    for start, (run, font) in zip(starts, chain.from_iterable(words), strict=True):
        draw.text((start, baseline), run, 255, font=font, anchor="ls")
    box = canvas.getbbox()
    return np.asarray(canvas.crop((box[0], 0, box[2], height))) if box else None


def even_gaps() -> float:
    """Spaces as the font has them."""
    return 1


def uneven_gaps(random: Random) -> Callable[[], float]:
    """Spaces of a hand, which has its own width of them and does not keep to it."""
    own = random.uniform(0.6, 2.0)
    return lambda: own * random.uniform(0.7, 1.35)


def column_gaps(random: Random) -> Callable[[], float]:
    """Spaces of a receipt's row: at times wide, between its columns."""
    return lambda: random.uniform(2, 7) if random.random() < 0.12 else 1
