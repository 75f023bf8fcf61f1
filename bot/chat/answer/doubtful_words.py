"""The words of a note that stayed doubtful, and where each was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from bot.page import Line, Note

MOST = 6  # two rows of buttons
AROUND = ".,:;!?()[]{}\"'«»“”„‘’*_-–—"  # signs that are left out beside a word


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Word `index` of line `line` of page `page` of a note, all counted from 0; `word` is without signs round it."""

    page: int
    line: int
    index: int
    word: str
    confidence: float


def doubtful(note: Note) -> list[Doubtful]:
    """The doubtful words that nothing has changed since they were read, each once, the least sure first."""
    found: dict[str, Doubtful] = {}
    for doubt in sorted(_standing(note), key=lambda doubt: doubt.confidence):
        found.setdefault(doubt.word, doubt)
    return [*found.values()][:MOST]


def shown(word: str) -> str:
    """The word as it is shown."""
    return word.strip(AROUND) or word


def _standing(note: Note) -> Iterator[Doubtful]:
    for number, page in enumerate(note.pages):
        for doubt in page.page.doubts:
            line = page.page.lines[doubt.line]
            if doubt.word in _unchanged(line, page.correction.lines[doubt.line]):
                word = line.words[doubt.word]
                yield Doubtful(number, doubt.line, doubt.word, shown(word.text), word.confidence)


def _unchanged(line: Line, text: str) -> set[int]:
    """The indexes of a line's words that stand in `text` as they were read."""
    codes = Levenshtein.opcodes([word.text for word in line.words], text.split())
    return {index for code in codes if code.tag == "equal" for index in range(code.src_start, code.src_end)}
