"""Whether a language model knows anything of a text: one with broken weights or of another language judges nothing."""

from __future__ import annotations

import math

from bot.correcting.judging.forks import forks
from bot.correcting.judging.lattice import Lattice, Weights

# What chance among the letters of an alphabet gives. Gemma 3 270M (SmolLM2 135M) has for English -0.6 (-0.7), French
# -0.4 (-1.1), German -0.6 (-1.3), Welsh -1.8 (-2.3); with 10 % of the letters wrong -1.9 to -2.3 (-2.6), with 25 %
# -2.2 to -2.8 (-2.9), for letters at random -3.5 (-3.7); the model of the tests that copies has -80 for all.
STRANGE = -math.log(26)
EVIDENCE = 40  # characters: fewer may be a few odd words


class Acquaintance:
    """What a model made so far of a page's likeliest readings."""

    def __init__(self) -> None:
        self._weight = 0.0
        self._characters = 0

    def add(self, lattice: Lattice, weights: Weights) -> None:
        """Take down a piece of the page."""
        going = forks(lattice)
        try:
            fork = next(going)
            for answer in weights:
                best = max(range(len(answer)), key=answer.__getitem__)
                self._weight += answer[best]
                self._characters += len(fork.texts[best])
                fork = going.send(answer)
        except StopIteration:
            pass

    @property
    def likelihood(self) -> float:
        """The mean natural logarithm of a character's probability in the likeliest branches; 0 below EVIDENCE."""
        return self._weight / self._characters if self._characters >= EVIDENCE else 0.0

    @property
    def is_known(self) -> bool:
        """Whether the model finds the page likely enough for its weights to mean something."""
        return self.likelihood > STRANGE
