"""How well a word suits the words round it."""

from __future__ import annotations

import math
from collections.abc import Callable

from bot.reading.ngrams.ngram_model import LINE, NgramModel

BEFORE = 8  # characters; the models' n-grams are no longer
BEHIND = 12


class ContextScorer:
    """Judges texts with a language's character model; see `bot.reading.ngrams.ngram_model`."""

    def __init__(self, model: NgramModel) -> None:
        self._model = model

    def gain(self, line: str, start: int, end: int) -> Callable[[str], float]:
        """What says by how many powers of ten the line is likelier with a text in the place from `start` to `end`.

        Below 0 where it is less likely.
        """
        behind = (line[end:] + LINE)[:BEHIND]
        state = 0
        for character in (LINE + line[:start])[-BEFORE:]:
            state = self._model.step(state, character)[1]
        read = self._likelihood(state, line[start:end] + behind)
        return lambda text: self._likelihood(state, text + behind) - read

    def _likelihood(self, state: int, text: str) -> float:
        total = 0.0
        for character in text:
            logarithm, state = self._model.step(state, character)
            total += logarithm
        return total / math.log(10)
