"""What may be a term in a text: a word, or several neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.letters import words

_HYPHEN = re.compile(r"[-‐¬\u00ad]\s*")
_ADDRESS = re.compile(r"\S*(?:@|://|\bwww\.)\S*", re.IGNORECASE)
_DIGITS = str.maketrans("01", "ol")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of line `number` (from 0)."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring `words`, in one part, or in two where a hyphen at the end of a line parts a word."""

    parts: tuple[Stretch, ...]
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """What was read, without the hyphen and the line's end."""
        return "".join(part.text for part in self.parts)

    def overlaps(self, other: Window) -> bool:
        """Whether a character is in both."""
        return any(
            one.number == two.number and one.start < two.end and two.start < one.end
            for one in self.parts
            for two in other.parts
        )


def windows(lines: Sequence[str], sizes: Sequence[int]) -> Iterator[Window]:
    """All windows of so many words on a line, and words that are parted by the end of one; addresses are in none."""
    places = [_places(line) for line in lines]
    for number, (line, spans) in enumerate(zip(lines, places, strict=True)):
        for size in sizes:
            for first in range(len(spans) - size + 1):
                start, end = spans[first][0], spans[first + size - 1][1]
                inner = tuple(line[a:b] for a, b in spans[first : first + size])
                yield Window((Stretch(number, start, line[start:end]),), inner)
        following = number + 1
        if spans and following < len(lines) and places[following] and _HYPHEN.fullmatch(line, spans[-1][1]):
            (start, end), (begin, stop) = spans[-1], places[following][0]
            if not lines[following][:begin].strip():
                parts = Stretch(number, start, line[start:end]), Stretch(following, begin, lines[following][begin:stop])
                yield Window(parts, ("".join(part.text for part in parts),))


def _places(line: str) -> list[tuple[int, int]]:
    addresses = [match.span() for match in _ADDRESS.finditer(line)]
    return [(a, b) for a, b in words(line) if not any(a < end and start < b for start, end in addresses)]


def with_letters(text: str) -> tuple[str, int]:
    """The text with letters for the digits that look like them, and how many, where letters make most of it."""
    letters = sum(map(str.isalpha, text))
    if letters <= len(text) - letters:
        return text, 0
    plain = text.translate(_DIGITS)
    return plain, sum(a != b for a, b in zip(text, plain, strict=True))
