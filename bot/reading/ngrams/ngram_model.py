"""The probability of the next character of a text: character n-gram models with back-off, one for each language.

The n-grams stand in a trie, level by level, the children of a node side by side, one byte a node for each thing told
of it. Each n-gram's suffix (the n-gram without its first character) is in the trie too, so that backing off is a step
to another node. `bot.reading.ngrams.estimate` builds such models from texts.
"""

from __future__ import annotations

import json
import math
import zlib
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

UNKNOWN = math.log(1e-7)
LINE = "\n"
PLAIN_CHARACTERS = {  # typographic characters and the plain ones that stand for them in the texts
    **dict.fromkeys("‘’‚‛′´`", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\t\u00a0\u2002\u2003\u2007\u2009\u200a\u202f", " "),
}
DIGITS = "0123456789"
_LANGUAGES = Path(__file__).parents[1] / "languages"

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int32]


def languages() -> list[str]:
    """The languages that a model is shipped for, as ISO 639-1 codes."""
    return sorted(path.stem for path in _LANGUAGES.glob("*.npz"))


def shipped_model(language: str) -> Path | None:
    """The model shipped for `language` (ISO 639-1); None where there is none."""
    path = _LANGUAGES / f"{language}.npz"
    return path if path.is_file() else None


class NgramModel:
    """A character n-gram model; a state is the number of the longest known context.

    Digits are one character to the model, each a tenth as likely; typographic quotes, dashes and spaces are plain ones.
    """

    __slots__ = (
        "_after",
        "_codes",
        "_find",
        "_first",
        "_probabilities",
        "_probability",
        "_share",
        "_shares",
        "_suffix",
        "start",
    )

    def __init__(self, alphabet: str, levels: Sequence[int], trie: Mapping[str, npt.NDArray[Any]]) -> None:
        labels, children = trie["labels"], trie["children"]
        inner = children > 0
        suffix = _suffixes(labels, children, levels)
        after = _states(inner, suffix, levels)
        first = np.ones(int(inner.sum()) + 1, np.int32)
        first[1:] += np.cumsum(children[inner], dtype=np.int32)
        self._codes = _codes(alphabet)
        self._find = labels.tobytes().find
        self._first = array("i", first.tobytes())
        self._suffix = array("i", after[suffix[: len(inner)][inner]].tobytes())
        self._after = array("i", after.tobytes())
        self._probability = trie["probabilities"].tobytes()
        self._probabilities = tuple(trie["probability"].tolist())
        self._share = trie["shares"].tobytes()
        self._shares = tuple(trie["share"].tolist())
        self.start = self._after[self._find(self._codes[LINE], self._first[0], self._first[1])]

    @classmethod
    def load(cls, path: Path) -> NgramModel:
        """Load a model that `bot.reading.ngrams.estimate` wrote, in about 0.1 s and 10 MB for a million n-grams.

        Raises OSError where there is no file, ValueError where it is not such a model.
        """
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as trie:
                head = json.loads(trie["head"].tobytes())
                return cls(head["alphabet"], head["levels"], trie)
        except (ValueError, BadZipFile, LookupError, TypeError, EOFError, zlib.error) as error:
            raise ValueError(f"{path} is not a character model") from error

    def knows(self, character: str) -> bool:
        """Whether the model has a probability of its own for the character."""
        return character in self._codes

    def step(self, state: int, character: str) -> tuple[float, int]:
        """The natural logarithm of P(`character` | `state`), and the state after it; any character may come.

        Takes about 0.5 microseconds, and 0.3 more for each character of the context that is given up.
        """
        code = self._codes.get(character)
        if code is None:
            return UNKNOWN, 0
        first, logarithm = self._first, 0.0
        while (child := self._find(code, first[state], first[state + 1])) < 0:
            logarithm += self._shares[self._share[state]]
            state = self._suffix[state]
        return logarithm + self._probabilities[self._probability[child]], self._after[child]


def _codes(alphabet: str) -> dict[str, int]:
    codes = {character: code for code, character in enumerate(alphabet, start=1)}
    codes.update(dict.fromkeys(DIGITS, codes["0"]))
    codes.update({character: codes[plain] for character, plain in PLAIN_CHARACTERS.items() if plain in codes})
    return codes


def _suffixes(labels: Bytes, children: Bytes, levels: Sequence[int]) -> Numbers:
    """For each node the place of its n-gram without the first character, level by level."""
    starts = np.cumsum([0, *levels])
    suffix = np.zeros(len(labels), np.int32)
    parent = np.repeat(np.arange(len(children), dtype=np.int64), children)
    key = (parent << 8) | labels[1:]
    for k in range(2, len(levels)):
        begin, end = starts[k], starts[k + 1]
        low, high = starts[k - 1], starts[k]
        wanted = (suffix[parent[begin - 1 : end - 1]].astype(np.int64) << 8) | labels[begin:end]
        suffix[begin:end] = low + np.searchsorted(key[low - 1 : high - 1], wanted)
    return suffix


def _states(inner: npt.NDArray[np.bool_], suffix: Numbers, levels: Sequence[int]) -> Numbers:
    """For each node the state after it: the longest suffix with children, as its number among those."""
    states = np.zeros(len(suffix), np.int32)
    states[: len(inner)] = np.cumsum(inner) - 1
    leaf = np.ones(len(suffix), np.bool_)
    leaf[: len(inner)] = ~inner
    starts = np.cumsum([0, *levels])
    for k in range(1, len(levels)):
        leaves = starts[k] + np.flatnonzero(leaf[starts[k] : starts[k + 1]])
        states[leaves] = states[suffix[leaves]]
    return states
