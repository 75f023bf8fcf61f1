"""A long text in pieces that fit into Telegram's messages."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def utf16_length(text: str) -> int:
    """The length as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def shorten(text: str, limit: int) -> str:
    """The text, or its beginning and an ellipsis, in at most `limit` UTF-16 units."""
    if utf16_length(text) <= limit:
        return text
    return text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", errors="ignore") + "…"


def split(lengths: Sequence[int], paragraphs: Collection[int], limit: int) -> list[range]:
    """Pieces of at most `limit` UTF-16 units, as ranges of line indexes.

    `lengths` are the lines' lengths without their line feeds; a line longer than `limit` gets a piece of its own.
    A piece ends before one of `paragraphs` (indexes of lines that begin one) where that leaves it at least half
    full, otherwise after any line.
    """
    pieces: list[range] = []
    start = 0
    while start < len(lengths):
        end = _furthest(lengths, start, limit)
        if end < len(lengths):
            end = _paragraph_border(lengths, paragraphs, start, end, limit // 2)
        pieces.append(range(start, end))
        start = end
    return pieces


def _furthest(lengths: Sequence[int], start: int, limit: int) -> int:
    total = lengths[start]
    end = start + 1
    while end < len(lengths) and total + 1 + lengths[end] <= limit:
        total += 1 + lengths[end]
        end += 1
    return end


def _paragraph_border(lengths: Sequence[int], paragraphs: Collection[int], start: int, end: int, least: int) -> int:
    for border in range(end, start, -1):
        if border in paragraphs and sum(lengths[start:border]) + border - start - 1 >= least:
            return border
    return end
