"""The words of one language and how frequent they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bot.letters import fold

WITHIN = 2
USUAL = 3.0
_SHORTEST = 3


class Lexicon:
    """The word list of `language` (ISO 639-1) from wordfreq, `large` or `small`; loading one takes about 0.3 s.

    Frequencies are on the Zipf scale: the power of ten of occurrences among 10^9 words. Words below 3 are
    kept as hashes only, which takes a tenth of the memory.
    """

    def __init__(self, language: str, size: str = "large") -> None:
        from wordfreq import available_languages, read_cBpack

        by_centibels: list[list[str]] = read_cBpack(available_languages(size)[language])
        self._usual = {
            word: _zipf(centibels)
            for centibels, words in enumerate(by_centibels)
            if _zipf(centibels) >= USUAL
            for word in words
        }
        self._by_length: dict[int, list[str]] = {}
        for word in self._usual:
            if len(word) >= _SHORTEST and word.isalpha():
                self._by_length.setdefault(len(word), []).append(word)
        counts = [len(words) for words in by_centibels]
        hashes = np.fromiter(map(hash, chain.from_iterable(by_centibels)), np.int64, sum(counts))
        centibels = np.repeat(np.arange(len(by_centibels), dtype=np.int16), counts)
        order = np.argsort(hashes)
        self._hashes, self._centibels = hashes[order], centibels[order]

    def frequency(self, word: str) -> float:
        """The Zipf frequency of a lower-case word, about 1 to 8; 0 where it is not in the list."""
        place = int(np.searchsorted(self._hashes, hash(word)))
        if place < len(self._hashes) and self._hashes[place] == hash(word):
            return _zipf(int(self._centibels[place]))
        return 0.0

    def accented(self, word: str) -> list[str]:
        """The usual words that are the lower-case `word` with accents, the most frequent first."""
        return sorted(self._accented.get(word, []), key=self._usual.__getitem__, reverse=True)

    @cached_property
    def _accented(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._usual:
            if not word.isascii() and (bare := fold(word)).isascii():
                found.setdefault(bare, []).append(word)
        return found

    def near(self, word: str, edits: int = WITHIN) -> Iterator[tuple[str, float]]:
        """The usual words (Zipf frequency of 3 or more) within so many edits, each with its frequency."""
        for length in range(len(word) - edits, len(word) + edits + 1):
            words = self._by_length.get(length, [])
            for match, _, _ in process.extract(
                word, words, scorer=Levenshtein.distance, score_cutoff=edits, limit=None
            ):
                yield match, self._usual[match]


def _zipf(centibels: int) -> float:
    return 9 - centibels / 100
