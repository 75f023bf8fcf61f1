"""What of a note is shown; the values stand in the buttons' callback data and in the outbox."""

from __future__ import annotations

from enum import StrEnum


class View(StrEnum):
    """A side of an answer."""

    CLEAN = "clean"
    RAW = "raw"
    CHANGES = "changes"
