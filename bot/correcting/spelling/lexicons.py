"""The lexicons that a process holds."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.correcting.spelling.lexicon import Lexicon

MOST = 2  # each has 30 MB


class Lexicons:
    """The lexicons of the languages that were last asked for, at most MOST of them."""

    def __init__(self) -> None:
        self._load = lru_cache(maxsize=MOST)(_load)

    def of(self, language: str, *, short: bool = False) -> Lexicon | None:
        """The lexicon of a language (ISO 639-1); None where wordfreq has no long list of its words.

        Where a `short` one will do, too, that is taken instead.
        """
        return self._load(language, "large") or (self._load(language, "small") if short else None)


def _load(language: str, size: str) -> Lexicon | None:
    from wordfreq import available_languages

    from bot.correcting.spelling.lexicon import Lexicon  # numpy is for the worker only

    return Lexicon(language, size) if language in available_languages(size) else None
