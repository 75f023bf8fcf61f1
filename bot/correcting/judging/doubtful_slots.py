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
ENOUGH = 200  # slots of a page: a long page of bad handwriting has 150, which take 2 s to find and 20 s to weigh

Span = tuple[int, int]
NOTHING: Mapping[int, Sequence[Span]] = MappingProxyType({})


def page_slots(
    page: Page,
    correction: Correction,
    proposer: Proposer,
    model: NgramModel,
    standing: Mapping[int, Sequence[Span]] = NOTHING,
) -> dict[int, list[LineSlot]]:
    """The slots of the page's corrected lines, by their indexes; when there are ENOUGH, those of the least sure lines.

    What the glossary said stays, and its terms that are `standing` in the lines.
    """
    settled = {number: [*spans] for number, spans in standing.items()}
    for change in correction.changes:
        if change.by == "glossary":
            settled.setdefault(change.line - 1, []).append((change.start, change.start + len(change.after)))
    slots: dict[int, list[LineSlot]] = {}
    for number in sorted(range(len(page.lines)), key=lambda number: page.lines[number].confidence):
        line, text = page.lines[number], correction.lines[number]
        if line.posteriors and text.strip() and sum(map(len, slots.values())) < ENOUGH:
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
    """A pair with the alternatives of each of its words, the other as it stands, among its own."""
    stands, *others = pair.alternatives
    parts = [
        Alternative(
            text[pair.start : slot.start] + other.text + text[slot.end : pair.end],
            stands.seen + other.seen - slot.alternatives[0].seen,
            other.bonus,
        )
        for slot in single
        if pair.start <= slot.start and slot.end <= pair.end
        for other in slot.alternatives[1:]
    ]
    likeliest = sorted([*others, *parts], key=lambda other: other.seen + other.bonus, reverse=True)
    return LineSlot(pair.start, pair.end, (stands, *likeliest[: MOST - 1]))
