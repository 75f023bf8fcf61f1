"""Which words of a line became which, in the smallest changes that can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from bot.correcting.guarding.word_shapes import is_number

MOST_JOINED = 3  # words of one side that may have been one word of the other
LARGEST_BLOCK = 40  # words; a longer stretch without one word in common is no repair, and slow to align

Steps = tuple[tuple[int, int], ...]
_WORD = re.compile(r"\S+")
_STEPS: Steps = (
    *((1, 1), (1, 0), (0, 1)),
    *((1, many) for many in range(2, MOST_JOINED + 1)),
    *((many, 1) for many in range(2, MOST_JOINED + 1)),
)


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """`before`, the words from offset `start` to `end` of the line as it was read, became `after`.

    Words are parted by single spaces; one side is empty where a word came or went. Offsets count characters.
    `previous` and `following` are the words round it as they were read, empty at the ends of the line.
    """

    before: str
    after: str
    start: int
    end: int
    previous: str = ""
    following: str = ""

    @property
    def beside_number(self) -> bool:
        """Whether the word in front or the next one is a number or a currency."""
        return is_number(self.previous) or is_number(self.following)


def proposed_changes(read: str, proposed: str) -> Iterator[ProposedChange]:
    """The changes in which `proposed` differs from `read`, from left to right."""
    spans = [match.span() for match in _WORD.finditer(read)]
    old, new = [read[start:end] for start, end in spans], _WORD.findall(proposed)
    for i, m, j, n in _changed(old, new):
        start = spans[i][0] if i < len(spans) else len(read)
        yield ProposedChange(
            before=" ".join(old[i : i + m]),
            after=" ".join(new[j : j + n]),
            start=start,
            end=spans[i + m - 1][1] if m else start,
            previous=old[i - 1] if i else "",
            following=old[i + m] if i + m < len(old) else "",
        )


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where each change begins in `old`, its number of words there, and the same in `new`."""
    for equal, block in groupby(Levenshtein.opcodes(old, new), lambda code: code.tag == "equal"):
        if equal:
            continue
        codes = list(block)
        i, j = codes[0].src_start, codes[0].dest_start
        for m, n in _aligned(old[i : codes[-1].src_end], new[j : codes[-1].dest_end]):
            if old[i : i + m] != new[j : j + n]:
                yield i, m, j, n
            i, j = i + m, j + n


def _aligned(old: Sequence[str], new: Sequence[str]) -> Steps:
    """How many words of each side make up each change: the way with the least Levenshtein distance in all."""
    if max(len(old), len(new)) > LARGEST_BLOCK:
        return ((len(old), len(new)),)
    best: dict[tuple[int, int], tuple[int, Steps]] = {(0, 0): (0, ())}
    for i in range(len(old) + 1):
        for j in range(len(new) + 1):
            ways = [
                (best[i - m, j - n][0] + _distance(old[i - m : i], new[j - n : j]), (*best[i - m, j - n][1], (m, n)))
                for m, n in _STEPS
                if m <= i and n <= j
            ]
            if ways:
                best[i, j] = min(ways, key=lambda way: way[0])
    return best[len(old), len(new)][1]


def _distance(old: Sequence[str], new: Sequence[str]) -> int:
    return Levenshtein.distance(" ".join(old), " ".join(new))
