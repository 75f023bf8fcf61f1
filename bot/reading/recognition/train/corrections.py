"""What a person mends while writing: letters written over, words scribbled out."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np

from bot.reading.recognition.train.warp import Drawn

_MENDED, _SCRIBBLED = 0.04, 0.02  # of the lines
_GAP = 9  # columns of the drawing without ink: between words
_LEAST = 200  # columns: shorter lines are left as they are


def corrected(line: Drawn, random: Random) -> Drawn:
    """The line, at times with strokes that are doubled, or with a scribble between two words that says nothing."""
    if line.ink.shape[1] < _LEAST:
        return line
    if random.random() < _MENDED:
        line = _written_over(line, random)
    return _with_scribble(line, random) if random.random() < _SCRIBBLED else line


def _written_over(line: Drawn, random: Random) -> Drawn:
    import cv2

    ink = line.ink.copy()
    first = random.randrange(ink.shape[1] - 60)
    piece = ink[:, first : first + random.randint(20, 60)]
    piece[:] = cv2.dilate(piece, np.ones((4, 4), np.uint8))
    return replace(line, ink=ink)


def _with_scribble(line: Drawn, random: Random) -> Drawn:
    import cv2

    empty = np.convolve(line.ink.max(axis=0) == 0, np.ones(_GAP), mode="valid") == _GAP
    gaps = np.flatnonzero(empty)
    if not gaps.size:
        return line
    at = int(random.choice(gaps)) + _GAP // 2
    height, length = round(line.baseline - line.top), random.randint(50, 170)
    blot = np.zeros((line.ink.shape[0], length + 2 * _GAP), np.uint8)
    turns = random.randint(length // 8, length // 3)
    columns = np.linspace(_GAP, length, turns) + [random.gauss(0, 7) for _ in range(turns)]
    middle, reach = line.baseline - 0.35 * height, random.uniform(0.12, 0.4) * height
    rows = [middle + (-1) ** turn * random.uniform(0.5, 1) * reach for turn in range(turns)]
    points = np.stack([columns, np.array(rows)], axis=1).round().astype(np.int32)
    cv2.polylines(blot, [points], False, 255, random.choice((2, 3, 4)), cv2.LINE_AA)
    return replace(line, ink=np.concatenate([line.ink[:, :at], blot, line.ink[:, at:]], axis=1))
