"""The slots of a page's lines: doubtful words, and pairs of words that may be one, with what else may stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from bot.correcting.judging.alternatives import MOST, Proposer
from bot.correcting.judging.codes import is_code
from bot.correcting.judging.lattice import Alternative, LineSlot
from bot.correcting.judging.word_frames import WordFrames, known_only, word_frames
from bot.page import Correction, Page
from bot.reading.decoding.posteriors import Frames, unpack
from bot.reading.ngrams.ngram_model import NgramModel

SURE = 0.995  # a word whose every letter is read with more is not doubtful
SURE_SPACE, NO_SPACE = 0.97, 0.05

Span = tuple[int, int]
NOTHING: Mapping[int, Sequence[Span]] = MappingProxyType({})


def page_slots(
    page: Page,
    correction: Correction,
    proposer: Proposer,
    model: NgramModel,
    standing: Mapping[int, Sequence[Span]] = NOTHING,
) -> dict[int, list[LineSlot]]:
    """The slots of the page's corrected lines, by their indexes.

    What the glossary said stays, and its terms that are `standing` in the lines.
    """
    settled = {number: [*spans] for number, spans in standing.items()}
    for change in correction.changes:
        if change.by == "glossary":
            settled.setdefault(change.line - 1, []).append((change.start, change.start + len(change.after)))
    slots = {}
    for number, (line, text) in enumerate(zip(page.lines, correction.lines, strict=True)):
        if line.posteriors and text.strip():
            frames = known_only(unpack(line.posteriors), text, model.knows)
            if found := slots_of(text, frames, proposer, settled.get(number, ())):
                slots[number] = found
    return slots


def slots_of(text: str, frames: Frames, proposer: Proposer, settled: Sequence[Span] = ()) -> list[LineSlot]:
    """The slots of a line that the `frames` show, in its order; none has a digit, an address, or touches `settled`."""
    single = [*_slots(text, word_frames(text, frames, 1), proposer, settled)]
    found: list[LineSlot] = []
    for pair in _slots(text, word_frames(text, frames, 2), proposer, settled, joined=True):
        if not found or found[-1].end <= pair.start:
            found.append(_with_parts(pair, text, single))
    alone = [slot for slot in single if not any(slot.start < pair.end and pair.start < slot.end for pair in found)]
    return sorted([*found, *alone], key=lambda slot: slot.start)


def _slots(
    text: str, words: Sequence[WordFrames], proposer: Proposer, settled: Sequence[Span], *, joined: bool = False
) -> Iterator[LineSlot]:
    for word in words:
        if is_code(word.text) or any(start < word.end and word.start < end for start, end in settled):
            continue
        if not (word.gap < SURE_SPACE if joined else min(word.sureness) < SURE or word.gap > NO_SPACE):
            continue
        alternatives = proposer.alternatives(text, word, joined=joined)
        if len(alternatives) > 1:
            yield LineSlot(word.start, word.end, tuple(alternatives))


def _with_parts(pair: LineSlot, text: str, single: Sequence[LineSlot]) -> LineSlot:
    """A pair with the alternatives of each of its words, the other as it stands, for others that it has no room for."""
    seen = pair.alternatives[0].seen
    parts = [
        Alternative(
            text[pair.start : slot.start] + other.text + text[slot.end : pair.end],
            seen + other.seen - slot.alternatives[0].seen,
        )
        for slot in single
        if pair.start <= slot.start and slot.end <= pair.end
        for other in slot.alternatives[1:]
    ]
    return LineSlot(pair.start, pair.end, (*pair.alternatives, *parts)[:MOST])
