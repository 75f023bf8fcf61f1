"""A glossary made ready to be sought in texts, by their letters and by the recogniser's frames."""

from __future__ import annotations

import unicodedata
from functools import cached_property, lru_cache
from typing import NamedTuple

from bot.correcting.terms.shortlist import Shortlist
from bot.glossary.glossary import Glossary, TermEntry
from bot.letters import fold, squeezed, words

MOST_WORDS = 6


class EntriesOfALength(NamedTuple):
    """Entries, and the letters and digits of each without case and accents: as many in all of them."""

    entries: list[TermEntry]
    letters: list[str]


class Terms:
    """The entries of a glossary; what only one way of seeking them needs is made when it is first asked for.

    `sizes` are the numbers of words, ascending, that a stretch of text may have to be one of them.
    """

    def __init__(self, glossary: Glossary) -> None:
        self.entries = glossary.entries
        self._exact = {entry.sought.casefold(): entry for entry in self.entries}
        counts = {len(words(entry.sought)) for entry in self.entries}
        near = {count + more for count in counts for more in (-1, 0, 1)}
        self.sizes = sorted(size for size in near if 1 <= size <= MOST_WORDS)

    def as_it_stands(self, text: str) -> TermEntry | None:
        """The entry that a text is letter by letter, whatever the case."""
        return self._exact.get(unicodedata.normalize("NFC", text).casefold())

    @cached_property
    def by_length(self) -> dict[int, EntriesOfALength]:
        """The entries by the number of their letters and digits."""
        found: dict[int, EntriesOfALength] = {}
        for entry in self.entries:
            letters = fold(squeezed(entry.sought))
            group = found.setdefault(len(letters), EntriesOfALength([], []))
            group.entries.append(entry)
            group.letters.append(letters)
        return found

    @cached_property
    def accented(self) -> list[str]:
        """The letters with accents that are in the entries."""
        return sorted({c for entry in self.entries for c in entry.sought if fold(c) != c.lower()})

    @cached_property
    def shortlist(self) -> Shortlist:
        """Tells which of the entries, by their indexes, some frames may show."""
        return Shortlist([entry.sought for entry in self.entries])


prepared = lru_cache(maxsize=4)(Terms)
