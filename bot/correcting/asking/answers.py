"""What a language model's answer says, whatever it looks like."""

from __future__ import annotations

import json
import re

from bot.correcting.language_model import AnswerForm

Repair = tuple[str, str]  # what stands there, and what was written

_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


def repairs(answer: str, form: AnswerForm) -> tuple[Repair, ...]:
    """The repairs that a model wants, in its order; whatever is none is left out."""
    entries = _listed(answer) if form == "json" else answer.split("\n")
    parted = (_bare(entry).partition("=") for entry in entries)
    found = ((read.strip(), meant.strip()) for read, _, meant in parted)
    return tuple(
        (read, meant) for read, meant in found if read and meant and read != meant and "\n" not in read + meant
    )


def _bare(entry: str) -> str:
    """Without the brackets in which the question put words in doubt."""
    return entry.replace("[", "").replace("]", "")


def _listed(answer: str) -> list[str]:
    """The texts of the list in the object, also where the model put words or a code fence round it."""
    match = _OBJECT.search(answer)
    try:
        found = json.loads(match[0]) if match else {}
    except (ValueError, RecursionError):
        return []
    entries = found.get("misread") if isinstance(found, dict) else None
    return [entry for entry in entries if isinstance(entry, str)] if isinstance(entries, list) else []
