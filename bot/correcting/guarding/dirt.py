"""What may go altogether: a speck, a fold or a rule that was read as a letter or two."""

from __future__ import annotations

from bot.correcting.guarding.looks import is_elided, letters
from bot.correcting.guarding.pieces import Piece
from bot.letters import Frequency

LONGEST = 3  # characters
RARE = 5.0  # Zipf frequency below which two lower-case letters are no word
RARE_LETTER = 6.5  # … below which one is none, as English `a` and Spanish `y` are
COMMONEST = 5.5  # … of words such as `and`, `of` and `was`, beside which a lone capital is none
WHOLE = 3.0  # Zipf frequency of a word that a fragment makes with the one beside it
_BULLETS = frozenset("-–—•·*+>oOxX")
_STROKES = frozenset("Ii")  # a rule on the page is read as one so often that the word `I` is left to the corrector


def is_dirt(piece: Piece, frequency: Frequency) -> bool:
    """Whether the piece is a mark, a small letter, a stroke or a fragment, and nothing else by its place.

    It may not stand beside a number, nor be part of the word beside it, as in `un likely` and `didn 't`, the bullet of
    a list, or anything at the end of a line.
    """
    if not piece.following or piece.beside_number or len(piece.before) > LONGEST:
        return False
    if not piece.previous and piece.before in _BULLETS:
        return False
    if is_elided(piece.before):
        return False
    found = letters(piece.before)
    if len(found) <= 1:
        return not found or _is_stroke(piece, frequency) or (found.islower() and frequency(found) < RARE_LETTER)
    is_fragment = len(found) == 2 and found.islower() and frequency(found) < RARE
    return is_fragment and not _is_part(piece, frequency)


def _is_part(piece: Piece, frequency: Frequency) -> bool:
    """Whether with the word in front or the next one it makes a word."""
    joined = [piece.before + piece.following, *([piece.previous + piece.before] if piece.previous else [])]
    return any(frequency(form) >= WHOLE for words in joined for form in (words.lower(), letters(words).lower()))


def _is_stroke(piece: Piece, frequency: Frequency) -> bool:
    """Whether it may be a rule between columns, or a capital beside one of the commonest words.

    It is not the number in `Type I`, the initial in `J Smith`, or the letter in `vitamin C tablets`.
    """
    if piece.before in _STROKES:
        return not piece.previous[:1].isupper()
    if len(piece.before) > 1 or not piece.before.isupper():
        return False
    beside = [letters(word) for word in (piece.previous, piece.following)]
    return all(word.islower() for word in beside) and any(frequency(word) >= COMMONEST for word in beside)
