"""Which language a page is written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from bot.letters import Frequency

COMMON = 4.0
SURE = 3.0
_NOT_LATIN = frozenset({"ar", "bg", "bn", "el", "fa", "he", "hi", "ja", "ko", "mk", "ru", "ta", "uk", "ur", "zh"})


class Languages:
    """The common words of every language in Latin letters that wordfreq knows, loaded when first asked for."""

    def tell(self, words: Iterable[str]) -> str | None:
        """The language of lower-case `words`, as its ISO 639-1 code; None where that is not sure.

        Each language's likelihood is the product of its words' frequencies; sure is a language that is a
        thousand times likelier than the next.
        """
        known = [word for word in words if word in self._anywhere]
        likelihood = {
            language: sum(common.get(word, COMMON - 0.5) for word in known) for language, common in self._common.items()
        }
        first, second = sorted(likelihood, key=likelihood.__getitem__, reverse=True)[:2]
        return first if likelihood[first] - likelihood[second] >= SURE else None

    def frequency(self, words: Iterable[str]) -> Frequency:
        """What gives a lower-case word's Zipf frequency (0 to 8) in the language of `words`, 0 where it is unknown.

        Where the language is not sure, a common word of any language counts as common.
        """
        from wordfreq import zipf_frequency

        language = self.tell(words)
        if language is None:
            return lambda word: COMMON if self.is_common(word) else 0.0
        return lambda word: zipf_frequency(word, language, wordlist="small")

    def is_common(self, word: str) -> bool:
        """Whether the lower-case `word` is a common one in any of the languages (Zipf frequency of 4 or more)."""
        return word in self._anywhere

    @cached_property
    def _common(self) -> Mapping[str, Mapping[str, float]]:
        from wordfreq import available_languages, read_cBpack

        return {
            language: {
                word: 9 - centibels / 100
                for centibels, words in enumerate(read_cBpack(path)[: int((9 - COMMON) * 100) + 1])
                for word in words
            }
            for language, path in available_languages("small").items()
            if language not in _NOT_LATIN
        }

    @cached_property
    def _anywhere(self) -> frozenset[str]:
        return frozenset(word for common in self._common.values() for word in common)
