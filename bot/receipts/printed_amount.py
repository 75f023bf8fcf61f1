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


@dataclass(frozen=True, slots=True)
class PrintedAmount:
    """An amount in line `number` of a page, counted from 1: the last that `pattern` finds there, and its `text`."""

    number: int
    text: str
    pattern: re.Pattern[str]
    posteriors: str

    def gains(self, values: Sequence[int], places: int) -> list[float | None]:
        """For each value how much likelier it is than what was read, as a logarithm; None where it is too unlike."""
        texts = [written(self.text, value, places) for value in values]
        near = [text for text in texts if Levenshtein.distance(self.text, text) <= MOST_OTHER]
        frames = _frames(self.posteriors, self.pattern) if near else None
        if frames is None:
            return [None] * len(texts)
        scored = [self.text, *(text for text in near if fits(text, len(frames.log)))]
        read, *others = forward_all([frames.emissions(text) for text in scored], scored).tolist()
        gain = {text: score - read for text, score in zip(scored[1:], others, strict=True)}
        return [gain.get(text) for text in texts]


def alike(one: int, other: int) -> bool:
    """Whether two amounts have the same sign and differ in few digits, so that one may have been read for the other."""
    return one * other > 0 and Levenshtein.distance(str(abs(one)), str(abs(other))) <= MOST_OTHER


def printed_amount(line: Line, number: int, amount: int, places: int) -> PrintedAmount | None:
    """Where an amount stands in a line; None where it does not, or nothing tells what was seen."""
    pattern = _pattern(amount, places)
    found = list(pattern.finditer(line.raw)) if line.posteriors else []
    return PrintedAmount(number, found[-1].group(), pattern, line.posteriors) if found else None


def _frames(posteriors: str, pattern: re.Pattern[str]) -> Frames | None:
    """The frames that show the amount, and nothing beside it."""
    frames = unpack(posteriors)
    path = best_path(frames)
    found = list(pattern.finditer("".join(glyph.character for glyph in path)))
    if not found:
        return None
    start, end = found[-1].span()
    first = path[start - 1].end if start else 0
    last = path[end].start if end < len(path) else len(frames.log)
    return Frames(frames.alphabet, frames.log[first:last])


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
