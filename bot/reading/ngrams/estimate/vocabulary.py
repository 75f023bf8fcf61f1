"""The words of a language from wordfreq's lists, as people write them: between spaces, capitalised, before a comma.

With them go what receipts and notes write and figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from bot.reading.ngrams.estimate.counts import with_plain_punctuation
from bot.reading.ngrams.estimate.receipt_phrases import phrases

_WORDS = 5e6  # as many as in a long shelf of books; twenty million measured no better
_RECEIPTS = 0.02  # as many again on receipts and notes; between 0.005 and 0.06 all is alike
_LEAST = 0.3
_UPPER_CASE = 0.04
_NAMES = 0.12
_AFTER = [(", ", 0.05), (". ", 0.05), (": ", 0.008), ("-", 0.006), ("? ", 0.004), ("! ", 0.004), ("; ", 0.004)]
_AFTER += [(") ", 0.004), ('" ', 0.004)]
_BEFORE = [(". ", 0.03), (" -", 0.006), (" (", 0.004), (' "', 0.004), (": ", 0.004)]
_BARE = 1 - sum(share for _, share in _AFTER + _BEFORE)
_SURROUNDINGS = [
    (" ", " ", _BARE),
    *((" ", after, share) for after, share in _AFTER),
    *((before, " ", share) for before, share in _BEFORE),
]
_FIGURES = [  # numbers, prices, times, dates and telephones, with how often they stand in notes
    (8e-3, "0|00|000|0000"),
    (2e-3, "0.00|00.00|0,00|00,00|00:00|00/00/0000|00/00/00|00.00.0000"),
    (8e-4, "£0.00|$0.00|€0.00|£00.00|$00.00|€00.00|0.00€|0,00€|0,00 €|00,00 €|000.00|0.000|0,000"),
    (4e-4, "00-00-0000|0000-00-00|00.00.00|00%|0%|00.0%|00,0%|(0)|0)|0x|0 x|0/0|0-0|00-00|#0|+00|(000) 000-0000"),
]


def capitalised(text: str) -> tuple[Mapping[str, float], float]:
    """The share of capitals among each word's places in the middle of sentences, and that of words seen there once.

    German capitalises half of its rare words, others only their names.
    """
    seen: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for sentence in with_plain_punctuation(text).replace(". ", "\n").splitlines():
        for word in sentence.split()[1:]:
            bare = word.strip("\"'.,;:!?()")
            if bare.isalpha() and not (len(bare) > 1 and bare.isupper()):
                seen[bare.lower()] += 1
                capitals[bare.lower()] += bare[0].isupper()
    once = [capitals[word] for word, times in seen.items() if times == 1]
    rare = sum(once) / len(once) if len(once) > 100 else _NAMES
    return {word: (capitals[word] + rare) / (times + 1) for word, times in seen.items()}, rare


def pieces(language: str, text: str = "") -> dict[str, float]:
    """Each word of `language` (ISO 639-1) with what stands round it, and how often that is among five million words.

    `text` shows which words are capitalised. Raises LookupError for a language that wordfreq has no list of.
    """
    from wordfreq import available_languages, read_cBpack

    shares, rare = capitalised(text)
    found: dict[str, float] = {}
    for centibels, words in enumerate(read_cBpack(available_languages("best")[language])):
        times = _WORDS * 10 ** (-centibels / 100)
        for word in map(with_plain_punctuation, words):
            if not any(character.isdigit() or character.isspace() for character in word):
                capital = shares.get(word, rare) * (1 - _UPPER_CASE)
                _surround(found, word, times * (1 - _UPPER_CASE - capital))
                _surround(found, word.capitalize(), times * capital)
                _surround(found, word.upper(), times * _UPPER_CASE)
    for phrase, share in phrases(language):
        phrase = with_plain_punctuation(phrase)
        found[phrase] = found.get(phrase, 0.0) + _WORDS * _RECEIPTS * share
    for share, figures in _FIGURES:
        for figure in figures.split("|"):
            _surround(found, figure, _WORDS * share)
    return found


def _surround(found: dict[str, float], form: str, times: float) -> None:
    for before, after, share in _SURROUNDINGS:
        if times * share > _LEAST:
            piece = before + form + after
            found[piece] = found.get(piece, 0.0) + times * share
