"""Which words of a page a person should look at: those that are as often wrong as right, or more often."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from bot.correcting.asking.doubts import is_rare
from bot.letters import Frequency
from bot.page import Doubt, Line, Page

# Of the words below these confidences so many are wrong: 68 to 83 % of the rare ones, 50 to 100 % of the known ones
# that the decoder left as they were seen (25 % in French), 75 % of the numbers of several digits. Known words that the
# decoder chose are no matter of doubt: two of three are right however unsure the recogniser was.
UNSURE_RARE = 0.8
UNSURE_KNOWN = 0.7
UNSURE_NUMBER = 0.9

_NUMBER = re.compile(r"\d.*\d")
_LETTERS = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")


def with_doubts(page: Page, frequency: Callable[[], Frequency]) -> Page:
    """The page with its doubtful words told.

    `frequency` is called where it is needed; what it gives says a lower-case word's Zipf frequency, 0 where it is
    unknown.
    """
    unsure = [*_unsure(page)]
    if not unsure:
        return replace(page, doubts=())
    known = frequency()
    return replace(
        page, doubts=tuple(doubt for doubt in unsure if _is_doubtful(page.lines[doubt.line], doubt.word, known))
    )


def _unsure(page: Page) -> Iterator[Doubt]:
    """The words that may be doubtful, whether they are rare or not."""
    for number, line in enumerate(page.lines):
        for index, word in enumerate(line.words):
            is_number = _NUMBER.search(word.text)
            if (is_number or _LETTERS.search(word.text)) and word.confidence < (
                UNSURE_NUMBER if is_number else UNSURE_RARE
            ):
                yield Doubt(number, index)


def _is_doubtful(line: Line, index: int, frequency: Frequency) -> bool:
    word = line.words[index]
    if _NUMBER.search(word.text) or any(is_rare(part, frequency) for part in _LETTERS.findall(word.text)):
        return True
    return word.confidence < UNSURE_KNOWN and index in _as_seen(line)


def _as_seen(line: Line) -> set[int]:
    """The indexes of the words that the decoder left as the recogniser saw them."""
    codes = Levenshtein.opcodes([word.text for word in line.words], line.raw.split())
    return {index for code in codes if code.tag == "equal" for index in range(code.src_start, code.src_end)}
