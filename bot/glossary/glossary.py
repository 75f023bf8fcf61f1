"""A person's glossary: terms that are to be spelled as they stand, and mistakes with what is right instead.

A line holds a term or `wrong=right`; what follows a `#` at its beginning or behind a space is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.glossary.glossary_errors import (
    GlossaryFull,
    GoesRound,
    SaidOtherwise,
    SameOnBothSides,
    TooManyEquals,
    TooManyTerms,
)
from bot.glossary.term import clean_term, shown, without_remark

MOST_TERMS = 10_000


class TermEntry(NamedTuple):
    """`sought` may be in a text; `right` is written for it. A term that stands for itself is both."""

    sought: str
    right: str

    @property
    def is_alias(self) -> bool:
        """Whether something else is written than what is sought."""
        return self.sought != self.right


@dataclass(frozen=True, slots=True)
class Glossary:
    """`terms` as they are spelled, `aliases` as pairs of what may be read and what is right."""

    terms: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.aliases)

    def __len__(self) -> int:
        return len(self.terms) + len(self.aliases)

    def __add__(self, other: Glossary) -> Glossary:
        return Glossary(self.terms + other.terms, self.aliases + other.aliases)

    @property
    def entries(self) -> tuple[TermEntry, ...]:
        """The terms, each for itself, then the aliases."""
        return (*(TermEntry(term, term) for term in self.terms), *(TermEntry(*pair) for pair in self.aliases))

    @property
    def spellings(self) -> tuple[str, ...]:
        """What is written as it stands in the glossary: the terms and the right sides of the aliases, none twice."""
        return tuple(dict.fromkeys(entry.right for entry in self.entries))


@dataclass(frozen=True, slots=True)
class ParsedGlossary:
    """What some lines write: a glossary, and the numbers (from 1) of the lines that say a thing again."""

    glossary: Glossary
    repeated: tuple[int, ...] = ()


def parse_glossary(lines: Iterable[str]) -> Glossary:
    """The glossary that `lines` write; raises GlossaryError, naming the line from 1."""
    return parse_rows(enumerate(([line] for line in lines), start=1)).glossary


def gathered(lines: Iterable[str]) -> Glossary:
    """The glossary of lines that were each one for itself; what comes later counts where they contradict each other."""
    each = [parse_glossary([line]) for line in lines]
    aliases = {pair[0].casefold(): pair for glossary in each for pair in glossary.aliases}
    return Glossary(tuple({term: None for glossary in each for term in glossary.terms}), tuple(aliases.values()))


def parse_rows(rows: Iterable[tuple[int, list[str]]]) -> ParsedGlossary:
    """What rows write, each with its line's number: one cell as in a line, or what is read and what is right.

    Raises GlossaryError.
    """
    terms: dict[str, int] = {}
    aliases: dict[str, _Alias] = {}
    repeated: list[int] = []
    for line, cells in rows:
        wrong, right = _entry(cells, line)
        if wrong.casefold() in aliases or (right in terms and not wrong):
            repeated.append(line)
        if wrong:
            alias = aliases.setdefault(wrong.casefold(), _Alias(wrong, right, line))
            if alias.right != right:
                raise SaidOtherwise(line=line, term=shown(f"{wrong}={right}"), earlier=alias.line)
        elif right:
            terms.setdefault(right, line)
        if len(terms) + len(aliases) > MOST_TERMS:
            raise TooManyTerms(line=line, limit=f"{MOST_TERMS:,}")
    _refuse_contradictions(terms, aliases)
    _refuse_circles(aliases)
    pairs = tuple((alias.wrong, alias.right) for alias in aliases.values())
    return ParsedGlossary(Glossary(tuple(terms), pairs), tuple(repeated))


class _Alias(NamedTuple):
    wrong: str
    right: str
    line: int

    def __str__(self) -> str:
        return shown(f"{self.wrong}={self.right}")


def _entry(cells: Sequence[str], line: int) -> tuple[str, str]:
    """What is read, empty for a term that stands for itself, and what is right; both empty where nothing is written."""
    content = without_remark("=".join(cells))
    if not content:
        return "", ""
    parts = content.split("=")
    if len(parts) == 1:
        return "", clean_term(parts[0], line)
    if len(parts) > 2:
        raise TooManyEquals(line=line, term=shown("=".join(parts)))
    wrong, right = (clean_term(part, line) for part in parts)
    if wrong == right:
        raise SameOnBothSides(line=line, term=shown(f"{wrong}={right}"))
    return wrong, right


def _refuse_contradictions(terms: Mapping[str, int], aliases: Mapping[str, _Alias]) -> None:
    """Raise SaidOtherwise for a term that is said to be wrong; an alias may say how the same word is written."""
    for term, line in terms.items():
        alias = aliases.get(term.casefold())
        if alias and alias.right != term:
            earlier, later = sorted((line, alias.line))
            raise SaidOtherwise(line=later, term=term if line == later else str(alias), earlier=earlier)


def _refuse_circles(aliases: Mapping[str, _Alias]) -> None:
    found = _circles((alias.wrong, alias.right) for alias in aliases.values())
    closing = [max((aliases[word] for word in circle), key=lambda alias: alias.line) for circle in found]
    for alias in sorted(closing, key=lambda alias: alias.line)[:1]:
        raise GoesRound(line=alias.line, term=str(alias))


def _circles(aliases: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The circles in which words stand for each other; what is only written in another case is none."""
    following = {wrong.casefold(): right.casefold() for wrong, right in aliases}
    following = {wrong: right for wrong, right in following.items() if wrong != right}
    found: list[list[str]] = []
    seen: set[str] = set()
    for start in following:
        path: dict[str, None] = {}
        word = start
        while word in following and word not in seen:
            seen.add(word)
            path[word] = None
            word = following[word]
        if word in path:
            words = list(path)
            found.append(words[words.index(word) :])
    return found


def merged(held: Glossary, new: Glossary) -> Glossary:
    """Both; where they contradict each other or go round in a circle, `new` stays. Raises GlossaryFull."""
    wrongs = {wrong.casefold() for wrong, _ in new.aliases}
    spelled = {term.casefold() for term in new.terms}
    terms = dict.fromkeys([*(term for term in held.terms if term.casefold() not in wrongs), *new.terms])
    said_otherwise = wrongs | spelled
    aliases = [pair for pair in held.aliases if pair[0].casefold() not in said_otherwise]
    round_about = {word for circle in _circles([*aliases, *new.aliases]) for word in circle}
    aliases = [pair for pair in aliases if pair[0].casefold() not in round_about]
    both = Glossary(tuple(terms), (*aliases, *new.aliases))
    if len(both) > MOST_TERMS:
        raise GlossaryFull(were=f"{len(held):,}", limit=f"{MOST_TERMS:,}")
    return both


def named(held: Glossary, words: Iterable[str]) -> Glossary:
    """The entries that `words` name in whatever case: a term, an alias as `wrong=right`, or either side of it."""
    asked = {"=".join(" ".join(part.split()) for part in word.casefold().split("=")) for word in words}
    terms = tuple(term for term in held.terms if term.casefold() in asked)
    aliases = tuple(
        (wrong, right)
        for wrong, right in held.aliases
        if asked & {wrong.casefold(), right.casefold(), f"{wrong}={right}".casefold()}
    )
    return Glossary(terms, aliases)
