"""What costs nothing but an answer, and may come once too often: a command, small talk, the press of a button."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Errand:
    """What an update asks for: whoever asks for the same while it is on its way needs no answer of their own.

    `posts` is one that is answered with a message, `is_press` that of a button. What merely `shows` something is worth
    nothing when it is late. `is_limited` is false where it is done however much else the person `person_id` asked for.
    """

    what: Hashable
    person_id: int
    posts: bool = True
    is_press: bool = False
    shows: bool = True
    is_limited: bool = True
