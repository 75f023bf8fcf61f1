"""What makes a proposed change the repair of a misreading."""

from __future__ import annotations

from collections import Counter
from math import ceil

from rapidfuzz.distance import Levenshtein

from bot.correcting.guarding.noise import is_noise
from bot.correcting.guarding.proposed_changes import ProposedChange
from bot.correcting.guarding.word_shapes import (
    bare,
    brings_nothing_strange,
    inner_marks,
    inner_words,
    is_abbreviated,
    is_elided,
    is_hyphenated,
    keeps_what_counts,
    letters,
    marks,
    parts,
)
from bot.correcting.spelling.confusions import cost
from bot.glossary.glossary import Glossary
from bot.letters import Frequency

FARTHEST = 0.5  # Levenshtein distance by length, rounded up: `lie` for `he`
FARTHEST_TERM = 0.75
LONGEST = 64  # characters of a change; no word is longer
MOST_AT_END = 1  # letters that come or go at one end of a word alone; more are invented, or another word
LONGEST_UNIT = 3  # letters of a word that stays as it is beside a number
PARTING = frozenset("-,;'’")  # marks that were read for the space between two words
PREFIXED = 5  # letters of a word that another letter in front may turn round, as `amoral`
USUAL = 3.0  # Zipf frequency of words that are not two which stand too close
COMMON = 4.5  # Zipf frequency of words that nobody would take for misread ones
TERM = 5.0  # Zipf frequency of a word of the person's glossary
KEPT = 0.5  # power of ten by which each letter that stays speaks against an invented word
LEAST_LIKELY = -1.0  # power of ten by which the words meant are likelier than unknown ones
LEAST_LIKELY_TERM = -4.0
LEAST_LIKELY_KNOWN = -2.0  # … than known ones
LEAST_LIKELY_COMMON = -1.0  # … than common ones: not `his` for `her`
LEAST_LIKELY_NAME = 0.0  # … than words that may be a name: not `Anne` for `Anna`, nor `May` for `Mar`


class GuardRules:
    """The rules for one page.

    `frequency` gives a lower-case word's Zipf frequency in the page's language, 0 where it is unknown. The thresholds
    were tuned on the answers of Llama 2 to the sentences of BLN600, and lie on flat ground there.
    """

    def __init__(self, frequency: Frequency, glossary: Glossary) -> None:
        self._frequency = frequency
        self._aliases = frozenset(glossary.aliases)
        words = [word for spelling in glossary.spellings for word in spelling.split()]
        self._terms = frozenset(filter(None, (*words, *map(bare, words))))

    def allow(self, change: ProposedChange) -> bool:
        """Whether the change looks like a repair."""
        before, after = change.before, change.after
        if not before or not keeps_what_counts(before, after) or self._loses_term(before, after):
            return False
        if not after:
            return is_noise(change, self._frequency)
        if not brings_nothing_strange(before, after):
            return False
        if (bare(before), bare(after)) in self._aliases:
            return True
        if is_abbreviated(before) or is_elided(change.following) or _is_unit(change):
            return False
        if not change.following and is_hyphenated(before) and not is_hyphenated(after):
            return False
        if letters(before).casefold() == letters(after).casefold():
            keeps_case = letters(before) == letters(after) or self._is_term(after)
            return keeps_case and self._is_better_parted(before, after)
        return _keeps_case(before, after) and self._is_misread(before, after)

    def _is_term(self, words: str) -> bool:
        return all(bare(word) in self._terms for word in words.split())

    def _loses_term(self, before: str, after: str) -> bool:
        return bool((_forms(before) & self._terms) - _forms(after))

    def _is_better_parted(self, before: str, after: str) -> bool:
        """Whether marks or spaces went, or others stand in their place; none came in where nothing stood.

        Common words stay apart where they could be one, as `may be`.
        """
        was, now = marks(before), marks(after)
        if not was and before.count(" ") != after.count(" ") and not self._is_better_spaced(before, after):
            return False
        return len(now) <= len(was) and not self._loses_inner_mark(before, after)

    def _is_better_spaced(self, before: str, after: str) -> bool:
        """Whether words that became one are no common ones, and rarer than it; one that was parted is a rare one."""
        if before.count(" ") < after.count(" "):
            return self._frequency(before.lower()) < USUAL
        return self._known(before) < min(COMMON, self._known(after))

    def _loses_inner_mark(self, before: str, after: str) -> bool:
        """Whether a mark within a word went that belongs there, as in `we're`, `my.shop`, `re-sent` and `ABC-DEF`.

        Within one word it goes where the word is likelier than its parts.
        """
        lost = (Counter(marks(before)) - Counter(marks(after))) & Counter(inner_marks(before))
        if not lost:
            return False
        words = inner_words(before)
        if self._frequency(bare(before).lower()) or any(word[0].isupper() for word in words[1:]):
            return True
        if " " in after:
            return not lost.keys() <= PARTING
        parted = min(self._frequency(word.lower()) for word in words)
        return parted >= self._known(after)

    def _is_misread(self, before: str, after: str) -> bool:
        """Whether the words meant are near to those that were read, and likely enough beside them."""
        if self._loses_prefix(before, after) or self._loses_apostrophe(before, after):
            return False
        is_term = self._is_term(after)
        return _is_near(before, after, FARTHEST_TERM if is_term else FARTHEST) and self._is_likely(
            before, after, LEAST_LIKELY_TERM if is_term else LEAST_LIKELY
        )

    def _loses_prefix(self, before: str, after: str) -> bool:
        """Whether a known word lost its first letter."""
        read, meant = letters(before).lower(), letters(after).lower()
        return len(read) > len(meant) >= PREFIXED and read.endswith(meant) and self._frequency(read) > 0

    def _loses_apostrophe(self, before: str, after: str) -> bool:
        """Whether a known word lost the mark within it, as `won't`."""
        is_lost = bool(inner_marks(before)) and not inner_marks(after)
        return is_lost and self._frequency(bare(before).lower()) > 0

    def _is_likely(self, before: str, after: str, least: float) -> bool:
        """Compares the frequency of the words meant, times the probability of the confusion, with that of those read.

        Several words that become fewer were no words, unless they are common. Letters that stay speak for a misreading
        of an unknown word only: a known one shares them with its other forms.
        """
        is_join = before.count(" ") > after.count(" ")
        known, intended = self._known(before), self._known(after)
        if is_join and known < COMMON:
            known = 0.0
        if not intended:
            return False
        read, meant = letters(before).lower(), letters(after).lower()
        likelier = intended - known - cost(read, meant)
        if known:
            return likelier >= _least_likely(known, before, after)
        kept = max(len(read), len(meant)) - Levenshtein.distance(read, meant)
        return likelier + KEPT * kept >= least

    def _known(self, words: str) -> float:
        """The Zipf frequency of the rarest of the words; 0 where one is unknown."""
        return min(map(self._word, words.split()))

    def _word(self, word: str) -> float:
        if bare(word) in self._terms:
            return TERM
        word = bare(word).lower()
        return self._frequency(word) or min(map(self._frequency, parts(word)))


def _is_unit(change: ProposedChange) -> bool:
    """Whether it is a short word beside a number, such as `mg`, `EUR` and `May`, or a mark, as in `12 : 30`."""
    return change.beside_number and len(letters(change.before)) <= LONGEST_UNIT


def _least_likely(known: float, before: str, after: str) -> float:
    if known >= USUAL and before[0].isupper() and after[0].isupper() and not before.isupper():
        return LEAST_LIKELY_NAME
    return LEAST_LIKELY_COMMON if known >= COMMON else LEAST_LIKELY_KNOWN


def _forms(words: str) -> set[str]:
    """The words with and without the marks round them, and those of which they are made."""
    found = words.split()
    return {form for word in found for form in (word, word.rstrip(".,;:"), bare(word), *parts(bare(word)))}


def _keeps_case(before: str, after: str) -> bool:
    """Whether the first letter is the same one in the same case, or another letter."""
    return before[0] == after[0] or before[0].lower() != after[0].lower()


def _is_near(before: str, after: str, farthest: float) -> bool:
    """Whether the distance is at most `farthest` of the length, and not all of it at one end."""
    read, meant = before.replace(" ", ""), after.replace(" ", "")
    length = max(len(read), len(meant))
    if length > LONGEST or Levenshtein.distance(read, meant) > ceil(farthest * length):
        return False
    shorter, longer = sorted((letters(before).lower(), letters(after).lower()), key=len)
    at_end = longer.startswith(shorter) or longer.endswith(shorter)
    return not at_end or len(longer) - len(shorter) <= MOST_AT_END
