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
    """What stands between two spaces, at offset `begin` of line `line` (from 0).

    `word` are its letters without the punctuation round them, at offset `start` of the line; empty where it is
    anything but one plain word in Latin letters. `after` is the punctuation behind the word. `confidence` is the
    reader's, 0 to 1; 0 where it gave none.
    """

    text: str
    word: str
    after: str
    line: int
    begin: int
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
        text, begin = match.group(), match.start()
        plain = _PLAIN_WORD.fullmatch(text)
        if plain is None:
            yield Token(text, "", "", number, begin, begin, confidence)
        else:
            yield Token(text, plain["word"], plain["after"], number, begin, begin + plain.start("word"), confidence)
