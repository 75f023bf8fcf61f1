"""How a term is written in a text: in the case and with the ending of what was read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.glossary.glossary import Glossary, TermEntry

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
        return _capitalised(term)
    return term


def forms(entry: TermEntry, read: str) -> list[TermEntry]:
    """The ways in which an entry may be written where `read` was: as it stands, capitalised, in capitals.

    Each also with the plural's s. Frames tell which of them it is; letters alone only that it is `in_case_of` what was
    read.
    """
    found = [entry]
    if read[0].isupper() and entry.sought.islower():
        found.append(TermEntry(*map(_capitalised, entry)))
    if read.isupper() and len(read) > 1:
        found.append(TermEntry(*(text.upper() for text in entry)))
    if read[-1] in "sS" and entry.sought[-1] not in "sS":
        found += [TermEntry(*(text + read[-1] for text in form)) for form in found]
    return found


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]


def terms_in(glossary: Glossary, text: str) -> tuple[str, ...]:
    """The terms of a glossary that stand in a text, in the cases and with the endings there."""
    return tuple(term for term in glossary.spellings if _stands(term, text))


def _stands(term: str, text: str) -> bool:
    written = {in_case_of(read, term) for read in ("xx", "Xx", "XX")}
    near = (form for form in written if form in text)
    return any(re.search(rf"(?<!\w){re.escape(form)}(?i:{'|'.join(ENDINGS)})(?!\w)", text) for form in near)
