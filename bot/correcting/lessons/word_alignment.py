"""A reply laid against the answer that it corrects, word by word, wherever in the answer it begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bot.letters import HYPHENS, squeezed

MOST_REPLY_WORDS = 1000  # more than a message of Telegram's holds, but for single letters
MOST_ANSWER_WORDS = 5000
STRANGE = 0.7  # of a word's letters; two words that differ in more have nothing to do with each other

_BROKEN = re.compile(rf"(?<=\w)[{''.join(HYPHENS)}]\n\s*(?=\w)")
_WORD = re.compile(r"\S+")

Matrix = NDArray[np.float32]
Totals = NDArray[np.float64]
Step = tuple[int | None, int | None]  # a word of the answer and one of the reply; None on the side that has none


@dataclass(frozen=True, slots=True)
class NormalisedWord:
    """A word as it is written, its letters and digits alone, and whether it may be in capitals for its place only."""

    text: str
    key: str
    begins: bool


@dataclass(frozen=True, slots=True)
class AlignedSpan:
    """Neighbouring words of the answer with those that the reply has in their place; one side may be empty."""

    read: tuple[NormalisedWord, ...]
    meant: tuple[NormalisedWord, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A reply beside the part of the answer that it fits best.

    `words` is how many words the reply has, `away` how many of them are others there: 0 for the same, 1 for another
    word or one that only one side has, in between for one that differs in some letters.
    """

    words: int
    away: float
    spans: tuple[AlignedSpan, ...]


def normalised_words(text: str) -> list[NormalisedWord]:
    """The words of a text that have letters or digits; one that is broken at a line's end is whole."""
    found = []
    begins = True
    for match in _WORD.finditer(_BROKEN.sub("", text)):
        word = match.group()
        if key := squeezed(word):
            found.append(NormalisedWord(word, key, begins))
        begins = word.rstrip("\"'”’»)").endswith((".", "!", "?", ":"))
    return found


def align(answer: list[NormalisedWord], reply: list[NormalisedWord]) -> Alignment:
    """The reply beside the part of the answer that it fits best; both are cut to what a person would write."""
    answer, reply = answer[:MOST_ANSWER_WORDS], reply[:MOST_REPLY_WORDS]
    if not answer or not reply:
        return Alignment(len(reply), float(len(reply)), ())
    costs = _costs(answer, reply)
    totals = _totals(costs)
    end = int(totals[-1].argmin())
    steps = list(_steps(costs, totals, end))[::-1]
    return Alignment(len(reply), float(totals[-1, end]), tuple(_spans(steps, answer, reply)))


def _costs(answer: list[NormalisedWord], reply: list[NormalisedWord]) -> Matrix:
    """How much each word of the reply (rows) is another than each of the answer (columns), 0 to 1."""
    costs: Matrix = process.cdist(
        [token.key for token in reply],
        [token.key for token in answer],
        scorer=Levenshtein.normalized_distance,
        score_cutoff=STRANGE,
        dtype=np.float32,
    )
    return costs


def _totals(costs: Matrix) -> Totals:
    """The least that the first i words of the reply cost when they end before word j of the answer."""
    rows, columns = costs.shape
    places = np.arange(columns + 1)
    totals = np.zeros((rows + 1, columns + 1))
    for i in range(rows):
        best = totals[i] + 1
        best[1:] = np.minimum(best[1:], totals[i, :-1] + costs[i])
        totals[i + 1] = np.minimum.accumulate(best - places) + places
    return totals


def _steps(costs: Matrix, totals: Totals, end: int) -> Iterator[Step]:
    """The pairs of words by their places in answer and reply, from the last to the first."""
    i, j = len(costs), end
    while i:
        ways = [(totals[i - 1, j] + 1, i - 1, j)]
        if j:
            ways = [(totals[i - 1, j - 1] + costs[i - 1, j - 1], i - 1, j - 1), *ways, (totals[i, j - 1] + 1, i, j - 1)]
        _, row, column = min(ways, key=lambda way: way[0])
        yield (column if column < j else None), (row if row < i else None)
        i, j = row, column


def _spans(
    steps: Sequence[Step], answer: Sequence[NormalisedWord], reply: Sequence[NormalisedWord]
) -> Iterator[AlignedSpan]:
    read: list[NormalisedWord] = []
    meant: list[NormalisedWord] = []
    for a, r in steps:
        if a is not None and r is not None and answer[a].key == reply[r].key:
            if read or meant:
                yield AlignedSpan(tuple(read), tuple(meant))
                read, meant = [], []
            yield AlignedSpan((answer[a],), (reply[r],))
            continue
        read += [] if a is None else [answer[a]]
        meant += [] if r is None else [reply[r]]
    if read or meant:
        yield AlignedSpan(tuple(read), tuple(meant))
