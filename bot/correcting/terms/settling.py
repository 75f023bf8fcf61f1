"""Which of several terms found in a page stay where they get in each other's way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.correcting.terms.windows import Window


@dataclass(frozen=True, slots=True)
class Match:
    """What stands in `window` means a term, and is written as `text`."""

    window: Window
    text: str


def settled(matches: Iterable[Match], kept: Sequence[Window]) -> list[Match]:
    """The matches, the best of which come first, that neither overlap a better one nor spoil what is a term already."""
    chosen: list[Match] = []
    for match in matches:
        spoils = any(match.window.overlaps(k) and k.text.casefold() not in match.text.casefold() for k in kept)
        if not spoils and not any(match.window.overlaps(other.window) for other in chosen):
            chosen.append(match)
    return chosen
