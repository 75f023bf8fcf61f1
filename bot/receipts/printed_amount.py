"""An amount where it is printed: the frames of the recogniser that show it, and how well others explain them.

For the worker only: the frames are numpy's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from bot.page import Line
from bot.reading.decoding.alignment import fits, forward_all
from bot.reading.decoding.best_path import best_path
from bot.reading.decoding.posteriors import Frames, unpack

MOST_OTHER = 2  # digits in which another reading differs
_LOOKS = {"0": "0OoQD", "1": "1lI|!", "2": "2Z", "5": "5Ss", "8": "8B"}  # what is read for a digit
_DIGIT = re.compile(f"[{''.join(_LOOKS.values())}346789]")
_BETWEEN = r"[.,'\s]{0,2}"


@dataclass(frozen=True, slots=True, eq=False)
class PrintedAmount:
    """An amount as it was read in line `number` of a page, counted from 1; `frames` show its text and nothing else."""

    number: int
    text: str
    frames: Frames

    def gains(self, values: Sequence[int], places: int) -> list[float | None]:
        """For each value how much likelier it is than what was read, as a logarithm; None where it is too unlike."""
        texts = [written(self.text, value, places) for value in values]
        possible = [
            text
            for text in texts
            if Levenshtein.distance(self.text, text) <= MOST_OTHER and fits(text, len(self.frames.log))
        ]
        scored = [self.text, *possible]
        read, *others = forward_all([self.frames.emissions(text) for text in scored], scored).tolist()
        gain = {text: score - read for text, score in zip(possible, others, strict=True)}
        return [gain.get(text) for text in texts]


def printed_amount(line: Line, number: int, amount: int, places: int) -> PrintedAmount | None:
    """The last place in a line where an amount stands; None where it does not, or nothing tells what was seen."""
    if not line.posteriors:
        return None
    frames = unpack(line.posteriors)
    path = best_path(frames)
    found = list(_pattern(amount, places).finditer("".join(glyph.character for glyph in path)))
    if not found:
        return None
    start, end = found[-1].span()
    first = path[start - 1].end if start else 0
    last = path[end].start if end < len(path) else len(frames.log)
    return PrintedAmount(number, found[-1].group(), Frames(frames.alphabet, frames.log[first:last]))


def written(text: str, value: int, places: int) -> str:
    """A value as an amount that was read as `text` would be printed: with its separators, without its sign."""
    room = len(_DIGIT.findall(text))
    digits = list(str(abs(value)).zfill(min(room, places + 1)))
    made = ""
    for character in reversed(text):
        if not digits:
            break
        made = (digits.pop() if _DIGIT.match(character) else character) + made
    return "".join(digits) + made


def _pattern(amount: int, places: int) -> re.Pattern[str]:
    """What finds an amount, whatever parts its digits and whichever letters were read for them."""
    digits = str(abs(amount)).zfill(places)
    body = _BETWEEN.join(f"[{re.escape(_LOOKS.get(digit, digit))}]" for digit in digits)
    zero = f"(?:[{_LOOKS['0']}]{_BETWEEN})?" if len(digits) == places else ""
    return re.compile(rf"(?<!\d)(?<!\d[.,]){zero}{body}(?!\d)(?![.,]\d)")
