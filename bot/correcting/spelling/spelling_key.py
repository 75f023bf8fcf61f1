"""What two spellings of one word have in common, whatever the century."""

from __future__ import annotations

import re
import unicodedata

_SAME = (("y", "i"), ("j", "i"), ("v", "u"), ("w", "u"), ("z", "s"), ("ea", "e"), ("oi", "ai"))
_DOUBLED = re.compile(r"(.)\1+")


def spelling_key(word: str) -> str:
    """The lower-case `word` without accents, doubled letters and a last e, with one letter for those once exchanged.

    `receyued` and `received` have the same one, `tbat` and `that` have not: a recogniser confuses other letters.
    """
    letters = unicodedata.normalize("NFKD", word.replace("ß", "ss"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for one, other in _SAME:
        plain = plain.replace(one, other)
    return _DOUBLED.sub(r"\1", plain).rstrip("e")
