"""How a term is written in a text: in the case and with the ending of what was read."""

from __future__ import annotations

from collections.abc import Iterator

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
