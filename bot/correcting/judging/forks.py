"""A lattice as a language model goes through it: the text chosen so far, and at each slot its branches."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from bot.correcting.judging.choosing import choose
from bot.correcting.judging.lattice import Lattice, Slot, Weights

FOLLOWING = 2  # words behind a slot that are weighed with it; without them a third less is mended, with more no more

_WORDS = re.compile(r"\s*\S+")


@dataclass(frozen=True, slots=True)
class Fork:
    """The `added` text goes behind what was there before; then each of the `branches` may follow, and then the rest.

    To be weighed is the natural logarithm of how likely each branch of the `slot` is behind all the text so far, with
    what is `following` it. No text ends with a space; one that parts it from what follows stands at the beginning of
    that, as in the tokens of language models.
    """

    added: str
    slot: Slot
    branches: tuple[str, ...]
    following: str

    @property
    def texts(self) -> tuple[str, ...]:
        """The branches with what follows them."""
        return tuple(branch + self.following for branch in self.branches)


def forks(lattice: Lattice) -> Generator[Fork, Sequence[float], Weights]:
    """The forks of a lattice one after the other; each is answered with the weights of its branches.

    It returns all weights. What is chosen at a fork is part of the text at the next.
    """
    text, weights = "", list[tuple[float, ...]]()
    for number, slot in enumerate(lattice.slots):
        text += slot.before
        added, space = _without_space(text)
        rest = Lattice(lattice.slots[number + 1 :], lattice.after).text
        following = "".join(_WORDS.findall(rest)[:FOLLOWING])
        answer = yield Fork(added, slot, tuple(space + each.text for each in slot.alternatives), following)
        weights.append(tuple(answer))
        text = space + slot.alternatives[choose(slot, answer)].text
    return tuple(weights)


def _without_space(text: str) -> tuple[str, str]:
    end = len(text.rstrip())
    return text[:end], text[end:]
