"""The word most likely meant by a word as it was read."""

from __future__ import annotations

from bot.correcting.confusions import CHEAPEST, cost
from bot.correcting.lexicon import Lexicon

LIKELIER = 2.5
CLEAR = 1.5


def repair(word: str, lexicon: Lexicon) -> str | None:
    """The word meant by the lower-case `word`, or None where that is not beyond doubt.

    Beyond doubt is a word that is 10^LIKELIER times likelier than the word as read, and 10^CLEAR times
    likelier than any other; how likely is its frequency times the probability of the confusion.
    """
    enough = lexicon.frequency(word) + LIKELIER
    near = sorted(lexicon.near(word), key=lambda match: match[1], reverse=True)
    best, first, second = None, 0.0, 0.0
    for meant, frequency in near:
        if frequency - CHEAPEST < max(enough - CLEAR, first - CLEAR):
            break
        likelihood = frequency - cost(word, meant)
        if likelihood > first:
            best, first, second = meant, likelihood, first
        elif likelihood > second:
            second = likelihood
    return best if first >= enough and first - second >= CLEAR else None
