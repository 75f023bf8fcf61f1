"""How far a text is from the truth: character and word error rate, and the F1 of its words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, fields

from rapidfuzz.distance import Levenshtein

QUOTES_AND_DASHES = {
    **dict.fromkeys("‘’‚‛`´′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
FOLDED = str.maketrans(QUOTES_AND_DASHES)


def normalise(text: str) -> str:
    """NFKC, one kind of single quote, double quote and dash each, and single spaces between words."""
    folded = text.translate(FOLDED)  # before NFKC, which makes two characters of ´ and of ″
    return " ".join(unicodedata.normalize("NFKC", folded).translate(FOLDED).split())


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one text against its truth; added up, they give the rates of a set (micro-average).

    Errors are Levenshtein distances, `common_words` the overlap of the two multisets of words.
    """

    character_errors: int = 0
    characters: int = 0
    word_errors: int = 0
    words: int = 0
    words_read: int = 0
    common_words: int = 0

    @classmethod
    def of(cls, truth: str, text: str) -> Score:
        """Compare both normalised; where the truth has no lower-case letter, as on till receipts, case is ignored."""
        case_counts = any(letter.islower() for letter in truth)
        truth, text = (normalise(side if case_counts else side.upper()) for side in (truth, text))
        expected, found = truth.split(), text.split()
        return cls(
            character_errors=Levenshtein.distance(truth, text),
            characters=len(truth),
            word_errors=Levenshtein.distance(expected, found),
            words=len(expected),
            words_read=len(found),
            common_words=(Counter(expected) & Counter(found)).total(),
        )

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def cer(self) -> float:
        """Character error rate, in percent of the true characters; may pass 100."""
        return 100 * self.character_errors / max(1, self.characters)

    @property
    def wer(self) -> float:
        """Word error rate, in percent of the true words; may pass 100."""
        return 100 * self.word_errors / max(1, self.words)

    @property
    def f1(self) -> float:
        """Harmonic mean of the shares of words found and of words right, whatever their order; 0 to 1."""
        both = self.words + self.words_read
        return 2 * self.common_words / both if both else 1.0


NOTHING = Score()
