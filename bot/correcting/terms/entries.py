"""A glossary made ready to be sought in a text."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from bot.glossary.glossary import Glossary
from bot.letters import words

MOST_WORDS = 6


class TermEntry(NamedTuple):
    """`sought` may be in a text; `right` is written for it."""

    sought: str
    right: str


class Terms:
    """The entries of a glossary: terms stand for themselves, aliases for what is right.

    `sizes` are the numbers of words, ascending, that a stretch of text may have to be one of them.
    """

    def __init__(self, glossary: Glossary) -> None:
        own = (TermEntry(term, term) for term in glossary.terms)
        self.entries = [*own, *(TermEntry(*pair) for pair in glossary.aliases)]
        self._exact = {entry.sought.casefold(): entry for entry in self.entries}
        counts = {len(words(entry.sought)) for entry in self.entries}
        near = {count + more for count in counts for more in (-1, 0, 1)}
        self.sizes = sorted(size for size in near if 1 <= size <= MOST_WORDS)

    def as_it_stands(self, text: str) -> TermEntry | None:
        """The entry that a text is letter by letter, whatever the case."""
        return self._exact.get(unicodedata.normalize("NFC", text).casefold())
