"""A text whose doubtful words have alternatives, as a language model weighs it."""

from __future__ import annotations

from dataclasses import dataclass

Weights = tuple[tuple[float, ...], ...]  # of each slot's alternatives, as a `Fork` asks for them


@dataclass(frozen=True, slots=True)
class Picks:
    """What a model picked that tells no likelihoods: of each slot the index of an alternative."""

    indexes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """What may stand in a slot.

    `seen` is the natural logarithm of its probability by the photo, up to a constant; `bonus` comes on top for a term
    of the glossary.
    """

    text: str
    seen: float
    bonus: float = 0.0


@dataclass(frozen=True, slots=True)
class Slot:
    """A word or words in doubt, behind `before`, the sure text since the slot before.

    The first of the `alternatives`, of which there are two or more, is what stands there so far. Where the line is not
    `framed`, it is its letters that tell how probable they are, and not the photo.
    """

    before: str
    alternatives: tuple[Alternative, ...]
    framed: bool = True


@dataclass(frozen=True, slots=True)
class LineSlot:
    """A slot from `start` to `end` of a line's text, with its alternatives."""

    start: int
    end: int
    alternatives: tuple[Alternative, ...]
    framed: bool = True


@dataclass(frozen=True, slots=True)
class Lattice:
    """A piece of a page: its slots in the order of the text, and the sure text `after` the last."""

    slots: tuple[Slot, ...]
    after: str

    @property
    def text(self) -> str:
        """As it stands so far."""
        return "".join(slot.before + slot.alternatives[0].text for slot in self.slots) + self.after
