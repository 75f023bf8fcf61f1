"""Letters and words as texts are compared by, and the type of what tells how frequent a word is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

HYPHENS = ("-", "‐", "¬", "\u00ad")  # at the end of a line: a recogniser takes a hyphen for any of them
_WORD = re.compile(r"[^\W_]+")
_UNDIVIDED = str.maketrans("łŁøØđĐıħĦ", "lLoOdDihH")  # Unicode takes these for letters of their own

Frequency = Callable[[str], float]
"""A lower-case word's Zipf frequency in one language, 0 (unknown) to 8."""


def fold(text: str) -> str:
    """Without case and accents."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def search_key(text: str) -> str:
    """Without case, accents, and the strokes through letters such as `ł`: as a search compares."""
    return fold(text.translate(_UNDIVIDED))


def squeezed(text: str) -> str:
    """The letters and digits of a text, in small letters, composed."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text.lower())))


def words(text: str) -> list[str]:
    """The letters and digits that belong together."""
    return _WORD.findall(text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where each of the `words` begins and ends."""
    return [match.span() for match in _WORD.finditer(text)]
