"""What a language model's answer says, whatever it looks like."""

from __future__ import annotations

import json
import re
from itertools import islice

from bot.correcting.language_model import AnswerForm, Completion
from bot.correcting.model_errors import ModelFailed

Repair = tuple[str, str]  # what stands there, and what was written

MOST = 100  # a chunk has fewer wrong words
NONE = "none"
_LIST = re.compile(r'\{\s*"misread"')
_TRIES = 10  # lists in one answer, from the last on


def repairs(answer: str, form: AnswerForm) -> tuple[Repair, ...] | None:
    """The repairs that a model wants, in its order, at most MOST; whatever is none is left out.

    None where the answer is no list at all, not even an empty one: then it was lost.
    """
    entries = listed(answer) if form == "json" else _lines(answer)
    if entries is None:
        return None
    parted = (_bare(entry).partition("=") for entry in entries)
    found = ((read.strip(), meant.strip()) for read, _, meant in parted)
    return tuple(islice((pair for pair in found if all(pair) and _is_repair(*pair)), MOST))


def wanted_repairs(completion: Completion, form: AnswerForm) -> tuple[Repair, ...]:
    """The repairs in what a model answered; raises ModelFailed where it was lost."""
    found = repairs(completion.text, form)
    if found is not None:
        return found
    if completion.cut:
        raise ModelFailed(reason=f"its answer was cut off after {completion.tokens_out} tokens")
    raise ModelFailed(reason="it wrote something else than a list of what was misread")


def listed(answer: str) -> list[str] | None:
    """The texts of the last list in an object, also where the model put words or a code fence round it."""
    starts = [match.start() for match in _LIST.finditer(answer)][-_TRIES:]
    for start in [*reversed(starts), answer.find("{")]:
        found = _object(answer, start)
        entries = found.get("misread") if isinstance(found, dict) else None
        texts = [entry for entry in entries if isinstance(entry, str)] if isinstance(entries, list) else []
        if texts or entries == []:
            return texts
    return None


def _object(answer: str, start: int) -> object:
    try:
        return json.JSONDecoder().raw_decode(answer, start)[0] if start >= 0 else None
    except (ValueError, RecursionError):
        return None


def _lines(answer: str) -> list[str] | None:
    """The lines; none where not one could be a repair and it is not said that there is none."""
    return answer.split("\n") if "=" in answer or answer.strip().strip(".").lower() == NONE else None


def _is_repair(read: str, meant: str) -> bool:
    return read != meant and "\n" not in read + meant


def _bare(entry: str) -> str:
    """Without the braces in which the question put words in doubt."""
    return entry.replace("{", "").replace("}", "")
