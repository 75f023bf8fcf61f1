"""The choice between the alternatives of a slot: what the photo shows, and what the language model finds likely."""

from __future__ import annotations

from collections.abc import Sequence

from bot.correcting.judging.lattice import Slot

LIKELY = 1.0  # how much the model's logarithms count beside the photo's; from 0.8 to 1.2 it makes no difference
MARGIN = 1.5  # nats by which another reading must be better than the one that stands there


def choose(slot: Slot, weights: Sequence[float]) -> int:
    """The index of the alternative that photo and model together find likeliest: log P(photo) + LIKELY log P(text).

    `weights` are the natural logarithms of how likely the model finds each.
    """
    scores = [each.seen + LIKELY * weight for each, weight in zip(slot.alternatives, weights, strict=True)]
    scores[0] += MARGIN
    return max(range(len(scores)), key=scores.__getitem__)
