"""The seam of the measuring: whatever reads an image and says what it took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.receipts.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Seconds:
    """What a piece of work took: `cpu` of all threads and processes together, and `wall`."""

    cpu: float = 0.0
    wall: float = 0.0

    def __add__(self, other: Seconds) -> Seconds:
        return Seconds(self.cpu + other.cpu, self.wall + other.wall)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one image.

    `raw` is the text before decoding and correction, where there is such a thing. `error` is the sentence of a
    failure, whose texts are empty. `peak` is the most memory resident while it ran, in bytes. `receipts` are those that
    were found; None where nobody looks for them.
    """

    text: str
    stages: Mapping[str, Seconds]
    peak: int
    raw: str | None = None
    error: str | None = None
    receipts: tuple[Receipt, ...] | None = None
    seconds: Seconds = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "seconds", sum(self.stages.values(), Seconds()))


class Contender(Protocol):
    """One of those that are measured side by side."""

    name: str

    async def start(self) -> Seconds:
        """Be ready for the first image; what that took."""
        ...

    async def read(self, image: Path) -> Outcome:
        """Read an image; a failure is an outcome too."""
        ...

    async def stop(self) -> None:
        """Give everything back."""
        ...
