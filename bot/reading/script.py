"""Whether what was seen is a script that the recogniser knows.

Faced with Cyrillic or Korean the recogniser does not doubt, it leaves the letters out: what remains of a wide
line is a handful of spaces. So letters are counted against the room that they had. Measured: 1.9 to 3 letters
per line height on most Latin pages, 1.1 on the hardest cursive one, 1.0 to 1.3 for Chinese and Japanese;
at most 0.3 for Cyrillic, Arabic, Hebrew, Korean, Hindi, Bengali, Tamil, Georgian and Armenian. Thai is the
exception: a part of its letters passes for Latin ones, and it gets 0.6 to 1.6.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.reading.decoding import Decoded

LEAST_LETTERS = 0.5


def is_unknown(pieces: Iterable[tuple[Decoded, float]]) -> bool:
    """Whether too few letters and digits were read, given each piece's reading and its width by its height.

    Every letter counts with its probability; a page without pieces is not unknown.
    """
    letters = room = 0.0
    for decoded, ratio in pieces:
        letters += sum(p for c, p in zip(decoded.text, decoded.probabilities, strict=True) if c.isalnum())
        room += ratio
    return letters < LEAST_LETTERS * room
