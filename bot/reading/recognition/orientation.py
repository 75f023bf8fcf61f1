"""Which of four ways a page stands: the boxes tell level from sideways, a few readings tell up from down."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes

ELONGATED = 1.5  # a box this many times as long as wide shows the direction of its line
LINES = 3  # the longest ones, read before deciding; on 73 photos a single one is right too, by a smaller margin
SURE = 0.85  # the mean confidence of three upside-down lines stays below 0.73 on 73 photos
SURER = 0.5  # among sure ways the upright one is left only for one with this part of the doubt: NO is as sure as ON
ENOUGH = 12.0  # line heights that must have been read: short words read well both ways: Soup, dnos
DOUBT = 0.1  # among doubtful ways the upright one is left only for one this much surer: 0.17 and more on 73 photos,
LEAST = 0.5  # and this sure; upside-down Hebrew, Arabic and Korean pass for Latin letters, but below one or the other


def quarter_turns(boxes: Boxes, confidence: Callable[[int, int], float]) -> int:
    """How many quarter turns clockwise bring the page upright: 0, 1, 2 or 3.

    `boxes` has shape (n, 4, 2), corners clockwise from the top left. `confidence(i, turns)` reads what stands in
    box i after that many quarter turns clockwise and says how sure the reading is, 0 to 1. Of an upright page that
    reads well it is asked for the `longest_lines` at 0 turns and for nothing else.
    """
    if not len(boxes):
        return 0
    lengths, heights = _sides(boxes)
    longest = longest_lines(boxes)
    enough = _elongation(boxes)[longest].sum() >= ENOUGH
    first, *others = _level_ways(lengths, heights)
    best, surest = first, _mean(confidence, longest, first)
    if enough and surest >= SURE:
        return best
    for turns in others:
        sureness = _mean(confidence, longest, turns)
        most_doubt = SURER * (1 - surest) if surest >= SURE else 1 - surest - DOUBT
        if sureness >= LEAST and 1 - sureness < most_doubt:
            best, surest = turns, sureness
    return best


def longest_lines(boxes: Boxes) -> list[int]:
    """Indexes of the LINES boxes that are longest by their height, the longest first."""
    longest: list[int] = np.argsort(-_elongation(boxes), kind="stable")[:LINES].tolist()
    return longest


def _level_ways(lengths: NDArray[np.float64], heights: NDArray[np.float64]) -> tuple[int, ...]:
    """The turns that lay the lines level: the elongated boxes vote, each with its length."""
    level = float(lengths[lengths >= ELONGATED * heights].sum())
    sideways = float(heights[heights >= ELONGATED * lengths].sum())
    if level == sideways == 0:
        return (0, 1, 2, 3)
    return (0, 2) if level >= sideways else (3, 1)


def _sides(boxes: Boxes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The width and the height of each box."""
    return np.linalg.norm(boxes[:, 1] - boxes[:, 0], axis=1), np.linalg.norm(boxes[:, 3] - boxes[:, 0], axis=1)


def _elongation(boxes: Boxes) -> NDArray[np.float64]:
    """The longer side of each box by its shorter one."""
    lengths, heights = _sides(boxes)
    elongation: NDArray[np.float64] = np.maximum(lengths, heights) / np.maximum(np.minimum(lengths, heights), 1.0)
    return elongation


def _mean(confidence: Callable[[int, int], float], lines: list[int], turns: int) -> float:
    return sum(confidence(line, turns) for line in lines) / len(lines)
