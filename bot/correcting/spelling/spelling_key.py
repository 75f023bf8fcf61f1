"""What two spellings of one word have in common, whatever the century."""

from __future__ import annotations

import re

from bot.letters import fold

_SAME = (("y", "i"), ("j", "i"), ("v", "u"), ("w", "u"), ("z", "s"), ("ea", "e"), ("oi", "ai"))
_DOUBLED = re.compile(r"(.)\1+")


def spelling_key(word: str) -> str:
    """The lower-case `word` without accents, doubled letters and a last e, with one letter for those once exchanged.

    `receyued` and `received` have the same one, `tbat` and `that` have not: a recogniser confuses other letters.
    """
    letters = fold(word)
    for one, other in _SAME:
        letters = letters.replace(one, other)
    return _DOUBLED.sub(r"\1", letters).rstrip("e")
