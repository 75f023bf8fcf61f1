"""Ruled, squared and lined paper."""

from __future__ import annotations

import math
from random import Random

import numpy as np

from bot.reading.recognition.train.smooth_noise import Floats

Colour = tuple[float, float, float]  # blue, green, red

_COLOURS: tuple[Colour, ...] = (
    (215, 175, 140),
    (190, 150, 110),
    (180, 180, 180),
    (205, 190, 235),
    (200, 215, 180),
    (150, 140, 130),
)
_MARGIN: Colour = (170, 150, 235)


def rule(paper: Floats, baseline: float, random: Random) -> None:
    """Draw the ruling of some paper, or none, on blank paper; `baseline` is the row that the writing stands on."""
    random.choices((_none, _lines, _squares, _seyes), (48, 28, 17, 7))[0](paper, baseline, random)


def _none(paper: Floats, baseline: float, random: Random) -> None:
    """No ruling."""


def _lines(paper: Floats, baseline: float, random: Random) -> None:
    colour, strength, tilt = random.choice(_COLOURS), random.uniform(0.25, 0.95), random.gauss(0, 0.006)
    row, pitch, thickness = baseline + random.gauss(2, 5), random.uniform(52, 100), random.choice((0.7, 1, 1.4, 2))
    for step in (-1, 0, 1):
        _across(paper, row + step * pitch, tilt, colour, strength, thickness)
    if random.random() < 0.12:
        _down(paper, random.uniform(0, 0.15 * paper.shape[1]), random.choice((colour, _MARGIN, _MARGIN)), strength, 2)


def _squares(paper: Floats, baseline: float, random: Random) -> None:
    colour, strength, tilt = random.choice(_COLOURS), random.uniform(0.2, 0.85), random.gauss(0, 0.005)
    pitch, thickness = random.uniform(18, 48), random.choice((0.7, 1, 1.4))
    row = (baseline + random.gauss(0, 4)) % pitch
    while row < paper.shape[0]:
        _across(paper, row, tilt, colour, strength, thickness)
        row += pitch
    column = random.uniform(0, pitch)
    while column < paper.shape[1]:
        _down(paper, column, colour, strength, thickness)
        column += pitch


def _seyes(paper: Floats, baseline: float, random: Random) -> None:
    """The ruling of French schools: a strong line and three faint ones between, and columns."""
    colour, strength, tilt = random.choice(_COLOURS), random.uniform(0.3, 0.9), random.gauss(0, 0.004)
    pitch = random.uniform(13, 22)
    for step in range(-8, 9):
        _across(paper, baseline + 2 + step * pitch, tilt, colour, strength * (1 if step % 4 == 0 else 0.45), 1)
    column = random.uniform(0, 4 * pitch)
    while column < paper.shape[1]:
        _down(paper, column, colour, strength, 1)
        column += 4 * pitch


def _across(paper: Floats, row: float, tilt: float, colour: Colour, strength: float, thickness: float) -> None:
    """A line from left to right, which rises by `tilt` a pixel."""
    height, width, _ = paper.shape
    rows = row + tilt * (np.arange(width, dtype=np.float32) - width / 2)
    first, last = math.floor(rows.min() - thickness), math.ceil(rows.max() + thickness) + 1
    first, last = max(0, first), min(height, last)
    if first < last:
        distance = np.abs(np.arange(first, last, dtype=np.float32)[:, np.newaxis] - rows)
        _blend(paper[first:last], np.clip(thickness / 2 + 0.5 - distance, 0, 1), colour, strength)


def _down(paper: Floats, column: float, colour: Colour, strength: float, thickness: float) -> None:
    """A line from top to bottom."""
    first = max(0, math.floor(column - thickness))
    last = min(paper.shape[1], math.ceil(column + thickness) + 1)
    if first < last:
        distance = np.abs(np.arange(first, last, dtype=np.float32) - column)[np.newaxis]
        _blend(paper[:, first:last], np.clip(thickness / 2 + 0.5 - distance, 0, 1), colour, strength)


def _blend(part: Floats, cover: Floats, colour: Colour, strength: float) -> None:
    share = (cover * np.float32(strength))[..., np.newaxis]
    part += share * (np.minimum(np.array(colour, np.float32), part) - part)
