"""Letters and words as texts are compared by, and the type of what tells how frequent a word is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_WORD = re.compile(r"[^\W_]+")

Frequency = Callable[[str], float]
"""A lower-case word's Zipf frequency in one language, 0 (unknown) to 8."""


def fold(text: str) -> str:
    """Without case and accents."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def words(text: str) -> list[tuple[int, int]]:
    """Where the letters and digits that belong together begin and end."""
    return [match.span() for match in _WORD.finditer(text)]


def squeezed(text: str) -> str:
    """The letters and digits of a text, in small letters, composed."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text.lower())))
