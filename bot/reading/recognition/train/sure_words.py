"""What a network that learns handwriting must not unlearn: digits, amounts, codes and words in capitals, counted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from bot.scores import normalise

KINDS = {
    "amounts": re.compile(r"[^\w\s]*\d[\d.,]*[.,]\d\d[^\w\s]*"),
    "codes": re.compile(r"(?=\S*[^\W\d_])(?=\S*\d)\S{4,}"),
    "words in capitals": re.compile(r"[^\W\d_]{2,}[^\w\s]*"),
}
DIGITS = "digits"


@dataclass(frozen=True, slots=True)
class SureWords:
    """How many of each kind stand in a text, and how many of them were lost; of digits also those that came in."""

    there: Counter[str]
    wrong: Counter[str]

    @classmethod
    def of(cls, truth: str, text: str) -> SureWords:
        """Compare a text with what stands on the photo, both normalised; of words the order does not matter.

        Where the truth has no lower-case letter, as on till receipts, case is ignored.
        """
        case_counts = any(letter.islower() for letter in truth)
        truth, text = (normalise(side if case_counts else side.upper()) for side in (truth, text))
        there, wrong = Counter({DIGITS: sum(c.isdigit() for c in truth)}), Counter({DIGITS: _digit_errors(truth, text)})
        in_truth, in_text = _words(truth), _words(text)
        for kind, pattern in KINDS.items():
            words = Counter({word: n for word, n in in_truth.items() if _is(kind, pattern, word)})
            there[kind], wrong[kind] = words.total(), (words - in_text).total()
        return cls(there, wrong)

    @property
    def count(self) -> int:
        """How many amounts, codes and words in capitals there are."""
        return sum(self.there[kind] for kind in KINDS)

    @property
    def lost(self) -> int:
        """How many of these were lost."""
        return sum(self.wrong[kind] for kind in KINDS)

    def __add__(self, other: SureWords) -> SureWords:
        return SureWords(self.there + other.there, self.wrong + other.wrong)


NO_WORDS = SureWords(Counter(), Counter())


def _words(text: str) -> Counter[str]:
    return Counter(stripped for word in text.split() if (stripped := word.strip(".,:;!?()[]'\"")))


def _is(kind: str, pattern: re.Pattern[str], word: str) -> bool:
    return bool(pattern.fullmatch(word)) and (kind != "words in capitals" or word.isupper())


def _digit_errors(truth: str, text: str) -> int:
    """The edits on the way from the truth to the text that touch a digit."""
    edits = Levenshtein.editops(truth, text)
    lost = [e.src_pos for e in edits if e.tag != "insert" and truth[e.src_pos].isdigit()]
    seen = [e.dest_pos for e in edits if e.tag == "insert" and text[e.dest_pos].isdigit()]
    put = [e for e in edits if e.tag == "replace" and text[e.dest_pos].isdigit() and not truth[e.src_pos].isdigit()]
    return len(lost) + len(seen) + len(put)
