"""Which terms of a glossary a text means, told from its letters alone.

What it takes to read one word as another is `bot.correcting.spelling.confusions`' to say. Of 837 misread names in the
texts that `tests.correcting.terms.measure` reads it finds 414 among 50 others each, with 23 wrong insertions, and 14 in
the truths. A limit a quarter higher finds 472 with 46 wrong ones. Ten thousand terms take 12 ms for 300 words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bot.correcting.spelling.confusions import CHEAPEST, cost
from bot.correcting.terms.forms import ENDINGS, in_case_of, stems
from bot.correcting.terms.settling import Match
from bot.correcting.terms.terms import Terms
from bot.correcting.terms.windows import Window
from bot.glossary.glossary import TermEntry
from bot.letters import fold, squeezed, words

SHORTEST = 4  # letters; a shorter term is found only as it stands
LETTER = 0.6  # powers of ten for each letter from the third on that a term may be away
FARTHEST = 5.0  # of any term
CLEAR = 0.7  # by how much nearer a term must be than the next
SPACE = 0.7  # for a lost or an added one
EDITS = 3  # letters; no term is sought further
_LOOKALIKES = str.maketrans("01", "ol")


@dataclass(frozen=True, slots=True)
class NearMatch(Match):
    """`away` is what it took to misread the term so, in powers of ten."""

    away: float


def near(terms: Terms, found: Sequence[Window]) -> Iterator[tuple[Window, TermEntry]]:
    """The windows, each with an entry that is not many letters away; in no order."""
    by_letters: dict[str, list[Window]] = {}
    for window in found:
        letters = fold(_with_letters(squeezed(window.text))[0])
        for ending in ENDINGS:
            if letters.endswith(ending):
                by_letters.setdefault(letters.removesuffix(ending), []).append(window)
    by_length: dict[int, list[str]] = {}
    for letters in by_letters:
        by_length.setdefault(len(letters), []).append(letters)
    for length, read in by_length.items():
        for other, (entries, sought) in terms.by_length.items():
            most = min(EDITS, 1 + other // 4)
            if other < SHORTEST or abs(other - length) > most:
                continue
            distances = process.cdist(sought, read, scorer=Levenshtein.distance, score_cutoff=most, dtype=np.uint8)
            for i, j in np.argwhere(distances <= most).tolist():
                yield from ((window, entries[i]) for window in by_letters[read[j]])


def compare(window: Window, entry: TermEntry) -> NearMatch | None:
    """The entry in the window's case and with its ending; None where it is too far away."""
    count, best = len(words(entry.sought)), None
    sought = squeezed(entry.sought)
    for stem, ending in stems(window.text, entry.sought):
        letters, digits = _with_letters(squeezed(stem)) if sought.isalpha() else (squeezed(stem), 0)
        away = cost(letters, sought) + CHEAPEST * digits + SPACE * abs(len(window.words) - count)
        if away <= _limit(sought) and (best is None or away < best.away):
            extra = ending.upper() if window.text.isupper() else ending
            best = NearMatch(window, in_case_of(window.text, entry.right) + extra, away)
    return best


def _limit(sought: str) -> float:
    """How far a term of so many letters may be away; those with digits are found only as they stand."""
    return max(0.0, min(LETTER * (len(sought) - 2), FARTHEST)) if sought.isalpha() else 0.0


def clearest(matches: Sequence[NearMatch]) -> NearMatch | None:
    """The nearest of the matches of one window; None where another one is about as near."""
    ranked = sorted(matches, key=lambda match: match.away)
    if not ranked:
        return None
    other = next((match.away for match in ranked if match.text != ranked[0].text), math.inf)
    return ranked[0] if other - ranked[0].away >= CLEAR else None


def _with_letters(text: str) -> tuple[str, int]:
    """The text with letters for the digits that look like them, and how many, where letters make most of it."""
    letters = sum(map(str.isalpha, text))
    if letters <= len(text) - letters:
        return text, 0
    plain = text.translate(_LOOKALIKES)
    return plain, sum(a != b for a, b in zip(text, plain, strict=True))
