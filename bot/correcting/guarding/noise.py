"""What may go altogether: a speck, a fold or a rule that was read as a letter or two."""

from __future__ import annotations

from bot.correcting.guarding.proposed_changes import ProposedChange
from bot.correcting.guarding.word_shapes import is_elided, letters
from bot.letters import Frequency

LONGEST = 3  # characters
RARE = 5.0  # Zipf frequency below which two lower-case letters are no word
RARE_LETTER = 6.5  # … below which one is none, as English `a` and Spanish `y` are
COMMONEST = 5.5  # … of words such as `and`, `of` and `was`, beside which a lone capital is none
WHOLE = 3.0  # Zipf frequency of a word that a fragment makes with the one beside it
_BULLETS = frozenset("-–—•·*+>oOxX")
_STROKES = frozenset("Ii")  # a rule on the page is read as one so often that the word `I` is left to the corrector


def is_noise(change: ProposedChange, frequency: Frequency) -> bool:
    """Whether the change is a mark, a small letter, a stroke or a fragment, and nothing else by its place.

    It may not stand beside a number, nor be part of the word beside it, as in `un likely` and `didn 't`, the bullet of
    a list, or anything at the end of a line.
    """
    if not change.following or change.beside_number or len(change.before) > LONGEST:
        return False
    if not change.previous and change.before in _BULLETS:
        return False
    if is_elided(change.before):
        return False
    found = letters(change.before)
    if len(found) <= 1:
        return not found or _is_stroke(change, frequency) or (found.islower() and frequency(found) < RARE_LETTER)
    is_fragment = len(found) == 2 and found.islower() and frequency(found) < RARE
    return is_fragment and not _is_part(change, frequency)


def _is_part(change: ProposedChange, frequency: Frequency) -> bool:
    """Whether with the word in front or the next one it makes a word."""
    joined = [change.before + change.following, *([change.previous + change.before] if change.previous else [])]
    return any(frequency(form) >= WHOLE for words in joined for form in (words.lower(), letters(words).lower()))


def _is_stroke(change: ProposedChange, frequency: Frequency) -> bool:
    """Whether it may be a rule between columns, or a capital beside one of the commonest words.

    It is not the number in `Type I`, the initial in `J Smith`, or the letter in `vitamin C tablets`.
    """
    if change.before in _STROKES:
        return not change.previous[:1].isupper()
    if len(change.before) > 1 or not change.before.isupper():
        return False
    beside = [letters(word) for word in (change.previous, change.following)]
    return all(word.islower() for word in beside) and any(frequency(word) >= COMMONEST for word in beside)
