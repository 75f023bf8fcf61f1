"""One thing that a correction teaches."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was `read` means what was `meant`; `safe` where what was read is no word that may be right elsewhere."""

    read: str
    meant: str
    safe: bool
