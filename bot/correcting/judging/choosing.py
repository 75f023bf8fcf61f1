"""The choice between the alternatives of a slot: what the photo shows, and what the language model finds likely."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.correcting.judging.lattice import Picks, Slot, Weights

LIKELY = 1.0  # how much the model's logarithms count beside the photo's; from 0.8 to 1.2 it makes no difference
LETTER = 1.0  # nats for each character: without them a language model prefers short texts, and leaves words out
MARGIN = 1.5  # nats by which another reading must be better than the one that stands there
NEARLY = 2.0  # nats: what a model picked is at least e^-2, a seventh, as probable by the photo as what stands there
HOPELESS = 5.0  # nats behind the best without the words that follow; with these none so far behind was ever chosen


def choose(slot: Slot, weights: Sequence[float]) -> int:
    """The index of the alternative that photo and model together find likeliest.

    The score is that of `decoding.beam.search`: log P(text | photo) + LIKELY log P(text) + LETTER length.

    `weights` are the natural logarithms of how likely the model finds each.
    """
    scores = _scores(slot, weights)
    scores[0] += MARGIN
    return max(range(len(scores)), key=scores.__getitem__)


def chosen(slots: Sequence[Slot], answer: Weights | Picks) -> list[int]:
    """The index of what is chosen in each slot: by the weights, or what the model picked where the photo allows it."""
    if isinstance(answer, Picks):
        return [index if is_near(slot, index) else 0 for slot, index in zip(slots, answer.indexes, strict=True)]
    return [choose(slot, weights) for slot, weights in zip(slots, answer, strict=True)]


def is_near(slot: Slot, index: int) -> bool:
    """Whether the photo makes an alternative nearly as probable as what stands there."""
    stands, other = slot.alternatives[0], slot.alternatives[index]
    return other.seen + other.bonus >= stands.seen + stands.bonus - NEARLY


def hopeful(slot: Slot, weights: Sequence[float], known: Collection[int] | None = None) -> list[int]:
    """The indexes of the alternatives that may still be chosen, the best first, and of the one that stands there.

    The weights are to lose what follows the alternatives; but for those `known`, if that is given, also what is behind
    their first tokens.
    """
    scores = _scores(slot, weights)
    order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
    best = max(scores[number] for number in (order if known is None else known))
    return [number for number in order if scores[number] > best - HOPELESS or number == 0]


def _scores(slot: Slot, weights: Sequence[float]) -> list[float]:
    return [
        each.seen + each.bonus + LIKELY * weight + LETTER * len(each.text)
        for each, weight in zip(slot.alternatives, weights, strict=True)
    ]
