"""CTC posteriors and a character language model together to a text: prefix beam search."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Protocol

import numpy as np

from bot.reading.decoding.posteriors import BLANK, Frames

WIDTH = 64  # prefixes kept after a frame at most; with 16 handwriting has 3 % more characters wrong
LEAST = 1e-4  # classes less probable are not tried
DEAD = 1e-3  # of the best prefix's weight, below which a prefix is given up; 1e-5 takes twice the time
SURE_BLANK = 0.9995
SUPERFLUOUS = 1e-6  # a factor; with 1 handwriting has 2 % more characters wrong

Beam = dict[int, tuple[float, float]]
Candidates = list[tuple[int, float]]


class CharacterModel(Protocol):
    """The probability of the next character; a state is what the model remembers of the text so far."""

    start: int

    def step(self, state: int, character: str) -> tuple[float, int]:
        """The natural logarithm of P(`character` | `state`), and the state after it."""

    def knows(self, character: str) -> bool:
        """Whether the character stands in the texts that the model was estimated from."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What the language model counts beside the frames: `weight` of its logarithms, `bonus` for each character.

    Without the bonus the model would prefer short texts.
    """

    weight: float
    bonus: float


def search(frames: Frames, model: CharacterModel, balance: Balance) -> str:
    """The text of the highest score that the beam finds: log P(text | frames) + weight log P(text) + bonus length.

    Source: Hannun et al., First-Pass Large Vocabulary Continuous Speech Recognition using Bi-Directional Recurrent
    DNNs (2014), algorithm 1, with the character model in place of the word model.
    """
    prefixes = _Prefixes(frames.alphabet, model, balance)
    beam: Beam = {0: (1.0, 0.0)}
    for candidates in _candidates(frames):
        beam = _pruned(_extended(beam, candidates, prefixes), prefixes)
    return prefixes.text(next(iter(beam))).rstrip()


def likeliest(frames: Frames, model: CharacterModel, balance: Balance, count: int, dead: float) -> list[str]:
    """The `count` texts at most that the beam finds, that of the highest score first; no text twice.

    `dead` is the part of the best one's weight below which a text is given up.
    """
    prefixes = _Prefixes(frames.alphabet, model, balance)
    beam: Beam = {0: (1.0, 0.0)}
    for candidates in _candidates(frames):
        beam = dict(islice(_ranked(_extended(beam, candidates, prefixes), dead), count))
    return list(dict.fromkeys(prefixes.text(prefix).strip() for prefix in beam))


class _Prefixes:
    """The texts under consideration as a tree: prefix 0 is the empty text.

    `label` is the last class of each, `state` what the language model remembers of it, `most` the highest factor by
    which it weighs a character.
    """

    def __init__(self, alphabet: tuple[str, ...], model: CharacterModel, balance: Balance) -> None:
        self._alphabet = alphabet
        self._model = model
        self._balance = balance
        self._shorter = [0]
        self.most = math.exp(balance.bonus)
        self._longer: dict[tuple[int, int], tuple[int, float]] = {}
        self.label = [BLANK]
        self.state = [model.start]

    def longer(self, prefix: int, label: int) -> tuple[int, float]:
        """The prefix with one more character, and the factor by which the language model weighs it.

        A space at the beginning or after another changes nothing but the weight.
        """
        found = self._longer.get((prefix, label))
        if found is None:
            character = self._alphabet[label]
            if character == " " and self.label[prefix] in (BLANK, label):
                return prefix, SUPERFLUOUS
            logarithm, state = self._model.step(self.state[prefix], character)
            factor = math.exp(self._balance.bonus + self._balance.weight * logarithm)
            found = self._longer[prefix, label] = len(self.state), factor
            self._shorter.append(prefix)
            self.state.append(state)
            self.label.append(label)
        return found

    def text(self, prefix: int) -> str:
        characters = []
        while prefix:
            characters.append(self._alphabet[self.label[prefix]])
            prefix = self._shorter[prefix]
        return "".join(reversed(characters))


def _extended(beam: Beam, candidates: Candidates, prefixes: _Prefixes) -> Beam:
    """The beam after one more frame: for each prefix the weights of its paths that end in a blank and in a letter.

    The language model is not asked about characters that even with its highest weight would be given up at once.
    """
    probability = dict(candidates)
    blank = probability.pop(BLANK, 0.0)
    after: Beam = {}
    least = 0.0
    for prefix, (in_blank, in_label) in beam.items():
        total, last = in_blank + in_label, prefixes.label[prefix]
        stays = in_label * probability.get(last, 0.0)
        old_blank, old_label = after.get(prefix, (0.0, 0.0))
        after[prefix] = (old_blank + total * blank, old_label + stays)
        for label, p in probability.items():
            comes = (in_blank if label == last else total) * p
            if comes > least:
                longer, factor = prefixes.longer(prefix, label)
                old_blank, old_label = after.get(longer, (0.0, 0.0))
                if longer == prefix:
                    after[prefix] = (old_blank + comes * factor, old_label)
                else:
                    after[longer] = (old_blank, old_label + comes * factor)
        least = least or DEAD * max(map(sum, after.values())) / prefixes.most
    return after


def _pruned(beam: Beam, prefixes: _Prefixes) -> Beam:
    """The WIDTH likeliest prefixes, the likeliest first, by whose weight the weights are divided.

    Of prefixes that the language model cannot tell apart, so that they will fare alike, only the likeliest stays.
    """
    kept: Beam = {}
    heads = set()
    for prefix, weights in _ranked(beam, DEAD):
        if len(kept) == WIDTH:
            break
        head = prefixes.state[prefix], prefixes.label[prefix]
        if head not in heads:
            heads.add(head)
            kept[prefix] = weights
    return kept


def _ranked(beam: Beam, dead: float) -> Iterator[tuple[int, tuple[float, float]]]:
    """The prefixes that are not `dead`, the likeliest first, by whose weight the weights are divided."""
    ranked = sorted([(in_blank + in_label, prefix) for prefix, (in_blank, in_label) in beam.items()], reverse=True)
    best = ranked[0][0]
    for total, prefix in ranked:
        if total <= dead * best:
            return
        in_blank, in_label = beam[prefix]
        yield prefix, (in_blank / best, in_label / best)


def _candidates(frames: Frames) -> Iterator[Candidates]:
    """The classes worth trying in each frame, with their probabilities; of sure blanks in a row only the first."""
    probabilities = np.exp(frames.log)
    likely = probabilities > LEAST
    likely[:, BLANK] |= ~likely.any(axis=1)
    frame, label = np.nonzero(likely)
    tried = zip(frame.tolist(), label.tolist(), probabilities[frame, label].tolist(), strict=True)
    was_blank = False
    for _, group in groupby(tried, key=lambda candidate: candidate[0]):
        candidates = [(c, p) for _, c, p in group]
        is_blank = any(c == BLANK and p > SURE_BLANK for c, p in candidates)
        if not (is_blank and was_blank):
            yield candidates
        was_blank = is_blank
