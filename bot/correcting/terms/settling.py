"""Which of several finds of terms are kept where they get in each other's way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, Self, TypeVar


class Place(Protocol):
    """A stretch of a page that was read as `text`."""

    @property
    def text(self) -> str:
        """What was read."""

    def overlaps(self, other: Self) -> bool:
        """Whether a character is in both."""


P = TypeVar("P", bound=Place)
P_co = TypeVar("P_co", bound=Place, covariant=True)


class Find(Protocol[P_co]):
    """A term found in a window, to be written there as `text`."""

    @property
    def window(self) -> P_co:
        """Where it was found."""

    @property
    def text(self) -> str:
        """How it is written."""


F = TypeVar("F", bound=Find[Place])


def settled(finds: Iterable[F], kept: Sequence[Place]) -> list[F]:
    """The finds, the best of which come first, that neither overlap a better one nor spoil what is a term already."""
    chosen: list[F] = []
    for find in finds:
        spoils = any(find.window.overlaps(k) and k.text.casefold() not in find.text.casefold() for k in kept)
        if not spoils and not any(find.window.overlaps(other.window) for other in chosen):
            chosen.append(find)
    return chosen
