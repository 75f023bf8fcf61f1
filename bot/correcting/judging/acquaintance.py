"""Whether a language model knows anything of such text: one of another language or with broken weights judges nothing."""

from __future__ import annotations

from bot.correcting.judging.forks import forks
from bot.correcting.judging.lattice import Lattice, Weights

STRANGE = -2.5  # PLACEHOLDER


def likelihood(lattice: Lattice, weights: Weights) -> float:
    """The mean natural logarithm of a character's probability in the likeliest branch of each slot; 0 without slots."""
    going, weight, characters = forks(lattice), 0.0, 0
    try:
        fork = next(going)
        for answer in weights:
            best = max(range(len(answer)), key=answer.__getitem__)
            weight += answer[best]
            characters += len(fork.branches[best])
            fork = going.send(answer)
    except StopIteration:
        pass
    return weight / max(1, characters)


def is_known(lattice: Lattice, weights: Weights) -> bool:
    """Whether the model finds the text likely enough for its weights to mean something."""
    return likelihood(lattice, weights) > STRANGE
