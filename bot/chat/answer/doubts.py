"""The words of a note that stayed doubtful, and where each was read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from bot.page import Line, Note

# Of the words read with less confidence a third (handwriting) to two thirds (print) are wrong.
UNSURE = 0.6
# Three of four with several digits are, on receipts; and a wrong number is harder to see.
UNSURE_NUMBER = 0.9
MOST = 6  # two rows of buttons

_NUMBER = re.compile(r"\d.*\d")
_WORD = re.compile(r"\w.*\w")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Word `index` of line `line` of page `page` of a note, all counted from 0."""

    page: int
    line: int
    index: int
    word: str
    confidence: float


def doubtful(note: Note) -> list[Doubt]:
    """The words that the reader was not sure of and that nothing changed since, each once, the least sure first."""
    found: dict[str, Doubt] = {}
    for doubt in sorted(_unsure(note), key=lambda doubt: doubt.confidence):
        found.setdefault(doubt.word, doubt)
    return [*found.values()][:MOST]


def _unsure(note: Note) -> Iterator[Doubt]:
    for number, page in enumerate(note.pages):
        for row, (line, text) in enumerate(zip(page.page.lines, page.correction.lines, strict=True)):
            for index in _standing(line, text):
                word = line.words[index]
                limit = UNSURE_NUMBER if _NUMBER.search(word.text) else UNSURE
                if _WORD.search(word.text) and word.confidence < limit:
                    yield Doubt(number, row, index, word.text, word.confidence)


def _standing(line: Line, text: str) -> Iterator[int]:
    """The indexes of a line's words that stand in `text` as they were read."""
    for code in Levenshtein.opcodes([word.text for word in line.words], text.split()):
        if code.tag == "equal":
            yield from range(code.src_start, code.src_end)
