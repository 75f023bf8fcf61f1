"""From a page to the lattices that a language model weighs, and from its weights to the page's correction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.changes import compose
from bot.correcting.asking.chunks import Chunk, chunks
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

    `paragraphs` are the indexes of the lines that begin one.
    """
    return tuple(_doubtful_text(texts, slots, chunk, paragraphs) for chunk in chunks(texts, slots, paragraphs))


def _doubtful_text(
    texts: Sequence[str], slots: Mapping[int, Sequence[LineSlot]], chunk: Chunk, paragraphs: Sequence[int]
) -> DoubtfulText:
    found, places = list[Slot](), list[tuple[int, int]]()
    before = ""
    for line in chunk.shown:
        if before and (line in paragraphs or line - 1 not in chunk.shown):
            before = f"{before.rstrip()}\n"
        end = 0
        for slot in slots[line] if line in chunk.asked else ():
            found.append(Slot(before + texts[line][end : slot.start], slot.alternatives, slot.framed))
            places.append((line, slot.start))
            before, end = "", slot.end
        before += f"{texts[line][end:]} "
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
