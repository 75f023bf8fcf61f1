"""Rows of a page as the paragraphs they are: flowing text is joined, what stands in rows on purpose keeps them.

A row goes on in the next one where the next one's first word did not fit behind it any more, judged by the long rows of
the page. So addresses, verses and headings keep their rows. Receipts and tables are never joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.page import Note

COLUMNS = re.compile(r"\S(?: {2,}|\t)\S")  # readers part the cells of a row by two spaces
_SIGN = r"(?:[€$£¥]|EUR|USD|GBP|CHF|PLN|zł|kr|Ft|Kč|元|円)"
PRICE = re.compile(rf"(?:^|\s){_SIGN}? ?-?\d+[.,]\d\d-? ?(?:{_SIGN}|[A-Z*])?$")
ITEM = re.compile(r"(?:[-–—*•·+]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s")  # what begins a row of a list
PARTED = re.compile(r"(?<![\w‐-])[^\W\d_]{2,}[‐\u00ad-]$")  # a word's first part, that has no other hyphen
REST = re.compile(r"[^\W\d_]{2,}(?![\w‐-])")
HYPHEN = re.compile(r"\w[‐-]$")
TABLE = 0.3  # of the rows; where more have prices or columns, they are those of a receipt or a table
FULL = 0.75  # of a long row; hands and ragged margins leave as much as that free
LONG = 0.75  # of the rows are no longer than a long one: a line of small print is not what the others are judged by
LEAST = 30  # letters of a long row; where all are shorter they are a list, a poem or an address

_TIGHT = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")  # Chinese and Japanese do without spaces


def paragraphs_of(note: Note, flowing: bool) -> list[list[str]]:
    """The paragraphs of each page of a note, their rows joined where they are to be `flowing`."""
    write = flow if flowing else paragraphs
    return [write(page.correction.lines, page.page.paragraphs) for page in note.pages]


def paragraphs(lines: Sequence[str], starts: Sequence[int]) -> list[str]:
    """The paragraphs of a page, their rows parted by line feeds; `starts` are the indexes of their first lines."""
    return ["\n".join(rows) for rows in _parted(lines, starts)]


def flow(lines: Sequence[str], starts: Sequence[int]) -> list[str]:
    """The paragraphs of a page as flowing text; rows that stand on purpose stay parted by line feeds.

    `starts` are the indexes of the lines that begin a paragraph. A word parted by a hyphen at the end of a row becomes
    one again where both its parts are letters, the second small ones, and there is no other hyphen in it; otherwise it
    keeps its hyphen.
    """
    if not lines or is_table(lines):
        return paragraphs(lines, starts)
    long = sorted(map(_width, lines))[int(LONG * len(lines))]
    full = FULL * max(LEAST, long)
    return [_joined(rows, full) for rows in _parted(lines, starts)]


def is_table(lines: Sequence[str]) -> bool:
    """Whether so many rows have columns or end in a price that they are those of a receipt or a table."""
    return sum(map(_stands_alone, lines)) > TABLE * len(lines)


def _parted(lines: Sequence[str], starts: Sequence[int]) -> Iterator[Sequence[str]]:
    edges = sorted({0, len(lines), *(start for start in starts if 0 < start < len(lines))})
    for start, end in pairwise(edges):
        yield lines[start:end]


def _stands_alone(row: str) -> bool:
    return bool(COLUMNS.search(row) or PRICE.search(row))


def _joined(rows: Sequence[str], full: float) -> str:
    text = rows[0]
    for row, following in pairwise(rows):
        if not _goes_on(row, following, full):
            text += "\n" + following
        elif _is_parted(row, following):
            text = text[:-1] + following
        elif HYPHEN.search(row):
            text += following
        else:
            tight = _TIGHT.match(row[-1]) and _TIGHT.match(following)
            text += following if tight else " " + following
    return text


def _goes_on(row: str, following: str, full: float) -> bool:
    """Whether the text of a row goes on in the following one."""
    if not row.strip() or not following.strip() or ITEM.match(following):
        return False
    if _stands_alone(row) or _stands_alone(following):
        return False
    word = following[0] if _TIGHT.match(following) else following.split(maxsplit=1)[0]
    return _is_parted(row, following) or _width(f"{row} {word}") >= full


def _width(row: str) -> int:
    """How many Latin letters take as much room."""
    return len(row) + len(_TIGHT.findall(row))


def _is_parted(row: str, following: str) -> bool:
    """Whether a word begins at the end of a row and ends in the following one."""
    rest = REST.match(following)
    return bool(PARTED.search(row) and rest and rest.group().islower())
