"""Words that no word list has, or that do not suit their place: the likeliest word in their stead.

On the texts that `tests.correcting.spelling.measure` reads, 1,850 of 208,172 wrong characters are mended, and 0.013 %
of the clean words changed, half of them misprints.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.correcting.spelling.passage import Edit, Passage
from bot.correcting.spelling.protected import is_protected
from bot.correcting.spelling.repair import meant_by_frequency, meant_in_context
from bot.correcting.spelling.spelling_key import spelling_key
from bot.languages import Languages

KNOWN = 4.6  # the Zipf frequency above which a word is never doubted
STRANGE = 2.2  # up to it a word may be a misreading, an old spelling or a jargon
LEAST = 3.5  # powers of ten by which another word must be likelier in its place
SURER_NAME = 0.5  # more for a name
SURER_FOREIGN = 1.5  # more for a word that is rare in the language and common in another
RARE = 3.5
SURER_ACCENT = 1.0  # more for a word that only gains accents: writers leave them out, and once did so by rule
MOST_STRANGE = 0.02  # of a passage's words, FREE_UNKNOWN aside, where a word may be told without its context
LONG = 4  # letters of a strange word that may be told without its context
MOST_UNKNOWN = 0.2  # of a passage's words, FREE_UNKNOWN aside; more is a jumble
FREE_UNKNOWN = 2
LEAST_REPAIRED = 0.25  # of its strange words; with less it is a jargon or an old spelling
MOST_RESPELLED = 0.34  # of its repairs may be respellings, or one; more is an old spelling


def misread_words(passage: Passage, languages: Languages) -> Iterator[Edit]:
    """The words to repair, each with what it becomes.

    None is repaired where so few can be that the passage must be in an old spelling, a dialect or a jargon.
    """
    if not _is_mostly_known(passage):
        return
    repairs = {place: meant for place in range(len(passage.tokens)) if (meant := _meant(passage, place, languages))}
    if not _is_misread(passage, languages, repairs):
        return
    for place, meant in repairs.items():
        token = passage.tokens[place]
        yield Edit(token.line, token.start, token.word, meant)


def _meant(passage: Passage, place: int, languages: Languages) -> str | None:
    """What the word at `place` becomes; None where it stays."""
    token, word = passage.tokens[place], passage.words[place]
    lexicon, is_name = passage.language.lexicon, word != token.word
    if is_protected(passage.tokens, place) or _is_fragment(passage, place):
        return None
    if lexicon.frequency(word) > (STRANGE if is_name else KNOWN):
        return None

    suits = passage.word_gain(place)
    is_foreign = lexicon.frequency(word) <= RARE and languages.is_common(word)
    meant = meant_in_context(
        word,
        lexicon,
        lambda other: suits(_in_case_of(token.word, other)) - SURER_ACCENT * _gains_accents(word, other),
        LEAST + SURER_NAME * is_name + SURER_FOREIGN * is_foreign,
    )
    if meant is None and not is_name and _may_be_told_alone(passage, word, languages):
        meant = meant_by_frequency(word, lexicon)
    if meant is None or _is_habit(passage, word, meant):
        return None
    return _in_case_of(token.word, meant)


def _gains_accents(word: str, other: str) -> bool:
    return not other.isascii() and spelling_key(word) == spelling_key(other)


def _may_be_told_alone(passage: Passage, word: str, languages: Languages) -> bool:
    modern = passage.strange * len(passage.tokens) <= FREE_UNKNOWN + MOST_STRANGE * len(passage.tokens)
    return modern and len(word) >= LONG and _is_strange(passage, word, languages)


def _is_strange(passage: Passage, word: str, languages: Languages) -> bool:
    return passage.language.lexicon.frequency(word) <= STRANGE and not languages.is_common(word)


def _in_case_of(word: str, other: str) -> str:
    return other[0].upper() + other[1:] if word[0].isupper() else other


def _is_habit(passage: Passage, word: str, meant: str) -> bool:
    """Whether the word stands there again and what it should mean never does: a name, or the writer's way."""
    return passage.times[word] > 1 and not passage.times[meant]


def _is_mostly_known(passage: Passage) -> bool:
    words = [word for word in passage.words if word]
    unknown = sum(1 for word in words if not passage.language.lexicon.frequency(word))
    return unknown <= FREE_UNKNOWN + MOST_UNKNOWN * len(words)


def _is_misread(passage: Passage, languages: Languages, repairs: dict[int, str]) -> bool:
    """Whether it is misreadings that make words strange there, and not the writer's spelling."""
    strange = [
        place
        for place, token in enumerate(passage.tokens)
        if len(word := passage.words[place]) > 1 and token.word.islower() and _is_strange(passage, word, languages)
    ]
    respelled = sum(
        spelling_key(passage.words[place]) == spelling_key(meant.lower()) for place, meant in repairs.items()
    )
    repaired = sum(place in repairs for place in strange)
    return repaired >= LEAST_REPAIRED * len(strange) and respelled <= max(1, MOST_RESPELLED * len(repairs))


def _is_fragment(passage: Passage, place: int) -> bool:
    """Whether the word makes a known one with its neighbour: half of a word broken by the end of a line."""
    pairs = [passage.words[place - 1 : place + 1] if place else [], passage.words[place : place + 2]]
    frequency = passage.language.lexicon.frequency
    return any(len(pair) == 2 and all(pair) and frequency("".join(pair)) > 0 for pair in pairs)
