"""Which language a page is written in."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from bot.letters import Frequency

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COMMON = 4.0
SURE = 300  # hundredths of a power of ten
_RARER = 50  # the same, of words that are not common below the rarest of those that are
_NOT_LATIN = frozenset({"ar", "bg", "bn", "el", "fa", "he", "hi", "ja", "ko", "mk", "ru", "ta", "uk", "ur", "zh"})
_FORMAT = {"format": "cB", "version": 1}
_READ = 2**16  # bytes at a time; by default the whole file


class Languages:
    """The common words of every language in Latin letters that wordfreq knows, loaded when first asked for."""

    def tell(self, words: Iterable[str]) -> str | None:
        """The language of lower-case `words`, as its ISO 639-1 code; None where that is not sure.

        Each language's likelihood is the product of its words' frequencies; sure is a language that is a
        thousand times likelier than the next.
        """
        import numpy as np  # for the worker only

        common = self._common
        hashes = [hash(word) for word in words]
        first, after = (np.searchsorted(common.hashes, hashes, side).tolist() for side in ("left", "right"))
        places = [place for a, b in zip(first, after, strict=True) for place in range(a, b)]
        likelier = np.bincount(common.languages[places], common.likelier[places], len(common.names))
        second, best = np.argsort(likelier)[-2:].tolist()
        return common.names[best] if likelier[best] - likelier[second] >= SURE else None

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
        hashes = self._common.hashes
        place = int(hashes.searchsorted(hash(word)))
        return place < len(hashes) and bool(hashes[place] == hash(word))

    @cached_property
    def _common(self) -> _CommonWords:
        return _common_words()


class _CommonWords(NamedTuple):
    """The common words of all languages, in the order of their hashes, which take a tenth of the memory of words.

    A word's hash is another one in another process: this is not to be handed to one.

    Word i is one of language `names[languages[i]]`, and there `likelier[i]` hundredths of a power of ten likelier than
    a word that is not common.
    """

    names: list[str]
    hashes: NDArray[np.int64]
    languages: NDArray[np.uint8]
    likelier: NDArray[np.int16]


def _common_words() -> _CommonWords:
    import numpy as np
    from wordfreq import available_languages

    lists = {name: path for name, path in available_languages("small").items() if name not in _NOT_LATIN}
    hashes, languages, likelier = [], [], []
    rarest = round((9 - COMMON) * 100)  # level of the rarest common words
    for number, path in enumerate(lists.values()):
        levels = _most_frequent(path, rarest + 1)
        counts = [len(words) for words in levels]
        hashes.append(np.fromiter(map(hash, chain.from_iterable(levels)), np.int64, sum(counts)))
        languages.append(np.full(sum(counts), number, np.uint8))
        likelier.append(np.repeat(rarest + _RARER - np.arange(len(levels)), counts).astype(np.int16))
    order = np.argsort(joined := np.concatenate(hashes))
    return _CommonWords([*lists], joined[order], np.concatenate(languages)[order], np.concatenate(likelier)[order])


def _most_frequent(path: str, levels: int) -> list[list[str]]:
    """The beginning of what wordfreq's `read_cBpack` says, in a quarter of the time: words level by level, each rarer.

    Level n is n hundredths of a power of ten below certainty. Raises OSError, ValueError for another format, and
    what gzip and msgpack raise for a file that is cut short.
    """
    import msgpack

    with gzip.open(path) as file:
        unpacker = msgpack.Unpacker(file, read_size=_READ)
        length = unpacker.read_array_header() - 1
        if unpacker.unpack() != _FORMAT:
            raise ValueError(f"{path} is not in the format cB")
        return [unpacker.unpack() for _ in range(min(levels, length))]
