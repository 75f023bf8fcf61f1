"""The language models that a process holds."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.reading.ngrams.ngram_model import NgramModel

MOST = 2  # one takes 20 MB at most, and 0.1 s to load


class NgramModels:
    """The shipped models of the languages that were last asked for, at most MOST of them."""

    def __init__(self) -> None:
        self._load = lru_cache(maxsize=MOST)(_load)

    def of(self, language: str) -> NgramModel | None:
        """The model of a language (ISO 639-1); None where none is shipped."""
        return self._load(language)


def _load(language: str) -> NgramModel | None:
    from bot.reading.ngrams.ngram_model import NgramModel, shipped_model  # numpy is for the worker only

    path = shipped_model(language)
    return NgramModel.load(path) if path else None
