"""Words of letters by chance, in scripts other than Latin: the recogniser is held to what it said of them.

A network that learns hands learns to see Latin letters in any stroke, and loses ideographs that it knew.
"""

from __future__ import annotations

from random import Random

from bot.reading.recognition.train.phrases import LineKind

_SCRIPTS = (  # letters from the first to the last, in the order of Unicode
    "את",
    "աֆ",
    "აჰ",
    "ая",
    "АЯ",
    "ίώ",
    "اي",
    "กฮ",
    "अह",
    "ぁん",
    "ァン",
    "가힝",
    "一龥",
    "一龥",
)
_LETTERS = (2, 9)  # of a word
_WORDS = (1, 6)


class ForeignWords:
    """Words without a meaning, all of a line in one script."""

    def phrase(self, kind: LineKind, random: Random) -> str:
        """The next line; the same for the same state of `random`."""
        first, last = map(ord, random.choice(_SCRIPTS))
        return " ".join(
            "".join(chr(random.randint(first, last)) for _ in range(random.randint(*_LETTERS)))
            for _ in range(random.randint(*_WORDS))
        )
