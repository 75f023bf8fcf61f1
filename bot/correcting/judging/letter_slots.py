"""The slots of lines that come without frames: of other readers, of PDF files, of texts.

What was read is all there is to go by. So only words that are rare or unsure are in doubt, and what else they may be is
told by the word list, by the glossary, and by what it takes to misread one word as another.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from bot.correcting.asking.doubts import UNKNOWN, DoubtfulWord, doubts
from bot.correcting.guarding.word_shapes import has_digits
from bot.correcting.judging.alternatives import MOST
from bot.correcting.judging.codes import is_code
from bot.correcting.judging.lattice import Alternative, LineSlot
from bot.correcting.spelling.confusions import cost
from bot.correcting.spelling.lexicon import Lexicon
from bot.correcting.terms.forms import in_case_of
from bot.page import Correction, Page

FARTHEST = 4.5  # powers of ten that it may take to misread a word
SHORTEST, SHORTEST_USUAL = 3, 4  # letters; shorter words have too many neighbours, and usual ones are mostly right
MISREAD = -6.0  # the natural logarithm of how probable it is that a rare or unsure word is not what it looks like
EDITS = 2
TERM = 2.0  # powers of ten for a term of the glossary


def letter_slots(
    page: Page,
    correction: Correction,
    lexicon: Lexicon,
    terms: Sequence[str],
    standing: Mapping[int, Sequence[tuple[int, int]]],
    lines: Collection[int],
) -> dict[int, list[LineSlot]]:
    """The slots of these `lines` of the corrected page, by their indexes.

    None holds a digit, a name in capitals, or one of the `terms` that are `standing` there.
    """
    slots: dict[int, list[LineSlot]] = {}
    for doubt in doubts(page, correction.lines, lexicon.frequency):
        changed = any(
            change.line == doubt.line + 1 and change.start <= doubt.start < change.start + len(change.after)
            for change in correction.changes
        )
        settled = any(start <= doubt.start < end for start, end in standing.get(doubt.line, ()))
        shortest = SHORTEST_USUAL if lexicon.frequency(doubt.word.lower()) >= UNKNOWN else SHORTEST
        sought = doubt.word.isalpha() and len(doubt.word) >= shortest and not is_code(doubt.word)
        if doubt.line not in lines or changed or settled or not sought:
            continue
        if len(alternatives := _alternatives(doubt, lexicon, terms)) > 1:
            slots.setdefault(doubt.line, []).append(LineSlot(*doubt.span, alternatives, framed=False))
    return slots


def _alternatives(doubt: DoubtfulWord, lexicon: Lexicon, terms: Sequence[str]) -> tuple[Alternative, ...]:
    """The word as it was read, then the likeliest others."""
    word = doubt.word.lower()
    seen = {other: -cost(word, other) for other, _ in lexicon.near(word, EDITS) if other != word}
    bonus = dict.fromkeys(seen, 0.0)
    for term, _, _ in process.extract(doubt.word, terms, scorer=Levenshtein.distance, score_cutoff=EDITS, limit=None):
        if term != doubt.word and not has_digits(term):
            seen[term], bonus[term] = -cost(word, term.lower()), TERM
    near = [other for other in seen if seen[other] + bonus[other] >= -FARTHEST]
    near.sort(key=lambda other: seen[other] + bonus[other] + lexicon.frequency(other.lower()), reverse=True)
    scale = math.log(10)
    others = [
        Alternative(in_case_of(doubt.word, other), MISREAD + seen[other] * scale, bonus[other] * scale)
        for other in near
    ]
    return Alternative(doubt.word, 0.0), *others[: MOST - 1]
