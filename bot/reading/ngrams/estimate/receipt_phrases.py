"""What receipts print and notes abbreviate, and books do not: `Qty :`, `Sub-total:`, `2 kg`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_FILE = Path(__file__).parents[2] / "languages" / "receipt_phrases.txt"
_SECTION = re.compile(r"^\[(\w+)\]\n(.*?)(?=^\[|\Z)", re.MULTILINE | re.DOTALL)
_FORMS = [(str.lower, 0.35), (str.title, 0.45), (str.capitalize, 0.2)]
_SURROUNDINGS = [(" ", " ", 0.45), (" ", ": ", 0.3), (" ", " : ", 0.1), (" ", ". ", 0.1), (" (", ") ", 0.05)]


def phrases(language: str) -> Iterator[tuple[str, float]]:
    """What receipts and notes in `language` (ISO 639-1) write, with what stands round it, and the share of each."""
    sections = dict(_SECTION.findall(_FILE.read_text(encoding="utf-8")))
    measures, words = (_phrases(sections.get(name, "")) for name in ("everywhere", language))
    each = 1 / (len(measures) + len(words))
    for measure in measures:
        yield f" {measure} ", each
    for phrase in words:
        for form, often in _FORMS:
            for before, after, share in _SURROUNDINGS:
                yield before + form(phrase) + after, each * often * share


def _phrases(section: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in section.split(",") if phrase.strip()]
