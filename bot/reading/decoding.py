"""CTC posteriors of one line to its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from bot.page import Word

BLANK = 0


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


def greedy(posteriors: NDArray[np.float32], alphabet: Sequence[str]) -> Decoded:
    """The best class of every frame, repeats merged and blanks dropped.

    `posteriors` are probabilities of shape (frames, classes), class 0 the blank; `alphabet[c]` is the
    character of class c. A character's probability is that of the first frame that shows it. Source:
    Graves et al., Connectionist Temporal Classification (2006), section 3.2, best path decoding.
    """
    best = posteriors.argmax(axis=1)
    shown = best != BLANK
    shown[1:] &= best[1:] != best[:-1]
    text = "".join(alphabet[c] for c in best[shown])
    return Decoded(text, tuple(posteriors.max(axis=1)[shown].tolist()))
