"""Whether a language model knows anything of a text: one with broken weights or of another language judges nothing."""

from __future__ import annotations

import math

from bot.correcting.judging.forks import forks
from bot.correcting.judging.lattice import Lattice, Weights

# What chance among the letters of an alphabet gives. Gemma 3 270M (SmolLM2 135M) has for English -0.6 (-0.7), French
# -0.4 (-1.1), German -0.6 (-1.3), Welsh -1.8 (-2.3); with 10 % of the letters wrong -1.9 to -2.3 (-2.6), with 25 %
# -2.2 to -2.8 (-2.9), for letters at random -3.5 (-3.7); the model of the tests that copies has -80 for all.
STRANGE = -math.log(26)


def likelihood(lattice: Lattice, weights: Weights) -> float:
    """The mean natural logarithm of a character's probability in the likeliest branch of each slot; 0 without slots."""
    going, weight, characters = forks(lattice), 0.0, 0
    try:
        fork = next(going)
        for answer in weights:
            best = max(range(len(answer)), key=answer.__getitem__)
            weight += answer[best]
            characters += len(fork.texts[best])
            fork = going.send(answer)
    except StopIteration:
        pass
    return weight / max(1, characters)


def is_known(lattice: Lattice, weights: Weights) -> bool:
    """Whether the model finds the text likely enough for its weights to mean something."""
    return likelihood(lattice, weights) > STRANGE
