"""A lattice weighed token by token: the text is computed once, and behind it each branch as far as it has a chance."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import Protocol

from bot.correcting.judging.choosing import hopeful
from bot.correcting.judging.forks import Fork, forks
from bot.correcting.judging.lattice import Alternative, Lattice, Slot, Weights
from bot.correcting.local.runtime import BATCH, Unanswered
from bot.correcting.local.token_tree import Step, TokenTree

BRANCHES = 31  # that are computed at once
ROWS = 64  # steps with wanted tokens that are computed at once: llama.cpp keeps all scores of each, twice
START = 8  # tokens, most of them none, that a text begins with
FOLLOWING_TOKENS = 2  # tokens behind a slot that are weighed with each branch that has a chance
CHANCE = 0.95  # of what a model without any knowledge gives a token; random weights give more than the whole
EVIDENCE = 24  # tokens: fewer may be a few odd words, which the best model finds no likelier


class SequenceDecoder(Protocol):
    """A loaded model, and what it keeps of the tokens it computed: sequence 0 is the text, the others its branches."""

    @property
    def chance(self) -> float:
        """The natural logarithm of a token's probability where all are alike."""
        ...

    @property
    def start(self) -> Sequence[int]:
        """What every text begins with: one token or more."""
        ...

    def tokens(self, text: str) -> Sequence[int]:
        """The tokens of a text; what looks like a mark of a chat is text."""
        ...

    def compute(self, steps: Sequence[Step]) -> list[tuple[float, ...]]:
        """Of each step's wanted tokens the natural logarithms of their probabilities; BATCH steps, ROWS with such.

        Raises Unanswered, and Interrupted where it was interrupted.
        """
        ...

    def forget(self) -> None:
        """Keep nothing."""
        ...

    def branch(self, number: int) -> None:
        """Let the sequences from 1 to `number` begin as the text so far."""
        ...

    def prune(self, number: int) -> None:
        """Keep nothing of these."""
        ...


class Interrupted(Exception):
    """Nobody waits for the weights."""


def weigh(decoder: SequenceDecoder, lattice: Lattice, stop: Callable[[], bool]) -> Weights | None:
    """The weights of a lattice; None where `stop`, asked before each computation, said yes. Raises Unanswered."""
    decoder.forget()
    text = _Text(decoder, stop)
    try:
        weights = _answered(forks(lattice), text)
    except Interrupted:
        return None
    if text.is_chance:
        raise Unanswered("it finds the text no likelier than any other")
    return weights


def _answered(going: Generator[Fork, Sequence[float], Weights], text: _Text) -> Weights:
    fork = next(going, None)
    try:
        while fork:
            fork = going.send(text.weigh(fork))
    except StopIteration as end:
        weights: Weights = end.value
        return weights
    return ()


def most_tokens(lattice: Lattice) -> int:
    """More tokens than a model keeps of a lattice: of the longest text through it, and of branches at once.

    A token has one byte or more, and a text may begin with some of its own.
    """
    longest = sum(len(slot.before.encode()) + max(map(_bytes, slot.alternatives)) for slot in lattice.slots)
    going, most = forks(lattice), 0
    try:
        fork = next(going)
        while True:
            sizes = sorted((len(branch.encode()) for branch in fork.texts), reverse=True)
            most = max(most, sum(sizes[:BRANCHES]))
            fork = going.send([0.0] * len(sizes))
    except StopIteration:
        return START + longest + most


def _bytes(alternative: Alternative) -> int:
    return len(alternative.text.encode())


class _Text:
    """The text that the model read so far."""

    def __init__(self, decoder: SequenceDecoder, stop: Callable[[], bool]) -> None:
        self._decoder = decoder
        self._stop = stop
        self._length = 0
        self._found = 0.0
        self._weighed = 0

    @property
    def is_chance(self) -> bool:
        """Whether the likeliest branches so far are hardly likelier than tokens by chance."""
        return self._weighed >= EVIDENCE and self._found < CHANCE * self._weighed * self._decoder.chance

    def weigh(self, fork: Fork) -> list[float]:
        """The weights of the branches behind what is added."""
        added = [*(() if self._length else self._decoder.start), *self._decoder.tokens(fork.added)]
        branches = [tuple(self._decoder.tokens(branch)) for branch in fork.branches]
        following = tuple(self._decoder.tokens(fork.following)[:FOLLOWING_TOKENS])
        if not added or not all(branches):
            raise Unanswered("its vocabulary has no tokens for this text")
        first = tuple(branch[0] for branch in branches)
        begun = self._computed([*self._run(added[:-1]), Step(added[-1], self._length + len(added) - 1, (0,), first)])[
            -1
        ]
        self._length += len(added)
        weights = list[float]()
        for start in range(0, len(branches), BRANCHES):
            some = slice(start, start + BRANCHES)
            tree = TokenTree(self._length, branches[some], following, begun[some], partial(self._computed, most=ROWS))
            weights += self._group(Slot("", fork.slot.alternatives[some]), tree, begun[some])
        best = max(range(len(weights)), key=weights.__getitem__)
        self._found += weights[best]
        self._weighed += len(branches[best]) + len(following)
        return weights

    def _group(self, slot: Slot, tree: TokenTree, begun: Sequence[float]) -> list[float]:
        """The weights of a slot's branches, of whose first tokens they are known.

        One that its first token alone puts too far behind is followed no further, one that its other tokens do not into
        the words behind it: what was not weighed counts as no worse than that of the others.
        """
        self._decoder.branch(len(begun))
        weights = dict(enumerate(begun))
        weights |= tree.branches(leaders := {0, hopeful(slot, begun)[0]})
        weights |= tree.branches(hopes := {*hopeful(slot, [*weights.values()], leaders)})
        hopes = {*hopeful(slot, [*weights.values()], hopes)}
        whole = tree.texts(hopes)
        self._decoder.prune(len(begun))
        least = min(whole[number] - weights[number] for number in hopes)
        return [whole.get(number, weight + least) for number, weight in weights.items()]

    def _run(self, tokens: Sequence[int]) -> list[Step]:
        return [Step(token, position) for position, token in enumerate(tokens, self._length)]

    def _computed(self, steps: Sequence[Step], most: int = BATCH) -> list[tuple[float, ...]]:
        found = list[tuple[float, ...]]()
        for start in range(0, len(steps), most):
            if self._stop():
                raise Interrupted
            found += self._decoder.compute(steps[start : start + most])
        return found
