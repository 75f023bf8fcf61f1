"""Which terms of a long glossary are worth comparing with the frames of a word.

No text is likelier than the product of its characters' best probabilities among the frames. That bound costs one
multiplication of matrices for all words of a page and all terms; what is left is compared letter by letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bot.letters import fold, words
from bot.reading.decoding.posteriors import FLOOR, Frames

UNLIKE = 0.6  # of a term's letters; further from what was read it is not the same word
MOST = 8  # terms compared with one word: of ten thousand, the right one was among the eight nearest wherever it won
_COLUMNS = 64  # letters share them by their code points; those from a to z have one each
_AT_A_TIME = 128

Matrix = NDArray[np.float32]


class Shortlist:
    """Finds, among `terms`, those that some frames may show."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._terms = [fold(term) for term in terms]
        self._lengths = np.array([len(term) for term in self._terms])
        self._words = np.array([len(words(term)) for term in self._terms])
        columns = _columns("".join(self._terms))
        owners = np.repeat(np.arange(len(terms)), self._lengths)
        counts = np.bincount(owners * _COLUMNS + columns, minlength=len(terms) * _COLUMNS)
        self._letters: Matrix = counts.reshape(len(terms), _COLUMNS).T.astype(np.float32)

    def find(self, best: Matrix, read: Sequence[str], least: NDArray[np.float64]) -> list[list[int]]:
        """For each word the indexes of terms that may reach a log-probability of `least`, at most MOST.

        `best` is the highest that `best_letters` says of each word's frames, shape (words, 64); `read` is its text.
        """
        found: list[list[int]] = []
        for start in range(0, len(read), _AT_A_TIME):
            part = slice(start, start + _AT_A_TIME)
            folded = [fold(text) for text in read[part]]
            lengths = np.array([len(text) for text in folded])[:, np.newaxis]
            possible = best[part] @ self._letters >= least[part, np.newaxis]
            possible &= np.abs(self._lengths - lengths) <= UNLIKE * self._lengths
            counts = np.array([len(words(text)) for text in folded])[:, np.newaxis]
            possible &= np.abs(self._words - counts) <= 1  # a space is lost or added
            found += [self._nearest(text, np.flatnonzero(row)) for text, row in zip(folded, possible, strict=True)]
        return found

    def _nearest(self, text: str, possible: NDArray[np.intp]) -> list[int]:
        if not len(possible):
            return []
        terms = [self._terms[i] for i in possible.tolist()]
        distances = process.cdist([text], terms, scorer=Levenshtein.distance)[0] / self._lengths[possible]
        order = np.argsort(distances, kind="stable")[:MOST]
        return [int(i) for i in possible[order[distances[order] <= UNLIKE]]]


def best_letters(frames: Frames) -> Matrix:
    """The highest log-probability of each column's letters in each frame, shape (64, frames), at least FLOOR."""
    best = np.full((_COLUMNS, len(frames.log)), FLOOR, dtype=np.float32)
    for label, character in enumerate(frames.alphabet):
        for column in _columns_of(character):
            np.maximum(best[column], frames.log[:, label], out=best[column])
    return best


def _columns(text: str) -> NDArray[np.intp]:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.intp) % _COLUMNS


@lru_cache(maxsize=1024)
def _columns_of(character: str) -> tuple[int, ...]:
    return tuple(_columns(fold(character)).tolist())
