"""One thing that a correction teaches."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was `read` means what was `meant`; the two are the same where a corrector spoiled what was read.

    `safe` where what was read is no word that may be right elsewhere.
    """

    read: str
    meant: str
    safe: bool


def glossary_line(read: str, meant: str) -> str:
    """A pair as a glossary's line: an alias, or a term where what was read is right."""
    return meant if read == meant else f"{read}={meant}"
