"""How a term is written in a text: in the case and with the ending of what was read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.glossary.glossary import Glossary

ENDINGS = ("", "s", "es")  # plurals, and the genitive of German; 's and ' stand outside a word
STEM = 4  # letters that must be left of a word whose ending is taken off


def stems(read: str, term: str) -> Iterator[tuple[str, str]]:
    """Ways to take an ending off what was read, each as stem and ending; `term` ends in none of them itself."""
    for ending in ENDINGS:
        ends = read.lower().endswith(ending) and not term.lower().endswith("s")
        if not ending or (ends and len(read) - len(ending) >= STEM):
            yield read[: len(read) - len(ending)], read[len(read) - len(ending) :]


def in_case_of(read: str, term: str) -> str:
    """The term in capitals where what was read is, with a capital where it has one; else as it stands."""
    if len(read) > 1 and read.isupper():
        return term.upper()
    if read[:1].isupper() and term.islower():
        return term[0].upper() + term[1:]
    return term


def terms_in(glossary: Glossary, text: str) -> tuple[str, ...]:
    """The terms of a glossary that stand in a text, in the cases and with the endings there."""
    right = dict.fromkeys((*glossary.terms, *(meant for _, meant in glossary.aliases)))
    return tuple(term for term in right if _stands(term, text))


def _stands(term: str, text: str) -> bool:
    written = {in_case_of(read, term) for read in ("xx", "Xx", "XX")}
    near = (form for form in written if form in text)
    return any(re.search(rf"(?<!\w){re.escape(form)}(?i:{'|'.join(ENDINGS)})(?!\w)", text) for form in near)
