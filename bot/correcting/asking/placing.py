"""Where in the lines the repairs of a language model belong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.correcting.asking.answers import Repair
from bot.correcting.guarding.guard import Span

Spans = Mapping[int, Sequence[Span]]  # by the indexes of their lines


def proposed(
    texts: Sequence[str], asked: Sequence[int], repairs: Sequence[Repair], *, doubtful: Spans, sure: Spans
) -> dict[int, str]:
    """The lines with the repairs in them, by their indexes; `asked` are those that may change.

    What a repair names is a place where that stands as a word: a `doubtful` one if there is any, and the next behind
    the repair before it if there is any, since a model goes through the text in its order. Words read for `sure` stay.
    What stands nowhere is left out.
    """
    taken: dict[int, list[tuple[Span, str]]] = {line: [] for line in asked}
    here = (-1, 0)
    for read, meant in repairs:
        places = [
            (line, span)
            for line, span in _places(read, texts, asked)
            if not _touches(span, [*sure.get(line, ()), *(other for other, _ in taken[line])])
        ]
        if places:
            line, span = min(
                places,
                key=lambda place: (not _touches(place[1], doubtful.get(place[0], ())), (place[0], place[1][0]) < here),
            )
            taken[line].append((span, meant))
            here = line, span[1]
    return {line: _edited(texts[line], edits) for line, edits in taken.items() if edits}


def _places(read: str, texts: Sequence[str], asked: Sequence[int]) -> Iterator[tuple[int, Span]]:
    word = re.compile(rf"(?<!\w){re.escape(read)}(?!\w)")
    return ((line, match.span()) for line in asked for match in word.finditer(texts[line]))


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _edited(text: str, edits: Sequence[tuple[Span, str]]) -> str:
    for (start, end), meant in sorted(edits, reverse=True):
        text = text[:start] + meant + text[end:]
    return text
