"""What may go altogether: a speck, a fold or a rule that was read as a letter or two."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.correcting.guarding.looks import has_digits, letters
from bot.correcting.guarding.pieces import Piece

LONGEST = 3  # characters
RARE = 5.0  # Zipf frequency below which two lower-case letters are no word
_INITIAL = re.compile(r"[^\W\d_a-z]\.")
_BULLETS = frozenset("-–—•·*+>oOxX")


def is_dirt(piece: Piece, frequency: Callable[[str], float]) -> bool:
    """Whether the piece is a mark, a letter or a fragment, and nothing else by its place.

    It may not be the unit of a number, an initial, the bullet of a list, or anything at the end of a line.
    """
    if not piece.following or _is_of_number(piece) or _INITIAL.fullmatch(piece.before):
        return False
    if not piece.previous and piece.before in _BULLETS:
        return False
    found = letters(piece.before)
    is_fragment = len(found) == 2 and found.islower() and frequency(found) < RARE
    return len(piece.before) <= LONGEST and (len(found) <= 1 or is_fragment)


def _is_of_number(piece: Piece) -> bool:
    """Whether it may be a unit, or what stands between two numbers."""
    return has_digits(piece.previous) and (bool(letters(piece.before)) or has_digits(piece.following))
