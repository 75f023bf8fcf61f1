"""Probabilities from counts: interpolated modified Kneser-Ney smoothing, a mixture of several texts, pruning.

A trie holds the n-grams of all texts, a level for each length; everything else is an array beside a level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.reading.ngrams.estimate.counts import BITS, Grams, NgramCounts, Places, Weights, merge, shortened

_LINE = 1
_KNOWN, _BARELY = 5.0, 0.05  # a text that saw a context 5 times has half a say there; one that never did a 20th

Keep = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Level:
    """The n-grams of one length, sorted.

    `parent` is the place, in the level above, of each n-gram's context, `suffix` that of the n-gram without its
    first character.
    """

    grams: Grams
    parent: Places
    suffix: Places


def trie(parts: Sequence[NgramCounts], order: int, size: int) -> list[Level]:
    """Levels 0 to `order` of all n-grams in `parts`; level 1 has each of the `size` characters."""
    together = merge(parts)
    nowhere = np.zeros(1, np.intp)
    levels = [Level(np.zeros(1, np.int64), nowhere, nowhere)]
    for length in range(1, order + 1):
        grams = shortened(together, order, length).grams if length > 1 else np.arange(1, size + 1, dtype=np.int64)
        above = levels[-1].grams
        behind = grams & ((1 << BITS * (length - 1)) - 1)
        levels.append(Level(grams, np.searchsorted(above, grams >> BITS), np.searchsorted(above, behind)))
    return levels


def weights_in(levels: Sequence[Level], counts: NgramCounts) -> list[Weights]:
    """How often each n-gram of the trie stands in one text; line breaks are never counted as characters."""
    order = len(levels) - 1
    weights = [np.ones(1)]
    for length, level in enumerate(levels[1:], start=1):
        found = shortened(counts, order, length)
        weights.append(np.zeros(len(level.grams)))
        weights[-1][np.searchsorted(level.grams, found.grams)] = found.weights
    weights[1][_LINE - 1] = 0
    return weights


def kneser_ney(levels: Sequence[Level], weights: Sequence[Weights]) -> list[Weights]:
    """P(last character | those before it) of each n-gram, by interpolated modified Kneser-Ney smoothing.

    Chen and Goodman, "An empirical study of smoothing techniques for language modeling", 1998. The n-grams of the
    last level count as often as seen, others by how many characters precede them.
    """
    last = len(levels) - 1
    probability = [np.full(1, 1 / len(levels[1].grams))]
    for length in range(1, last + 1):
        level, contexts = levels[length], len(levels[length - 1].grams)
        number = weights[length]
        if length < last:
            number = _preceding(levels[length + 1], weights[length + 1], number)
        discount = np.minimum(_discounts(number), number)
        total = np.bincount(level.parent, number, contexts)
        left = np.where(total > 0, np.bincount(level.parent, discount, contexts), 1)
        total = np.where(total > 0, total, 1)
        backed = probability[-1][level.suffix]
        probability.append((number - discount + left[level.parent] * backed) / total[level.parent])
    return probability


def _preceding(below: Level, seen: Weights, number: Weights) -> Weights:
    """How many different characters precede each n-gram; where none does, each time counts."""
    kinds = np.bincount(below.suffix, seen > 0, len(number))
    preceded = np.bincount(below.suffix, seen, len(number))
    return np.asarray(kinds + np.maximum(number - preceded, 0), np.float64)


def _discounts(number: Weights) -> Weights:
    """What is taken off each count: one value for 1, one for 2, one for 3 and more."""
    of = [float(np.count_nonzero(np.abs(number - times) < 0.5)) for times in (1, 2, 3, 4)]
    values = [0.5, 1.0, 1.5]
    if min(of) > 0:
        share = of[0] / (of[0] + 2 * of[1])
        values = [times - (times + 1) * share * of[times] / of[times - 1] for times in (1, 2, 3)]
    values = [min(max(value, 0.1), times - 0.05) for times, value in enumerate(values, start=1)]
    return np.choose((number >= 1.5).astype(np.int8) + (number >= 2.5), values)


def mixed(
    levels: Sequence[Level],
    weights: Sequence[Sequence[Weights]],
    probabilities: Sequence[Sequence[Weights]],
    shares: Sequence[float],
) -> list[Weights]:
    """The probabilities of several texts together, each with its share, less where it does not know the context."""
    together = [probabilities[0][0]]
    for length, level in enumerate(levels[1:], start=1):
        says = []
        for text, share in zip(weights, shares, strict=True):
            total = np.bincount(level.parent, text[length], len(levels[length - 1].grams))
            says.append(share * (_BARELY + total / (total + _KNOWN)))
        whole = np.sum(says, axis=0)
        together.append(np.zeros(len(level.grams)))
        for say, text in zip(says, probabilities, strict=True):
            together[-1] += (say / whole)[level.parent] * text[length]
    return together


def remaining(levels: Sequence[Level], probability: Sequence[Weights], keep: Sequence[Keep]) -> list[Weights]:
    """The factor on the suffix's probability of a character that does not follow an n-gram in the trie.

    (1 - sum of P(c | h)) / (1 - sum of P(c | h')) over the characters c that follow h, h' being h without its first.
    """
    factors = [np.ones(1)]
    for length in range(1, len(levels) - 1):
        below, kept, size = levels[length + 1], keep[length + 1], len(levels[length].grams)
        seen = np.bincount(below.parent[kept], probability[length + 1][kept], size)
        backed = np.bincount(below.parent[kept], probability[length][below.suffix[kept]], size)
        factors.append(np.clip(1 - seen, 1e-6, 1) / np.clip(1 - backed, 1e-6, 1))
    return factors


def pruned(
    levels: Sequence[Level], weights: Sequence[Weights], probability: Sequence[Weights], number: int
) -> list[Keep]:
    """Which n-grams stay: about `number`, those that gain most over backing off, and their contexts and suffixes.

    The gain is weight * log(P / P backed off) (Seymore and Rosenfeld, "Scalable backoff language models", 1996).
    """
    keep = [np.ones(len(level.grams), np.bool_) for level in levels]
    factors = remaining(levels, probability, keep)
    gains = [np.zeros(1), np.full(len(levels[1].grams), np.inf)]
    for length, level in enumerate(levels[2:], start=2):
        backed = factors[length - 1][level.parent] * probability[length - 1][level.suffix]
        gains.append(weights[length] * np.log(probability[length] / backed))
    ranked = np.sort(np.concatenate(gains))[::-1]
    least = max(float(ranked[min(number, len(ranked) - 1)]), 0.0)
    for length in range(len(levels) - 1, 1, -1):
        keep[length] = gains[length] > least
        if length < len(levels) - 1:
            below = levels[length + 1]
            keep[length][below.parent[keep[length + 1]]] = True
            keep[length][below.suffix[keep[length + 1]]] = True
    return keep
