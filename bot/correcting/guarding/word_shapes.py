"""What can be told of words by their look alone: letters, marks, signs, and what must never change."""

from __future__ import annotations

import re
import unicodedata

from bot.letters import HYPHENS

_LETTERS = re.compile(r"[^\W\d_]+")
_JOINTS = re.compile(r"-+|(?<=^\w)['’]|(?<=^qu)['’]|['’](?=s$)")
_NOT_MARKS = re.compile(r"[^\W_]|\s")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_SIGNS = frozenset("%‰&@#§?/\\^_")
_SIGN_CATEGORIES = ("Sc", "Sm", "So")  # of Unicode: currencies, mathematical and other symbols
_SPECKS = frozenset("~|¬")  # mathematical symbols for Unicode
_ABBREVIATED = re.compile(r"\W*(?:[^\W\d_a-z]\.|(?:[^\W\d_]\. ?){2,})\W*")
_ELIDED = re.compile(r"n?['’][^\W\d_]{1,2}\W*")
_INNER = re.compile(r"(?<=[^\W_])[^\w\s]+(?=[^\W_])")
_ROMAN = re.compile(r"(?=..)M*(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_USUAL_MARKS = frozenset(".,;:!?'\"()-–—‘’“”…")
_ADDRESS = re.compile(r"@|://|\bwww\.|\w\.(?:com|org|net|info|gov|edu|[a-z]{2})(?:/|\W*$)")


def bare(word: str) -> str:
    """The word without the marks round it."""
    return _AROUND.sub("", word)


def letters(words: str) -> str:
    """The letters, without all that stands between them."""
    return "".join(_LETTERS.findall(words))


def parts(word: str) -> list[str]:
    """The words of which it is made, as those of `police-court`, `l'eau` and `man's`."""
    return _JOINTS.split(word)


def marks(words: str) -> str:
    """All that is neither a letter, a digit nor a space."""
    return _NOT_MARKS.sub("", words)


def is_hyphenated(words: str) -> bool:
    """Whether the last word goes on in the next line."""
    return words.endswith(HYPHENS)


def has_digits(words: str) -> bool:
    """Whether there is a digit or another numeric character."""
    return any(map(str.isnumeric, words))


def is_number(words: str) -> bool:
    """Whether there is a digit or the sign of a currency."""
    return has_digits(words) or any(unicodedata.category(character) == "Sc" for character in words)


def is_address(words: str) -> bool:
    """Whether there is an address of the web or of a letter box."""
    return any(map(_ADDRESS.search, words.split()))


def is_elided(word: str) -> bool:
    """Whether it is the end of a contraction, as the `'t` of `can 't`."""
    return bool(_ELIDED.fullmatch(word))


def inner_marks(words: str) -> str:
    """The marks between letters of one word."""
    return "".join(_INNER.findall(words))


def inner_words(word: str) -> list[str]:
    """The words between the marks within one word."""
    return _INNER.split(bare(word))


def is_abbreviated(words: str) -> bool:
    """Whether it is an initial, or letters with full stops such as `p.m.`."""
    return bool(_ABBREVIATED.fullmatch(words))


def keeps_what_counts(before: str, after: str) -> bool:
    """Whether every number, every address and every sign, such as a currency's, is the same on both sides."""
    return _counting(before) == _counting(after) and _signs(before) == _signs(after)


def brings_nothing_strange(before: str, after: str) -> bool:
    """Whether all that comes in are usual marks, and letters of a script that is there already."""
    scripts = {_script(letter) for letter in before if letter.isalpha()} or {"LATIN"}
    return all(
        character in before
        or character == " "
        or character in _USUAL_MARKS
        or (character.isalpha() and _script(character) in scripts)
        for character in after
    )


def _counting(words: str) -> list[str]:
    return [word for word in words.split() if has_digits(word) or _ROMAN.fullmatch(bare(word)) or _ADDRESS.search(word)]


def _signs(words: str) -> list[str]:
    return [sign for sign in words if _is_sign(sign)]


def _is_sign(character: str) -> bool:
    is_symbol = unicodedata.category(character) in _SIGN_CATEGORIES and character not in _SPECKS
    return is_symbol or character in _SIGNS


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
