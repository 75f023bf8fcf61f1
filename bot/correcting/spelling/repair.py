"""The word most likely meant by a word as it was read: told from its context, or from how frequent words are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.correcting.spelling.confusions import CHEAPEST, cost
from bot.correcting.spelling.lexicon import Lexicon

CLEAR = 1.0
MORE_FREQUENT = 2.5
CLEARLY_MORE = 1.5


def meant_in_context(word: str, lexicon: Lexicon, gain: Callable[[str], float], least: float) -> str | None:
    """The word meant by the lower-case `word`, or None where that is not beyond doubt.

    `gain` says by how many powers of ten another word suits the place better. Beyond doubt is a word that is
    10^`least` times likelier than the word as read, and 10^CLEAR times likelier than any other; how likely is how well
    it suits times the probability of the confusion.
    """
    return _likeliest(word, ((gain(meant), meant) for meant, _ in lexicon.near(word)), least, CLEAR)


def meant_by_frequency(word: str, lexicon: Lexicon) -> str | None:
    """The same where the context does not tell: how likely is its frequency times the probability of the confusion.

    Beyond doubt is a word that is 10^MORE_FREQUENT times likelier, and 10^CLEARLY_MORE times likelier than any other.
    """
    near = ((frequency, meant) for meant, frequency in lexicon.near(word))
    return _likeliest(word, near, lexicon.frequency(word) + MORE_FREQUENT, CLEARLY_MORE)


def _likeliest(word: str, near: Iterable[tuple[float, str]], least: float, clear: float) -> str | None:
    best, first, second = None, least - clear, least - clear
    for likelihood, meant in sorted(near, reverse=True):
        if likelihood - CHEAPEST <= max(second, first - clear):
            break
        if meant == word:
            continue
        likelier = likelihood - cost(word, meant)
        if likelier > first:
            best, first, second = meant, likelier, first
        elif likelier > second:
            second = likelier
    return best if first > least and first - second > clear else None
