"""Words that stand close together in one line, as the boxes of the layout: what the detector finds in a photo."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.reading.files.words import PlacedWord
from bot.reading.layout.rows import group_rows

CELL = 1.0  # words further apart, in sizes of their font, stand in different cells
ALIGNED = 0.5  # baselines of one line differ by less, in sizes
ALIKE = 0.1  # radians by which directions in one line differ at most
ABOVE, BELOW = 0.75, 0.2  # sizes that a line reaches over its baseline, and under it

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one line, in their order."""

    words: tuple[PlacedWord, ...]

    @property
    def text(self) -> str:
        """The words with a space between two."""
        return " ".join(word.text for word in self.words)

    @property
    def angle(self) -> float:
        """The direction of the first word."""
        return self.words[0].angle

    @property
    def is_right_to_left(self) -> bool:
        """Whether most of its letters are of a script that is written from right to left."""
        directions = [unicodedata.bidirectional(letter) for letter in self.text]
        return sum(direction in ("R", "AL") for direction in directions) > directions.count("L")

    @property
    def box(self) -> Array:
        """The quadrilateral of the line, shape (4, 2): corners clockwise from its top left, in the text's direction."""
        along, down = _directions(self.angle)
        points = np.concatenate([word.corners for word in self.words])
        left, right = float((points @ along).min()), float((points @ along).max())
        base = np.array([word.origin @ down for word in self.words])
        size = np.array([word.size for word in self.words])
        top, bottom = float((base - ABOVE * size).min()), float((base + BELOW * size).max())
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        return np.array([x * along + y * down for x, y in corners])


def runs(words: Sequence[PlacedWord]) -> list[Run]:
    """The words in runs: first those that were drawn one after the other, then those that stand so."""
    found: list[list[PlacedWord]] = []
    for word in words:
        if found and word.goes_on and _close(found[-1][-1], word):
            found[-1].append(word)
        else:
            found.append([word])
    return _joined([Run(tuple(run)) for run in found])


def place_of(words: Sequence[PlacedWord], shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of words in whole pixels, within a page of shape (height, width, …)."""
    points = np.concatenate([word.corners for word in words])
    low, high = np.floor(points.min(axis=0)), np.ceil(points.max(axis=0)) + 1
    (left, top), (right, bottom) = np.clip([low, high], 0, (shape[1], shape[0])).astype(int).tolist()
    return left, top, right, bottom


def _joined(found: list[Run]) -> list[Run]:
    """Runs whose neighbour in the row goes on where they end are one; they may have been drawn in any order."""
    boxes = np.array([run.box for run in found])
    joined: list[Run] = []
    for row in group_rows(boxes) if len(boxes) else []:
        words: list[PlacedWord] = []
        goes_on = False
        for run in (found[i] for i in row):
            if goes_on and _close(words[-1], run.words[0]):
                words += run.words
                continue
            if words:
                joined.append(Run(tuple(words)))
            words, goes_on = [*run.words], not run.is_right_to_left
        joined.append(Run(tuple(words)))
    return joined


def _close(one: PlacedWord, other: PlacedWord) -> bool:
    """Whether a word follows another, or comes before it where it is written from right to left, in the same cell."""
    if abs((one.angle - other.angle + np.pi) % (2 * np.pi) - np.pi) > ALIKE:
        return False
    along, down = _directions(one.angle)
    size = max(one.size, other.size)
    if abs((one.origin - other.origin) @ down) > ALIGNED * size:
        return False
    first, second = one.corners @ along, other.corners @ along
    gap = max(second.min() - first.max(), first.min() - second.max())
    return bool(-size < gap <= CELL * size)


def _directions(angle: float) -> tuple[Array, Array]:
    """Along a line and down from it, each of length 1."""
    return np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
