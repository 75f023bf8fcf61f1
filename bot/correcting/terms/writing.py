"""Terms written into a page: its lines, their words, and the changes told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.cells import rewritten_cells
from bot.changes import compose
from bot.correcting.spelling.confusions import cost
from bot.correcting.terms.settling import Match
from bot.correcting.terms.windows import LinePart, Window
from bot.letters import squeezed
from bot.page import Change, Line, Page, Word

_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Replacement:
    """In line `number`, from 0, at offset `start`: `after` for what was read as `before`; they may be equal."""

    number: int
    start: int
    before: str
    after: str

    @property
    def end(self) -> int:
        return self.start + len(self.before)


def write_terms(page: Page, kept: Iterable[Window], matches: Iterable[Match]) -> Page:
    """The page with the text of each of the `matches`, which do not overlap, and the changes told.

    The words of the terms that are `kept` and of those that are written are sure: nothing is to correct them.
    """
    found = [Replacement(part.number, part.start, part.text, part.text) for window in kept for part in window.parts]
    found += [replacement for match in matches for replacement in _replacements(match)]
    lines = list(page.lines)
    changes: list[Change] = []
    for number in {term.number for term in found}:
        lines[number], made = _rewritten(lines[number], [term for term in found if term.number == number])
        changes += made
    return replace(page, lines=tuple(lines), changes=compose(page.changes, changes, [line.text for line in lines]))


def _replacements(match: Match) -> Iterator[Replacement]:
    """The match as it is written into the lines, parted where a hyphen parts what was read."""
    parts = match.window.parts
    if len(parts) == 1:
        yield Replacement(parts[0].number, parts[0].start, parts[0].text, match.text)
        return
    first, second = parts
    cut = min(range(1, len(match.text)), key=lambda cut: _fit(first, match.text[:cut]) + _fit(second, match.text[cut:]))
    yield Replacement(first.number, first.start, first.text, match.text[:cut])
    yield Replacement(second.number, second.start, second.text, match.text[cut:])


def _fit(part: LinePart, text: str) -> float:
    return cost(squeezed(part.text), squeezed(text))


def _rewritten(line: Line, terms: Sequence[Replacement]) -> tuple[Line, list[Change]]:
    confidence = _confidence(line)
    for term in terms:
        confidence[term.start : term.end] = [1.0] * len(term.before)
    wrong = sorted((term for term in terms if term.after != term.before), key=lambda term: term.start)
    text = line.text
    for term in reversed(wrong):
        text = text[: term.start] + term.after + text[term.end :]
        confidence[term.start : term.end] = [1.0] * len(term.after)
    changes, shift = [], 0
    for term in wrong:
        changes.append(Change(term.before, term.after, term.number + 1, term.start + shift, "glossary"))
        shift += len(term.after) - len(term.before)
    sure = tuple(Word(m.group(), max(confidence[m.start() : m.end()])) for m in _TOKEN.finditer(text))
    words, cells = sure if line.words else (), rewritten_cells(line, text)
    return replace(line, text=text, words=words, cells=cells), changes


def _confidence(line: Line) -> list[float]:
    """The confidence of each character: its word's; 0 where the line's words are not those of its text."""
    tokens = [match.span() for match in _TOKEN.finditer(line.text)]
    known = [word.confidence for word in line.words] if len(line.words) == len(tokens) else [0.0] * len(tokens)
    confidence = [0.0] * len(line.text)
    for (start, end), value in zip(tokens, known, strict=True):
        confidence[start:end] = [value] * (end - start)
    return confidence
