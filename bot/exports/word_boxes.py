"""Where the words of a line stand in its box.

A line's posteriors have a frame for every step along each of its pieces, so the frames that show a character tell its
place within its piece. The gap between two pieces, such as an item and its price, has three frames however wide it is:
a piece is taken to be as wide as its frames are at the recogniser's scale, the first to begin where the line begins,
the last to end where it ends. Without posteriors characters take the place of frames, all of one width.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.page import Line, Point
from bot.reading.decoding.alignment import align, fits
from bot.reading.decoding.posteriors import BLANK, Frames, unpack

FRAME = 8 / 48  # of the line's height: a frame is 8 pixels wide where the line is 48 high
CHARACTER = 0.5  # of the line's height; a usual letter with the space beside it
_HALF = math.log(0.5)
_ROUNDED = 0.05  # what packing may add
_GAP = re.compile(r"\s{2,}")
_WORD = re.compile(r"\S+")

Corner = tuple[float, float]
Quadrilateral = tuple[Corner, Corner, Corner, Corner]
Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class WordBox:
    """A word and its quadrilateral, clockwise from the top left, in pixels of the upright image at full size."""

    text: str
    box: Quadrilateral


def word_boxes(line: Line, text: str) -> list[WordBox]:
    """Where the words of `text`, the line's own or its correction, stand in the photo, in their order.

    Where a correction has as many words as were read, each stands where the one stood that was read.
    """
    words = text.split()
    shown = line.text if len(line.text.split()) == len(words) else text
    edges = _edges(line, shown)
    spans = [match.span() for match in _WORD.finditer(shown)]
    return [
        WordBox(word, _part(line, edges[start], edges[end])) for word, (start, end) in zip(words, spans, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Track:
    """The steps along a line: where each character's middle is, and where each piece begins and ends.

    `step` is the width of a step by the line's height.
    """

    middles: Floats
    pieces: list[tuple[int, int]]
    step: float


def _edges(line: Line, text: str) -> list[float]:
    """Where each character begins and the last one ends, as parts of the line's width: one more than characters."""
    track = _by_frames(line, text) or _by_characters(text)
    between = (track.middles[1:] + track.middles[:-1]) / 2
    steps, parts = _scale(track, line)
    return [0.0, *np.interp(between, steps, parts).tolist(), 1.0]


def _by_frames(line: Line, text: str) -> _Track | None:
    frames = unpack(line.posteriors) if line.posteriors else None
    if frames is None or not text or not fits(text, len(frames.log)):
        return None
    return _Track(align(frames, text).mean(axis=1), _pieces(frames), FRAME)


def _by_characters(text: str) -> _Track:
    gaps = [gap.span() for gap in _GAP.finditer(text)]
    edges = [0, *(edge for gap in gaps for edge in gap), len(text)]
    return _Track(np.arange(len(text)) + 0.5, list(zip(edges[::2], edges[1::2], strict=True)), CHARACTER)


def _pieces(frames: Frames) -> list[tuple[int, int]]:
    """The first frame of each piece and the one after its last: between them `Frames.join` set a sure space."""
    if " " not in frames.alphabet:
        return [(0, len(frames.log))]
    space, blank = frames.log[:, frames.alphabet.index(" ")], frames.log[:, BLANK]
    sure, either = space == 0, np.maximum(abs(space - _HALF), abs(blank - _HALF)) < _ROUNDED
    gaps = np.flatnonzero(sure[:-2] & either[1:-1] & sure[2:]).tolist()
    return list(zip([0, *(gap + 3 for gap in gaps)], [*gaps, len(frames.log)], strict=True))


def _scale(track: _Track, line: Line) -> tuple[list[float], list[float]]:
    """Steps in rising order, and the parts of the line's width at which they stand."""
    lengths = [end - start for start, end in track.pieces]
    whole = 1 / max(sum(lengths), 1)
    step = whole if len(lengths) == 1 else min(whole, track.step * _height_by_width(line))
    gap = (1 - step * sum(lengths)) / max(len(lengths) - 1, 1)
    steps: list[float] = []
    parts: list[float] = []
    left = 0.0
    for (start, end), length in zip(track.pieces, lengths, strict=True):
        steps += [start, end]
        parts += [left, left + step * length]
        left = parts[-1] + gap
    return steps, parts


def _height_by_width(line: Line) -> float:
    top_left, top_right, _, bottom_left = line.box
    return math.dist(top_left, bottom_left) / max(math.dist(top_left, top_right), 1.0)


def _part(line: Line, start: float, end: float) -> Quadrilateral:
    top_left, top_right, bottom_right, bottom_left = line.box
    return (
        _between(top_left, top_right, start),
        _between(top_left, top_right, end),
        _between(bottom_left, bottom_right, end),
        _between(bottom_left, bottom_right, start),
    )


def _between(one: Point, other: Point, part: float) -> Corner:
    return one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])
