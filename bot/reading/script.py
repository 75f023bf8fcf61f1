"""Whether what was seen is a script that the recogniser knows.

Faced with Cyrillic or Korean the recogniser does not doubt, it leaves the letters out: what remains of a wide line is
a handful of spaces. So letters are counted against the room that they had, as they are read at the first look: the
second is of a network that was taught hands, which sees letters in any stroke. Measured: 1.9 to 3 letters per line
height on most Latin pages, 1.2 on the hardest cursive one, 1.0 to 1.3 for Chinese and Japanese; at most 0.3 for
Cyrillic, Arabic, Hebrew, Korean, Hindi, Bengali and Tamil (the last two before the recogniser was taught hands), 0.4
for Georgian and 0.6 for Armenian (0.9 for both with the second look). Thai is the exception: a part of its letters
passes for Latin ones, and it gets 0.6 to 1.6. So are Greek and Vietnamese, of which the recogniser knows some letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import NothingToRead, UnknownScript
from bot.reading.decoding.best_path import Decoded

LEAST_LETTERS = 0.75
WRITING = 2.0  # a piece this many times as wide as high is writing; others may be the edge of a table


def require_letters(pieces: Sequence[tuple[Decoded, float]]) -> None:
    """Refuse a page on which too few letters and digits were read, each counted with its probability.

    `pieces` are what was read at first, with their widths by their heights. Raises UnknownScript where there is
    writing, NothingToRead where there is none.
    """
    if pieces and sum(letters(read) for read, _ in pieces) >= LEAST_LETTERS * sum(ratio for _, ratio in pieces):
        return
    if any(ratio >= WRITING for _, ratio in pieces):
        raise UnknownScript
    raise NothingToRead


def letters(read: Decoded) -> float:
    """How many letters and digits a reading has, each counted with its probability."""
    return sum(p for c, p in zip(read.text, read.probabilities, strict=True) if c.isalnum())
