"""A folder of lines that nobody wrote, with what they say: from handwriting fonts, or from print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition.train.fonts import Typeface
from bot.reading.recognition.train.line_folder import LineWriter
from bot.reading.recognition.train.phrases import LineKind
from bot.reading.recognition.train.printed_lines import print_line, receipt_line
from bot.reading.recognition.train.smooth_noise import Noise
from bot.reading.recognition.train.written_lines import written_line

_TRIES = 200  # phrases for a line, of which none can be written


class PhraseSource(Protocol):
    """Where texts come from."""

    def phrase(self, kind: LineKind, random: Random) -> str:
        """What the next line says; the same for the same state of `random`."""
        ...


Pixels = NDArray[np.uint8]
Drawing = Callable[[str, Typeface, Noise, Random], Pixels | None]

_DRAWINGS: Mapping[LineKind, Drawing] = {
    "written": written_line,
    "receipt": receipt_line,
    "print": print_line,
    "foreign": print_line,
}


def write_lines(
    kind: LineKind,
    fonts: Sequence[Typeface],
    phrases: PhraseSource,
    count: int,
    seed: int,
    into: Path,
    progress: Callable[[int], None],
) -> None:
    """Make `count` lines in a new folder, the same ones for the same seed; `progress` is told how many there are.

    A phrase that no font covers, or that would be too long a line, is passed over. Raises ValueError where hardly
    any phrase can be written, and OSError where the folder cannot be.
    """
    noise = Noise()
    families = [list(faces) for _, faces in groupby(fonts, key=lambda face: face.family)]
    with LineWriter(into) as writer:
        for number in range(count):
            image, face, text = _line(kind, families, phrases, noise, Random(f"{seed} {kind} {number}"))  # noqa: S311
            writer.add(image, face.family, text)
            progress(number + 1)


def _line(
    kind: LineKind, families: Sequence[Sequence[Typeface]], phrases: PhraseSource, noise: Noise, random: Random
) -> tuple[Pixels, Typeface, str]:
    for _ in range(_TRIES):
        text = phrases.phrase(kind, random)
        able = [faces for faces in families if faces[0].covers(text)]
        if able:
            face = random.choice(random.choices(able, [faces[0].style.share for faces in able])[0])
            image = _DRAWINGS[kind](text, face, noise, random)
            if image is not None:
                return image, face, text
    raise ValueError(f"of {_TRIES} phrases not one can be written with these {len(families)} families of fonts")
