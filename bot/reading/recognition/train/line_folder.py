"""Lines to learn from: a folder with an image for each line, and `lines.tsv` with its file, its page and its text.

An image is a level line, BGR, `HEIGHT` pixels from its ascenders to its descenders with `MARGIN` of that all round,
which leaves room to shake the line in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition.train.whole_files import read_whole

HEIGHT = 60
MARGIN = 0.35
INDEX = "lines.tsv"
CREDITS = "LICENCES.txt"  # whom the lines are owed to, and under what licence
QUALITY = 88  # of the WebP files, 0 to 100

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """A line's image, the page that it was cut out of (or the font that it was written with), and what it says."""

    file: Path
    page: str
    text: str


def read_lines(folder: Path) -> list[TrainingLine]:
    """The lines of a folder, in their order; raises OSError where it has no index, ValueError for a broken row."""
    return list(_rows(folder))


def _rows(folder: Path) -> Iterator[TrainingLine]:
    for number, row in enumerate(read_whole(folder / INDEX).split("\n"), start=1):
        cells = row.split("\t")
        if row and len(cells) != 3:
            raise ValueError(f"{folder / INDEX}, line {number}: not a file, a page and a text, apart by tabs")
        if row:
            yield TrainingLine(folder / cells[0], cells[1], unicodedata.normalize("NFC", cells[2]))


class LineWriter:
    """Writes lines into a new folder; what was written stays if it ends early."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._index = (folder / INDEX).open("w", encoding="utf-8")
        self.count = 0

    def __enter__(self) -> LineWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._index.close()

    def add(self, image: Pixels, page: str, text: str) -> None:
        """Add a line; raises OSError where its image cannot be written, ValueError for a tab or a line break."""
        import cv2

        if {"\t", "\n"} & {*page, *text}:
            raise ValueError("a tab or a line break")
        name = f"{self.count:06d}.webp"
        done, data = cv2.imencode(".webp", image, [cv2.IMWRITE_WEBP_QUALITY, QUALITY])
        if not done:
            raise OSError("the line is no image that can be written")
        (self._folder / name).write_bytes(data.tobytes())
        self._index.write(f"{name}\t{page}\t{text}\n")
        self._index.flush()
        self.count += 1
