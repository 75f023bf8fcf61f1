"""A page in chunks that a language model is asked about one after the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

LONGEST = 1500  # characters of a chunk: about 400 tokens, which a small model keeps in sight
LONGEST_LINE = 300
NEIGHBOURS = 1  # lines shown before and after a doubtful one

# What steers a model: <|im_start|>, <s>, <｜User｜>, [INST], [gMASK].
_MARK = re.compile(r"<[|｜/]|[|｜]>|</?\w+>|\[/?[A-Za-z_]{3,}\]")
_UNSEEN = "\t\xad"  # a tab, and a soft hyphen, at which a word may part


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines that are shown and those among them that may change, as indexes from 0 in their order."""

    shown: tuple[int, ...]
    asked: tuple[int, ...]


def chunks(texts: Sequence[str], doubtful: Collection[int], paragraphs: Collection[int]) -> list[Chunk]:
    """The `doubtful` lines (indexes from 0) with their neighbours, in chunks of about LONGEST characters.

    `paragraphs` are the indexes of the lines that begin one. A page without doubt has no chunk. A chunk ends at the end
    of a paragraph where it can, and the next begins with its last line. A line that holds a mark by which models are
    steered or characters that nobody sees, or that is longer than LONGEST_LINE, is neither asked about nor shown.
    """
    fit = {index for index, text in enumerate(texts) if text.strip() and _is_fit(text)}
    asked = fit & set(doubtful)
    near = {index + step for index in asked for step in range(-NEIGHBOURS, NEIGHBOURS + 1)}
    return [
        Chunk((*context, *lines), here)
        for context, lines in _groups(sorted(near & fit), texts, paragraphs)
        if (here := tuple(index for index in lines if index in asked))
    ]


def _is_fit(text: str) -> bool:
    """Whether a line is short and bears neither a mark nor characters that nobody sees, spaces aside."""
    plain = all(c.isprintable() or c in _UNSEEN or unicodedata.category(c) == "Zs" for c in text)
    return plain and len(text) <= LONGEST_LINE and not _MARK.search(text)


def _groups(lines: list[int], texts: Sequence[str], paragraphs: Collection[int]) -> list[tuple[list[int], list[int]]]:
    """The lines of each chunk, behind the one before it that gives it its context."""
    groups, context = [], list[int]()
    while lines:
        end = _end(lines, texts, paragraphs)
        groups.append((context, lines[:end]))
        context = lines[end - 1 : end] if lines[end : end + 1] == [lines[end - 1] + 1] else []
        lines = lines[end:]
    return groups


def _end(lines: Sequence[int], texts: Sequence[str], paragraphs: Collection[int]) -> int:
    """How many of the lines belong to the next chunk: up to the last border in its second half, or all that fit."""
    size, border = 0, None
    for place, index in enumerate(lines):
        if size > LONGEST / 2 and (index in paragraphs or index != lines[place - 1] + 1):
            border = place
        size += len(texts[index])
        if size > LONGEST:
            return border or max(place, 1)
    return len(lines)
