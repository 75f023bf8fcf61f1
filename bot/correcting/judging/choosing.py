"""The choice between the alternatives of a slot: what the photo shows, and what the language model finds likely."""

from __future__ import annotations

from collections.abc import Sequence

from bot.correcting.judging.lattice import Slot

LIKELY = 1.0  # how much the model's logarithms count beside the photo's; from 0.8 to 1.2 it makes no difference
LETTER = 1.0  # nats for each character: without them a language model prefers short texts, and leaves words out
MARGIN = 1.5  # nats by which another reading must be better than the one that stands there
HOPELESS = 5.0  # nats behind the best without the words that follow; with these none so far behind was ever chosen


def choose(slot: Slot, weights: Sequence[float]) -> int:
    """The index of the alternative that photo and model together find likeliest.

    The score is that of `decoding.beam.search`: log P(text | photo) + LIKELY log P(text) + LETTER length.

    `weights` are the natural logarithms of how likely the model finds each.
    """
    scores = _scores(slot, weights)
    scores[0] += MARGIN
    return max(range(len(scores)), key=scores.__getitem__)


def hopeful(slot: Slot, weights: Sequence[float]) -> list[int]:
    """The indexes of the alternatives that may still be chosen when they are weighed with what follows them."""
    scores = _scores(slot, weights)
    return [number for number, score in enumerate(scores) if score > max(scores) - HOPELESS or number == 0]


def _scores(slot: Slot, weights: Sequence[float]) -> list[float]:
    return [
        each.seen + LIKELY * weight + LETTER * len(each.text)
        for each, weight in zip(slot.alternatives, weights, strict=True)
    ]
