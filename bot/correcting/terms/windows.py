"""What may be a term in a text: a word, or several neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.letters import HYPHENS, word_spans

_HYPHEN = re.compile(rf"[{''.join(HYPHENS)}]\s*")
_ADDRESS = re.compile(r"\S*(?:@|://|\bwww\.)\S*", re.IGNORECASE)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LinePart:
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

    parts: tuple[LinePart, ...]
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
    spans = [_spans(line) for line in lines]
    for number, line in enumerate(lines):
        yield from line_windows(number, line, spans[number], sizes)
        following = number + 1
        if spans[number] and following < len(lines) and spans[following]:
            (start, end), (begin, stop) = spans[number][-1], spans[following][0]
            if _HYPHEN.fullmatch(line, end) and not lines[following][:begin].strip():
                head, tail = line[start:end], lines[following][begin:stop]
                yield Window((LinePart(number, start, head), LinePart(following, begin, tail)), (head + tail,))


def line_windows(number: int, line: str, spans: Sequence[Span], sizes: Sequence[int]) -> Iterator[Window]:
    """All windows of so many neighbours of the words that stand at `spans` of line `number`."""
    for size in sizes:
        for first in range(len(spans) - size + 1):
            inner = spans[first : first + size]
            start, end = inner[0][0], inner[-1][1]
            yield Window((LinePart(number, start, line[start:end]),), tuple(line[a:b] for a, b in inner))


def _spans(line: str) -> list[Span]:
    addresses = [match.span() for match in _ADDRESS.finditer(line)]
    return [(a, b) for a, b in word_spans(line) if not any(a < end and start < b for start, end in addresses)]
