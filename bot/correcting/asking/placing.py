"""Where in the lines the repairs of a language model belong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.correcting.asking.answers import Repair


def proposed(texts: Sequence[str], asked: Sequence[int], repairs: Sequence[Repair]) -> dict[int, str]:
    """The lines with the repairs in them, by their indexes; `asked` are those that may change.

    A model goes through the text in its order: what a repair names is the next place behind the one before it where
    that stands as a word, or the first where there is none behind. What stands nowhere is left out.
    """
    taken: dict[int, list[tuple[int, int, str]]] = {line: [] for line in asked}
    here = (-1, 0)
    for read, meant in repairs:
        places = [
            (line, match.start(), match.end())
            for line in asked
            for match in re.finditer(rf"(?<!\w){re.escape(read)}(?!\w)", texts[line])
            if not any(start < match.end() and match.start() < end for start, end, _ in taken[line])
        ]
        if places:
            line, start, end = next((place for place in places if place[:2] >= here), places[0])
            taken[line].append((start, end, meant))
            here = line, end
    return {line: _written(texts[line], edits) for line, edits in taken.items() if edits}


def _written(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    for start, end, meant in sorted(edits, reverse=True):
        text = text[:start] + meant + text[end:]
    return text
