"""A page as the words a corrector looks at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.page import Line, Page

_TOKEN = re.compile(r"\S+")
_PLAIN_WORD = re.compile(
    r"""
    [("'“‘«„¿¡\[]*
    (?:(?:[A-Za-z]|[Qq]u)['’])?    # l'eau, qu'elle
    (?P<word>[A-Za-zÀ-ÖØ-öø-ž]+)
    (?P<after>[.,;:!?)"'”’»\]…]*)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """What stands between two spaces, in line `line` (from 0).

    `word` are its letters without the punctuation round them, at offset `start` of the line; empty where it is
    anything but one plain word in Latin letters. `after` is the punctuation behind the word. `confidence` is the
    reader's, 0 to 1; 0 where it gave none.
    """

    text: str
    word: str
    after: str
    line: int
    start: int
    confidence: float


def tokens(page: Page) -> list[Token]:
    """The tokens of a page in reading order."""
    return [token for number, line in enumerate(page.lines) for token in _line_tokens(number, line)]


def _line_tokens(number: int, line: Line) -> Iterator[Token]:
    found = list(_TOKEN.finditer(line.text))
    confidences = [word.confidence for word in line.words]
    if len(confidences) != len(found):
        confidences = [0.0] * len(found)
    for match, confidence in zip(found, confidences, strict=True):
        plain = _PLAIN_WORD.fullmatch(match.group())
        if plain is None:
            yield Token(match.group(), "", "", number, match.start(), confidence)
        else:
            start = match.start() + plain.start("word")
            yield Token(match.group(), plain["word"], plain["after"], number, start, confidence)
