"""The words of a page's lines, each with the recogniser's frames that show it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.correcting.terms.shortlist import Matrix, best_letters
from bot.correcting.terms.terms import Terms
from bot.correcting.terms.windows import Window, line_windows
from bot.letters import Frequency, fold, word_spans
from bot.page import Line, Page
from bot.reading.decoding.alignment import align_all, fits
from bot.reading.decoding.posteriors import FLOOR, Frames, unpack

LETTER = 2.7  # nats for each character of a word that is in no list; less finds less, 3 makes more wrong insertions
ACCENT = -3.0  # an accented letter is as likely as the bare one, less this: pens and recognisers forget accents
CODE = re.compile(r"\d|@|://|\bwww\.", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class FrameWindow:
    """A window with its frames and what `best_letters` says of them; `cost` is that of its words, in nats.

    `is_code` tells that a number, an address or the like is among them.
    """

    window: Window
    frames: Frames
    letters: Matrix
    cost: float
    is_code: bool

    @property
    def text(self) -> str:
        """What was read."""
        return self.window.text


@dataclass(frozen=True, slots=True)
class _AlignedLine:
    """Line `number` of the page, from 0, its frames, and the frames at which each character starts and ends."""

    number: int
    line: Line
    frames: Frames
    spans: list[list[int]]


def frame_windows(page: Page, terms: Terms, frequency: Frequency) -> Iterator[FrameWindow]:
    """What may be one of the terms, in the lines that have posteriors; numbers and addresses too."""
    for line in _aligned(page, terms.accented):
        yield from _windows(line, terms.sizes, frequency)


def _aligned(page: Page, accented: Sequence[str]) -> list[_AlignedLine]:
    """The lines that have posteriors, aligned with them."""
    found = [
        (number, line, _with_accents(unpack(line.posteriors), accented))
        for number, line in enumerate(page.lines)
        if line.posteriors
    ]
    found = [(number, line, frames) for number, line, frames in found if fits(line.text, len(frames.log))]
    spans = align_all([frames.emissions(line.text) for _, line, frames in found], [line.text for _, line, _ in found])
    return [_AlignedLine(*known, span.tolist()) for known, span in zip(found, spans, strict=True)]


def _with_accents(frames: Frames, accented: Sequence[str]) -> Frames:
    """The frames with a class for each of the accented letters, at least ACCENT below the bare letter."""
    if not accented:
        return frames
    index = {character: label for label, character in enumerate(frames.alphabet)}
    floor = np.full(len(frames.log), FLOOR, dtype=np.float32)

    def known(character: str) -> NDArray[np.float32]:
        return frames.log[:, index[character]] if character in index else floor

    bare = [fold(c) if c.islower() else fold(c).upper() for c in accented]
    added = [np.maximum(known(c), known(b) + ACCENT) for c, b in zip(accented, bare, strict=True)]
    others = [label for label, character in enumerate(frames.alphabet) if character not in accented]
    alphabet = (*(frames.alphabet[label] for label in others), *accented)
    return Frames(alphabet, np.column_stack([frames.log[:, others], *added]))


def _windows(aligned: _AlignedLine, sizes: Sequence[int], frequency: Frequency) -> Iterator[FrameWindow]:
    text, frames = aligned.line.text, aligned.frames
    spans = word_spans(text)
    costs = {text[start:end]: _cost(text[start:end], frequency) for start, end in spans}
    letters = best_letters(frames)
    codes = [match.span() for match in _TOKEN.finditer(text) if CODE.search(match.group())]
    for window in line_windows(aligned.number, text, spans, sizes):
        start, end = window.parts[0].start, window.parts[0].end
        begin = aligned.spans[start - 1][1] if start else 0
        stop = aligned.spans[end][0] if end < len(text) else len(frames.log)
        part = Frames(frames.alphabet, frames.log[begin:stop])
        is_code = any(start < last and end > code for code, last in codes)
        yield FrameWindow(window, part, letters[:, begin:stop], sum(costs[word] for word in window.words), is_code)


def _cost(word: str, frequency: Frequency) -> float:
    zipf = frequency(word.lower())
    unknown = LETTER * len(word)
    return min(unknown, (9 - zipf) * math.log(10)) if zipf > 0 else unknown
