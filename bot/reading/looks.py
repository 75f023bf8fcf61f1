"""How a box is looked at: along the line in it, and again by another recogniser where the first is not certain."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from bot.reading.decoding.best_path import Decoded, greedy
from bot.reading.decoding.posteriors import Frames
from bot.reading.layout.rows import Boxes
from bot.reading.layout.sideways import WAYS, sideways
from bot.reading.recognition.crops import cut, evened
from bot.reading.recognition.long_lines import parted
from bot.reading.recognition.recogniser import Recogniser, Recognisers

CERTAIN = 0.9  # pieces below are looked at again, widened and by another: a flowing hand's letters are few frames apart
WIDENED = 1.5
NARROW = 0.8  # of its width: surely read print is read as well there, in four fifths of the time
PRINTED_PAGE = 0.985  # so surely the middle one of a page's longest lines is read: scans have 0.989, few hands do
SURE = 0.97  # pieces that are read narrow with less are looked at in their own width
LONG = 10  # times as wide as high; of shorter pieces too many would be looked at twice

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Looked:
    """The frames of each look at a line, and the surest reading; `ratio` is the line's width by its height."""

    looks: Sequence[Frames]
    read: Decoded
    ratio: float

    @property
    def surest(self) -> Frames:
        """The look that was read surest."""
        return max(self.looks, key=lambda look: greedy(look).confidence)


def ways(image: Pixels, box: Boxes) -> list[list[Pixels]]:
    """The line in a box of a BGR image, level, in its parts from left to right; of one on its side both ways up."""
    if sideways(box[np.newaxis]).all():
        return [[cut(image, box, turns)] for turns in WAYS]
    return [[cut(image, part) for part in parted(image, box)]]


def look_at(
    recognisers: Recognisers, lines: Sequence[Sequence[Pixels]], look: Frames | None = None, *, narrow: bool = False
) -> Looked:
    """Look at the ways in which a line may run, each in its parts: the surer way counts.

    `look` is what was seen already of a line of one way and one part; a `narrow` look is tried first where print is
    expected.
    """
    if len(lines) == 1:
        return _looked(recognisers, lines[0], look if len(lines[0]) == 1 else None, narrow)
    looked = (_looked(recognisers, parts, None, narrow) for parts in lines)
    return max(looked, key=lambda way: way.read.confidence)


def is_print(lines: Collection[Frames]) -> bool:
    """Whether a page is print by the looks at its longest lines; one without lines is not."""
    return len(lines) > 0 and median(greedy(look).confidence for look in lines) >= PRINTED_PAGE


def _looked(recognisers: Recognisers, parts: Sequence[Pixels], look: Frames | None, narrow: bool) -> Looked:
    looks = [look or _first(recognisers.first, parts, narrow)]
    if greedy(looks[0]).confidence < CERTAIN:
        looks.append(_seen(recognisers.second, parts, evened, WIDENED))
    read = max(map(greedy, looks), key=lambda read: read.confidence)
    return Looked(looks, read, _ratio(parts))


def _ratio(parts: Sequence[Pixels]) -> float:
    return float(sum(part.shape[1] / part.shape[0] for part in parts))


def _first(recogniser: Recogniser, parts: Sequence[Pixels], narrow: bool) -> Frames:
    if narrow and _ratio(parts) >= LONG:
        look = _seen(recogniser, parts, lambda line: line, NARROW)
        if greedy(look).confidence >= SURE:
            return look
    return _seen(recogniser, parts, lambda line: line, 1.0)


def _seen(
    recogniser: Recogniser, parts: Sequence[Pixels], prepared: Callable[[Pixels], Pixels], widened: float
) -> Frames:
    """The frames of a line, whose parts stand side by side."""
    return Frames.join([recogniser.frames(prepared(part), widened) for part in parts], " ")
