"""Which words of a page may have been misread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from bot.letters import Frequency
from bot.page import Line, Page

# A word read with less confidence is doubtful whatever it says. Lines with such words or rare ones hold 93 % of the
# wrong words of English handwriting, and are 9 to 28 % of the lines of print.
UNSURE = 0.9
SURE = 0.98  # with more it is not, however rare it is
UNKNOWN = 3.0  # the Zipf frequency below which a word is a rare one
SHORTEST = 2  # letters of a rare word
MENDED = 0.95  # the confidence in a word that is not as it was read

_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TOKEN = re.compile(r"(?<!\S)(?=\S)[^\w\s]*(?P<word>(?:\w(?:\S*\w)?)?)[^\w\s]*(?!\S)")


@dataclass(frozen=True, slots=True)
class DoubtfulWord:
    """A doubtful word without the punctuation round it, at offset `start` of line `line`, both counted from 0."""

    line: int
    start: int
    word: str

    @property
    def span(self) -> tuple[int, int]:
        """From its first character to behind its last."""
        return self.start, self.start + len(self.word)


def doubts(page: Page, texts: Sequence[str], frequency: Frequency) -> list[DoubtfulWord]:
    """The doubtful words of a page, in the order of the text.

    `texts` are the page's lines as they are by now; what was changed since they were read was changed for a reason,
    and is doubtful only where it is rare. `frequency` gives a lower-case word's Zipf frequency, 0 where it is unknown.
    Words with digits are never doubtful: no model may change them.
    """
    return [
        DoubtfulWord(number, token.start("word"), token["word"])
        for number, (line, text) in enumerate(zip(page.lines, texts, strict=True))
        for token, confidence in _tokens(line, text)
        if _is_doubtful(token["word"], confidence, frequency)
    ]


def sure_words(page: Page, texts: Sequence[str]) -> dict[int, list[tuple[int, int]]]:
    """Where words stand that were read with a confidence of SURE, by their lines from 0: no model may change them."""
    return {
        number: [token.span("word") for token, confidence in _tokens(line, text) if confidence >= SURE]
        for number, (line, text) in enumerate(zip(page.lines, texts, strict=True))
    }


def _tokens(line: Line, text: str) -> Iterator[tuple[re.Match[str], float]]:
    """The tokens of `text` with the reader's confidence in them; MENDED for one that it did not read so."""
    tokens = list(_TOKEN.finditer(text))
    confidences = [MENDED] * len(tokens)
    for code in Levenshtein.opcodes([word.text for word in line.words], [token[0] for token in tokens]):
        if code.tag == "equal":
            words = line.words[code.src_start : code.src_end]
            confidences[code.dest_start : code.dest_end] = [word.confidence for word in words]
    return zip(tokens, confidences, strict=True)


def _is_doubtful(word: str, confidence: float, frequency: Frequency) -> bool:
    letters = _LETTERS.findall(word)
    if not letters or any(character.isdigit() for character in word):
        return False
    return confidence < UNSURE or (confidence < SURE and any(is_rare(part, frequency) for part in letters))


def is_rare(word: str, frequency: Frequency) -> bool:
    """Whether neither the word nor its parts are known."""
    if len(word) < SHORTEST or frequency(word.lower().replace("’", "'")) >= UNKNOWN:
        return False
    parts = re.split(r"['’-]", word.lower())
    return len(parts) == 1 or any(len(part) >= SHORTEST and frequency(part) < UNKNOWN for part in parts)
