"""What a recogniser confuses beyond letters: digits in words, the English I, and spaces behind full stops.

Each rule says what the token at a place of a passage becomes, and None where it stays.
"""

from __future__ import annotations

import math
import re
from itertools import product

from bot.correcting.spelling.passage import Passage

KNOWN = 3.0  # Zipf frequency of a word that may have digits for letters
USUAL = 4.0  # of the words between which a space may be lost
LEAST = 3.0  # powers of ten by which the line must be likelier
LETTERS = 3  # of a word, at least
MOST_DIGITS = 2
FREQUENT = 5.2  # Zipf frequency of an accented word that may have lost its accents: très, für
MORE_FREQUENT = 1.5  # powers of ten by which it must be than any other
LEAST_ACCENT = 1.0
MOST_STRANGE = 0.04  # of a passage's words; an old spelling has fewer accents
_WITH_DIGITS = re.compile(r"([(\"'“‘]*)([^\W\d_]+(?:[01]+[^\W\d_]+)*[01]?)([.,;:!?)\"'”’]*)")
_LOOK = {"0": "o", "1": "li"}
_CLAUSE_ENDS = re.compile(r"[a-z]{2,}[,;:.!?\"'”]+")
_CONJUNCTIONS = re.compile(
    r"that|and|as|if|when|which|what|but|for|where|than|before|after|because|though|while|since|so|then|whom|until|or|"
    r"whether|how|why|who",
    re.IGNORECASE,
)
_COUNTED = frozenset({"can", "may"})  # 1 can of beans, 1 May
NEAR = 4
_SET_CLOSE = frozenset({"de", "nl"})  # of whose words in old prints 0.13 % would be parted that stand so
_LOST_SPACE = re.compile(r"[(\"'“‘]*(?P<left>[a-zß-ž]{2,})[.!?](?P<right>[A-ZÀ-Þ][a-zß-ž]*)[.,;:!?)\"'”’]*")


def letters_for_digits(passage: Passage, place: int) -> str | None:
    """A known word for one with `0` and `1` in it, `he1lo` and `w0rd`.

    On the texts that `tests.correcting.spelling.measure` reads: 1 word mended, none spoiled, no clean one changed.
    """
    token = passage.tokens[place].text
    parts = _WITH_DIGITS.fullmatch(token)
    if parts is None or not 0 < sum(map(str.isdigit, token)) <= MOST_DIGITS:
        return None
    before, word, behind = parts.groups()
    if sum(map(str.isalpha, word)) < LETTERS or word[1:] != word[1:].lower():
        return None
    frequency = passage.language.lexicon.frequency
    if word[-1].isdigit() and frequency(word[:-1].lower()):
        return None  # page1, user0
    spellings = ("".join(letters) for letters in product(*(_LOOK.get(letter, letter) for letter in word)))
    known = [before + spelling + behind for spelling in spellings if frequency(spelling.lower()) >= KNOWN]
    return max(known, key=passage.gain(place), default=None)


def english_i(passage: Passage, place: int) -> str | None:
    """`I` for a lone `1` where a clause begins: `what 1 did`.

    Not beside another number, since `3 men, 1 was` may be counted. On the same texts: 159 mended, 1 that was a sign
    taken for another, no clean one changed.
    """
    tokens = passage.tokens
    if passage.language.code != "en" or tokens[place].text != "1" or not 0 < place < len(tokens) - 1:
        return None
    near = [*tokens[max(0, place - NEAR) : place], *tokens[place + 1 : place + 1 + NEAR]]
    if any(map(str.isdigit, "".join(token.text for token in near if token.text != "1"))):
        return None
    previous, following = tokens[place - 1].text, tokens[place + 1].text
    begins = _CONJUNCTIONS.fullmatch(previous) or _CLAUSE_ENDS.fullmatch(previous)
    if not begins or following.lower() in _COUNTED:
        return None
    return "I" if passage.gain(place)("I") > LEAST else None


def lost_space(passage: Passage, place: int) -> str | None:
    """A space between two sentences: `at the end.The next`.

    On the same texts: none mended, none spoiled, no clean word changed; where German and Dutch are not left out, or old
    spellings, 3 mended, 8 spoiled, 49 clean words changed, since they are set close there.
    """
    token = passage.tokens[place].text
    parts = _LOST_SPACE.fullmatch(token)
    if parts is None or passage.language.code in _SET_CLOSE or passage.strange > MOST_STRANGE:
        return None
    frequency = passage.language.lexicon.frequency
    if min(frequency(parts["left"]), frequency(parts["right"].lower())) < USUAL:
        return None
    parted = token[: parts.start("right")] + " " + token[parts.start("right") :]
    return parted if passage.gain(place)(parted) > LEAST else None


def lost_accent(passage: Passage, place: int) -> str | None:
    """The accented word for one that is rare without its accents, where no other fits: `tres` and `fur`.

    On the same texts: 1 mended, 2 spoiled, 1 clean word changed; hardly any of them lost accents.
    """
    token, word = passage.tokens[place], passage.words[place]
    if len(word) < LETTERS or not word.isascii() or word != token.word:
        return None
    frequency = passage.language.lexicon.frequency
    accented, *others = [*passage.language.lexicon.accented(word), word]
    if frequency(accented) < max(FREQUENT, MORE_FREQUENT + max(map(frequency, others), default=math.inf)):
        return None
    if passage.strange > MOST_STRANGE or passage.word_gain(place)(accented) < LEAST_ACCENT:
        return None
    return token.text.replace(word, accented)
