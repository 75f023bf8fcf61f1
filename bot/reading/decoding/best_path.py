"""CTC posteriors of one line to its text, without a language model."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import numpy as np

from bot.page import Word
from bot.reading.decoding.posteriors import BLANK, Frames


@dataclass(frozen=True, slots=True)
class Decoded:
    """A line's text, and the probability of each of its characters, 0 to 1."""

    text: str
    probabilities: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """The mean of the characters' probabilities; 0 for an empty text."""
        return sum(self.probabilities) / len(self.probabilities) if self.probabilities else 0.0

    @property
    def words(self) -> tuple[Word, ...]:
        """The text split at its spaces."""
        characters = zip(self.text, self.probabilities, strict=True)
        spans = [list(span) for blank, span in groupby(characters, lambda c: c[0].isspace()) if not blank]
        return tuple(Word("".join(c for c, _ in span), sum(p for _, p in span) / len(span)) for span in spans)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on the best path, and the frames that show it: from `start` to before `end`."""

    character: str
    start: int
    end: int
    probability: float


def best_path(frames: Frames) -> list[Glyph]:
    """The best class of every frame, repeats merged and blanks dropped.

    A character's probability is that of the first frame that shows it. Source: Graves et al., Connectionist
    Temporal Classification (2006), section 3.2, best path decoding.
    """
    if not len(frames.log):
        return []
    best = frames.log.argmax(axis=1)
    edges = np.flatnonzero(np.diff(best)) + 1
    starts, ends = [0, *edges.tolist()], [*edges.tolist(), len(best)]
    return [
        Glyph(frames.alphabet[label], start, end, float(np.exp(frames.log[start, label])))
        for start, end, label in zip(starts, ends, best[starts].tolist(), strict=True)
        if label != BLANK
    ]


def greedy(frames: Frames) -> Decoded:
    """The text of the best path."""
    path = best_path(frames)
    return Decoded("".join(g.character for g in path), tuple(g.probability for g in path))
