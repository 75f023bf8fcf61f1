"""Which side of a card its message shows; the values stand in callback data and in the outbox."""

from __future__ import annotations

from enum import StrEnum


class Face(StrEnum):
    """A side of a card: `LINE` is one quiet line, `MORE` the rarer buttons, `FORGET` the question before forgetting."""

    CARD = "card"
    LINE = "line"
    ITEMS = "items"
    FIX = "fix"
    PAYERS = "payers"
    SPLIT = "split"
    MORE = "more"
    FORGET = "sure"
