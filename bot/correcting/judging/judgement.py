"""From a page to the lattices that a language model weighs, and from its weights to the page's correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.changes import compose
from bot.correcting.asking.chunks import LONGEST_LINE, Chunk, chunks
from bot.correcting.judging.choosing import chosen
from bot.correcting.judging.lattice import Lattice, LineSlot, Picks, Slot, Weights
from bot.page import Change, Correction, CorrectorName, Odds


@dataclass(frozen=True, slots=True)
class DoubtfulText:
    """A lattice, and of each of its slots the line, counted from 0, and where it starts there."""

    lattice: Lattice
    places: tuple[tuple[int, int], ...]


def doubtful_texts(
    texts: Sequence[str], slots: Mapping[int, Sequence[LineSlot]], paragraphs: Sequence[int]
) -> tuple[DoubtfulText, ...]:
    """What to weigh of a page whose lines are `texts`: the lines with slots, by their indexes, and those beside them.

    `paragraphs` are the indexes of the lines that begin one. A long line is shown in parts.
    """
    parts = [part for line, text in enumerate(texts) for part in _parts(line, text, slots.get(line, ()))]
    beginnings = [number for number, part in enumerate(parts) if part.start == 0 and part.line in paragraphs]
    doubtful = [number for number, part in enumerate(parts) if part.slots]
    found = chunks([part.text for part in parts], doubtful, beginnings)
    return tuple(_doubtful_text(parts, chunk, beginnings) for chunk in found)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a line, from its `start`; the places of its `slots` are those in the line."""

    line: int
    start: int
    text: str
    slots: Sequence[LineSlot]


def _parts(line: int, text: str, slots: Sequence[LineSlot]) -> Iterator[_Part]:
    """A line in parts of at most about LONGEST_LINE characters, without the spaces between them."""
    start = 0
    while len(text) - start > LONGEST_LINE:
        spaces = (place for place in range(start + LONGEST_LINE, start, -1) if text[place] == " ")
        end = next((place for place in spaces if not any(s.start <= place < s.end for s in slots)), len(text))
        yield _part(line, text, slots, start, end)
        start = end + 1
    yield _part(line, text, slots, start, len(text))


def _part(line: int, text: str, slots: Sequence[LineSlot], start: int, end: int) -> _Part:
    return _Part(line, start, text[start:end], [slot for slot in slots if start <= slot.start < end])


def _doubtful_text(parts: Sequence[_Part], chunk: Chunk, beginnings: Sequence[int]) -> DoubtfulText:
    found, places = list[Slot](), list[tuple[int, int]]()
    before = ""
    for number in chunk.shown:
        part = parts[number]
        if before and (number in beginnings or number - 1 not in chunk.shown):
            before = f"{before.rstrip()}\n"
        end = 0
        for slot in part.slots if number in chunk.asked else ():
            found.append(Slot(before + part.text[end : slot.start - part.start], slot.alternatives, slot.framed))
            places.append((part.line, slot.start))
            before, end = "", slot.end - part.start
        before += f"{part.text[end:]} "
    return DoubtfulText(Lattice(tuple(found), before.rstrip()), tuple(places))


def judged(
    correction: Correction, weighed: Sequence[tuple[DoubtfulText, Weights | Picks]], corrector: CorrectorName
) -> Correction:
    """The correction with what was picked in the slots, or is likeliest by their weights; its notice is gone."""
    changes = sorted(
        (change for text, weights in weighed for change in _changes(text, weights)), key=lambda c: (c.line, c.start)
    )
    lines, moved = list(correction.lines), list[Change]()
    for change in changes:
        grown = len(lines[change.line - 1]) - len(correction.lines[change.line - 1])
        start = change.start + grown
        line = lines[change.line - 1]
        lines[change.line - 1] = line[:start] + change.after + line[start + len(change.before) :]
        moved.append(replace(change, start=start))
    return replace(
        correction,
        lines=tuple(lines),
        changes=compose(correction.changes, moved, lines),
        corrector=corrector,
        notice="",
    )


def _changes(text: DoubtfulText, answer: Weights | Picks) -> list[Change]:
    """What is chosen instead of what stands there; the changes start where they do in the lines before all of them."""
    changes = []
    slots = text.lattice.slots
    for number, index in enumerate(chosen(slots, answer)):
        if index:
            line, start = text.places[number]
            before, after = slots[number].alternatives[0], slots[number].alternatives[index]
            odds = None
            if not isinstance(answer, Picks) and slots[number].framed:
                odds = Odds(after.seen - before.seen, answer[number][index] - answer[number][0])
            changes.append(Change(before.text, after.text, line + 1, start, "model", odds))
    return changes
