"""What a language model's answer says, whatever it looks like."""

from __future__ import annotations

import json
from itertools import islice

from bot.correcting.language_model import AnswerForm

Repair = tuple[str, str]  # what stands there, and what was written

MOST = 100  # a chunk has fewer wrong words


def repairs(answer: str, form: AnswerForm) -> tuple[Repair, ...]:
    """The repairs that a model wants, in its order, at most MOST; whatever is none is left out."""
    entries = _listed(answer) if form == "json" else answer.split("\n")
    parted = (_bare(entry).partition("=") for entry in entries)
    found = ((read.strip(), meant.strip()) for read, _, meant in parted)
    return tuple(islice((pair for pair in found if all(pair) and _is_repair(*pair)), MOST))


def _is_repair(read: str, meant: str) -> bool:
    return read != meant and "\n" not in read + meant


def _bare(entry: str) -> str:
    """Without the braces in which the question put words in doubt."""
    return entry.replace("{", "").replace("}", "")


def _listed(answer: str) -> list[str]:
    """The texts of the list in the object, also where the model put words or a code fence round it."""
    try:
        found = json.loads(answer[answer.find("{") : answer.rfind("}") + 1] or "{}")
    except (ValueError, RecursionError):
        return []
    entries = found.get("misread") if isinstance(found, dict) else None
    return [entry for entry in entries if isinstance(entry, str)] if isinstance(entries, list) else []
