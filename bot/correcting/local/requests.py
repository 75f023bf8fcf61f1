"""What the language model's process is asked, as JSON: `{"question": …}` or `{"lattice": …}`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.correcting.judging.lattice import Alternative, Lattice, Slot
from bot.correcting.language_model import Question

Request = Question | Lattice


def dumped(request: Request) -> dict[str, Any]:
    """The message."""
    return {"lattice" if isinstance(request, Lattice) else "question": asdict(request)}


def loaded(message: dict[str, Any]) -> Request:
    """The request in a message."""
    return _lattice(message["lattice"]) if "lattice" in message else Question(**message["question"])


def _lattice(lattice: dict[str, Any]) -> Lattice:
    return Lattice(tuple(_slot(slot) for slot in lattice["slots"]), lattice["after"])


def _slot(slot: dict[str, Any]) -> Slot:
    return Slot(slot["before"], tuple(Alternative(**each) for each in slot["alternatives"]))
