"""Batches of lines of one width, without padding: sources are drawn by their weights, lines by chance, then shaken.

A batch of equal widths takes two thirds of the time of a padded one, and the network never sees a made-up edge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition.recogniser import HEIGHT
from bot.reading.recognition.train.line_folder import TrainingLine, read_lines
from bot.reading.recognition.train.shaking import shaken

WIDTHS = (64, 96, 128, 160, 240, 320, 400, 480, 560, 640, 720, 800, 880, 960, 1080, 1200)
FRAME = 8  # pixels
STRETCH = (0.9, 1.6)  # the reader looks at flowing hands 1.5 times as wide
WIDEST = 1.9
MOST_UNFIT = 1000  # lines in a row that are no image, or fit no width: there is nothing to learn from
MOST_SAME = 6  # lines of a source with one text: headings of forms come by the hundred

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines of shape (n, 3, 48, width), between -1 and 1, and what they say, as classes; none if that is not asked."""

    lines: Floats
    classes: Sequence[Sequence[int]]


class Batches:
    """Endless batches from folders of lines with their weights; `pixels` is about the sum of the widths of one.

    Lines with characters that `classes` lacks are left out and counted in `left_out`; where there are no classes, what
    a line says does not matter. `seen` counts the lines of each folder. Raises OSError or ValueError where a folder
    cannot be read or has nothing to learn from.
    """

    def __init__(
        self, folders: Mapping[Path, float], classes: Mapping[str, int] | None, pixels: int, random: np.random.Generator
    ) -> None:
        self._classes, self._pixels, self._random = classes, pixels, random
        self.seen: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self._lines = {folder: self._usable(folder) for folder in folders}
        self._queues: dict[Path, list[TrainingLine]] = {folder: [] for folder in folders}
        total = sum(folders.values())
        self._shares = [weight / total for weight in folders.values()]

    def __iter__(self) -> Iterator[Batch]:
        waiting: defaultdict[int, list[tuple[Pixels, str]]] = defaultdict(list)
        unfit = 0
        while True:
            folder = list(self._lines)[self._random.choice(len(self._lines), p=self._shares)]
            if (drawn := self._drawn(folder)) is None:
                unfit += 1
                if unfit == MOST_UNFIT:
                    raise ValueError(f"of {folder} {MOST_UNFIT} lines in a row are no images, or of no width that fits")
                continue
            unfit = 0
            width = drawn[0].shape[1]
            waiting[width].append(drawn)
            if len(waiting[width]) * width >= self._pixels:
                yield self._batch(waiting.pop(width))

    def _drawn(self, folder: Path) -> tuple[Pixels, str] | None:
        """The next line of a folder, shaken, and its text; None where it is no image or fits no width."""
        if not self._queues[folder]:
            self._queues[folder] = [self._lines[folder][i] for i in self._random.permutation(len(self._lines[folder]))]
        line = self._queues[folder].pop()
        image = cv2.imread(str(line.file), cv2.IMREAD_COLOR)
        seen = None if image is None else shaken(np.asarray(image, np.uint8), self._random)
        fitted = None if seen is None or not seen.size else fit(seen, line.text, self._random)
        if fitted is None:
            self.left_out[folder.name] += 1
            return None
        self.seen[folder.name] += 1
        return fitted, line.text

    def _batch(self, lines: Sequence[tuple[Pixels, str]]) -> Batch:
        images = np.stack([image for image, _ in lines]).astype(np.float32) / 127.5 - 1
        classes = self._classes
        said = [[classes[c] for c in text] for _, text in lines] if classes else []
        return Batch(images.transpose(0, 3, 1, 2), said)

    def _usable(self, folder: Path) -> list[TrainingLine]:
        same: Counter[str] = Counter()
        usable = []
        for line in read_lines(folder):
            same[line.text] += 1
            if not line.text or (self._classes and not self._classes.keys() >= set(line.text)):
                self.left_out[folder.name] += 1
            elif same[line.text] <= MOST_SAME:
                usable.append(line)
        if not usable:
            raise ValueError(f"{folder} has no line that can be learnt from")
        return usable


def fit(line: Pixels, text: str, random: np.random.Generator) -> Pixels | None:
    """The line as high as the recogniser sees it, one of WIDTHS wide; None where none has a frame for each letter."""
    height, width, _ = line.shape
    level = HEIGHT * width / height
    needed = FRAME * (len(text) + sum(a == b for a, b in pairwise(text)) + 2)
    possible = [each for each in WIDTHS if each >= needed and STRETCH[0] * level <= each <= WIDEST * level]
    if not possible:
        return None
    wanted = level * random.uniform(*STRETCH)
    chosen = min(possible, key=lambda each: abs(each - wanted))
    if height > HEIGHT:
        line = np.asarray(cv2.resize(line, (min(width, chosen), HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.resize(line, (chosen, HEIGHT), interpolation=cv2.INTER_CUBIC), np.uint8)
