"""Frames that show a text, with other characters beside its own where it is hard to read."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from bot.page import Line
from bot.reading.decoding.posteriors import FLOOR, Frames, pack

CLEARLY = 0.999
BOX = ((0, 0), (1, 0), (1, 1), (0, 1))


def frames_of(text: str, others: Mapping[int, Mapping[str, float]] | None = None) -> Frames:
    """Two frames for each character, the second a blank; `others` are by their place in the text.

    What is left to a character after the others is its own; the other "" is a blank: perhaps nothing stands there.
    """
    others = others or {}
    alphabet = ("", *sorted({*text, *(c for other in others.values() for c in other if c)}))
    log = np.full((2 * len(text), len(alphabet)), FLOOR, dtype=np.float32)
    for place, character in enumerate(text):
        shown = {**others.get(place, {})}
        shown[character] = CLEARLY - sum(shown.values())
        for other, probability in shown.items():
            log[2 * place, alphabet.index(other)] = np.log(probability)
        log[2 * place + 1, 0] = np.log(CLEARLY)
    return Frames(alphabet, log)


def line_of(text: str, others: Mapping[int, Mapping[str, float]] | None = None) -> Line:
    """A line that was read as `text` from such frames."""
    return Line(text, text, 0.9, BOX, posteriors=pack(frames_of(text, others)))
