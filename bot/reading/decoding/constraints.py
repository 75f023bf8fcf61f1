"""What a language model has no say in: numbers, addresses, and characters that it does not know stay as read.

On print neither has it in letters and signs that were read surely, nor in spaces: there the recogniser is right nearly
always, and what looks odd stands so on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, zip_longest

import numpy as np
from numpy.typing import NDArray

from bot.reading.decoding.best_path import Glyph, best_path
from bot.reading.decoding.posteriors import BLANK, FLOOR, Frames

SURE = 0.9  # a lone digit beside letters that is read with less may be a letter: 1D for ID; a space may be none
LIKELY = 0.5  # the same for a character that the model does not know
GLIMPSED = 0.1  # a digit this likely between two spaces is one; nothing else would leave two there
PRINTED_LETTER = 0.97  # stays on print; with 0.95 typescripts have 0.1 % more characters wrong
PRINTED_SIGN = 0.7  # stays on print: it took the words wrong on receipts from 12.0 to 11.8 %
PRINTED_SPACE = 0.5  # before a sign stays on print: `Lot ,` in Dutch of 1690
NO_SPACE = 0.05  # where a space is less likely none comes in on print: `16.30,London`

_SETTLED = re.compile(
    r"""
    \d[\d.,:/\ -]*\d(?:[^\W\d_](?![^\W\d_]))?  # a number, a date, a time, or several; 903i, 12b
    | (?<![^\W\d_])\d(?![^\W\d_])
    | \S*(?:@|://|\bwww\.)\S*
    """,
    re.VERBOSE | re.IGNORECASE,
)
Logarithms = NDArray[np.float32]


def constrain(frames: Frames, knows: Callable[[str], bool], *, printed: bool) -> Frames:
    """The same frames, certain of the best path where it shows what a model that `knows` characters may not change.

    On `printed` lines that is more, as said above. Nor can a digit come in where the best path shows none, unless it
    is what stands between two spaces: a faint quantity, `milk,  kg potatoes`.
    """
    path = best_path(frames)
    log = frames.log.copy()
    _keep_digits_out(log, frames, path)
    glyphs = [*_odd(path, knows), *(_clear(path) if printed else ())]
    spans = [*_numbers_and_addresses(path), *(slice(glyph.start, glyph.end) for glyph in glyphs)]
    for span in spans:
        best = frames.log[span].argmax(axis=1)
        log[span] = FLOOR
        log[np.arange(span.start, span.stop), best] = 0.0
    for gap in _gaps(path):
        _settle_gap(log[gap], frames.log[gap], frames.alphabet, printed=printed)
    if printed:
        _keep_spaces_out(log, frames, path)
    return Frames(frames.alphabet, log)


def _keep_digits_out(log: Logarithms, frames: Frames, path: Sequence[Glyph]) -> None:
    digits = np.flatnonzero([character.isdigit() for character in frames.alphabet])
    shown = np.zeros(len(log), dtype=np.bool_)
    for glyph in path:
        if glyph.character.isdigit():
            shown[glyph.start : glyph.end] = True
    log[np.ix_(~shown, digits)] = FLOOR


def _keep_spaces_out(log: Logarithms, frames: Frames, path: Sequence[Glyph]) -> None:
    if " " not in frames.alphabet:
        return
    space = frames.alphabet.index(" ")
    for first, second in pairwise(path):
        between = slice(first.start, second.end)
        if " " not in (first.character, second.character) and frames.log[between, space].max() < np.log(NO_SPACE):
            log[between, space] = FLOOR


def _numbers_and_addresses(path: Sequence[Glyph]) -> Iterator[slice]:
    text = "".join(glyph.character for glyph in path)
    for match in _SETTLED.finditer(text):
        yield slice(path[match.start()].start, path[match.end() - 1].end)


def _odd(path: Sequence[Glyph], knows: Callable[[str], bool]) -> Iterator[Glyph]:
    """Sure digits and spaces, and likely characters that the model does not know."""
    for glyph in path:
        certain = glyph.probability >= SURE and (glyph.character.isdigit() or glyph.character == " ")
        if certain or (glyph.probability >= LIKELY and not knows(glyph.character)):
            yield glyph


def _clear(path: Sequence[Glyph]) -> Iterator[Glyph]:
    """What is read surely enough for print: letters, signs, spaces before signs, the last digit of Guest0."""
    for glyph, following in zip_longest(path, path[1:]):
        ends_word = following is None or not following.character.isalnum()
        if glyph.character == " ":
            least = PRINTED_SPACE if following and ends_word else SURE
        elif glyph.character.isalnum():
            least = LIKELY if glyph.character.isdigit() and ends_word else PRINTED_LETTER
        else:
            least = PRINTED_SIGN
        if glyph.probability >= least:
            yield glyph


def _gaps(path: Sequence[Glyph]) -> Iterator[slice]:
    """The frames of each two spaces that follow each other, and of the blank between them."""
    for first, second in pairwise(path):
        if first.character == second.character == " ":
            yield slice(first.start, second.end)


def _settle_gap(log: Logarithms, seen: Logarithms, alphabet: Sequence[str], *, printed: bool) -> None:
    """What may come into a gap: the digit that is glimpsed in it, or on print nothing."""
    letters = np.array([character not in ("", " ") for character in alphabet])
    likeliest = np.where(letters, seen.max(axis=0), FLOOR)
    label = int(likeliest.argmax())
    if alphabet[label].isdigit() and likeliest[label] >= np.log(GLIMPSED):
        blank = np.flatnonzero(seen.argmax(axis=1) == BLANK)
        log[blank[len(blank) // 2]] = FLOOR
        log[blank[len(blank) // 2], label] = 0.0
    elif printed:
        log[:, letters] = FLOOR
