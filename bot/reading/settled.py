"""What a language model has no say in: numbers, addresses, and characters that it does not know stay as read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from bot.reading.decoding import Glyph, best_path
from bot.reading.posteriors import FLOOR, Frames

SURE = 0.9  # a lone digit beside letters that is read with less may be a letter: 1D for ID; a space may be none
LIKELY = 0.5  # the same for a character that the model does not know

_SETTLED = re.compile(
    r"""
    \d[\d.,:/\ -]*\d               # a number, a date, a time, or several
    | (?<![^\W\d_])\d(?![^\W\d_])
    | \S*(?:@|://|\bwww\.)\S*
    """,
    re.VERBOSE | re.IGNORECASE,
)


def settle(frames: Frames, knows: Callable[[str], bool]) -> Frames:
    """The same frames, certain of the best path where it shows what a model that `knows` characters may not change.

    Nor can a digit come in where the best path shows none.
    """
    path = best_path(frames)
    log = frames.log.copy()
    digits = np.flatnonzero([character.isdigit() for character in frames.alphabet])
    shown = np.zeros(len(log), dtype=np.bool_)
    for glyph in path:
        if glyph.character.isdigit():
            shown[glyph.start : glyph.end] = True
    log[np.ix_(~shown, digits)] = FLOOR
    for span in _spans(path, knows):
        best = frames.log[span].argmax(axis=1)
        log[span] = FLOOR
        log[np.arange(span.start, span.stop), best] = 0.0
    return Frames(frames.alphabet, log)


def _spans(path: Sequence[Glyph], knows: Callable[[str], bool]) -> list[slice]:
    text = "".join(glyph.character for glyph in path)
    spans = [slice(path[m.start()].start, path[m.end() - 1].end) for m in _SETTLED.finditer(text)]
    for glyph in path:
        certain = glyph.probability >= SURE and (glyph.character.isdigit() or glyph.character == " ")
        if certain or (glyph.probability >= LIKELY and not knows(glyph.character)):
            spans.append(slice(glyph.start, glyph.end))
    return spans
