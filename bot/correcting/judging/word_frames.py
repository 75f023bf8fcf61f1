"""The words of a line, each with the recogniser's frames that show it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.reading.decoding.alignment import align, fits
from bot.reading.decoding.posteriors import BLANK, Frames

_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, eq=False)
class WordFrames:
    """A word with its signs, or neighbouring ones, from `start` to `end` of the line's text, and its frames.

    `sureness` is how probable each character is in the best frame that shows it, 0 to 1; `gap` the same of a space
    between its characters.
    """

    text: str
    start: int
    end: int
    frames: Frames
    sureness: tuple[float, ...]
    gap: float


def word_frames(text: str, frames: Frames, together: int) -> list[WordFrames]:
    """Each `together` neighbouring words of `text` with their part of its `frames`; none where the text does not fit.

    Frames between two words are parted in the middle.
    """
    words = [match.span() for match in _TOKEN.finditer(text)]
    if not words or not fits(text, len(frames.log)):
        return []
    shown = align(frames, text).tolist()
    emitted = np.exp(frames.emissions(text)[:, 1:])
    sureness = [float(emitted[first:after, i].max()) for i, (first, after) in enumerate(shown)]
    spaces = np.exp(frames.emissions(" ")[:, 1])
    middles = [(shown[end - 1][1] + shown[start][0] + 1) // 2 for (_, end), (start, _) in pairwise(words)]
    borders = [0, *middles, len(frames.log)]
    parts = []
    for first in range(len(words) - together + 1):
        start, end = words[first][0], words[first + together - 1][1]
        part = Frames(frames.alphabet, frames.log[borders[first] : borders[first + together]])
        if fits(text[start:end], len(part.log)):
            gap = float(spaces[shown[start][0] : shown[end - 1][1]].max())
            parts.append(WordFrames(text[start:end], start, end, part, tuple(sureness[start:end]), gap))
    return parts


def known_only(frames: Frames, text: str, knows: Callable[[str], bool]) -> Frames:
    """The frames without the classes that neither stand in `text` nor are known: no star is read for an ideograph."""
    kept = [label for label, c in enumerate(frames.alphabet) if label == BLANK or c in text or knows(c)]
    return Frames(tuple(frames.alphabet[label] for label in kept), frames.log[:, kept])
