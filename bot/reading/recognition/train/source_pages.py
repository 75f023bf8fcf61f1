"""The pages of a clone of a source: each transcript with its image, or the lines of a writer that came cut out."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition.train.excluded import IMAGES, ExcludedPages
from bot.reading.recognition.train.ground_truth import (
    BrokenGroundTruth,
    TranscribedLine,
    TranscribedPage,
    parse_ground_truth,
)
from bot.reading.recognition.train.line_crops import cut_line, frame_line
from bot.reading.recognition.train.sources import CutLines, Source
from bot.reading.recognition.train.transcripts import Unfit

BIGGEST = 64_000_000  # bytes of a transcript
SAME_SHAPE = 0.01  # by which the shape of an image may differ from that of the page that was transcribed

Pixels = NDArray[np.uint8]
Problem = tuple[str, str]  # a page, and why it is left out


class LeftOut(Exception):
    """A page gives no lines; the message says why."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line's text as it was transcribed, and how its image is cut out."""

    text: str
    cut: Callable[[], Pixels | Unfit]


class SourcePage(Protocol):
    """A page, or all that one writer wrote: its name, and how many lines it has with and without an outline."""

    @property
    def name(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def shapeless(self) -> int: ...

    def lines(self, excluded: ExcludedPages) -> Iterator[SourceLine]:
        """All its lines; raises LeftOut where the page is damaged, or one of those that are excluded."""
        ...


def source_pages(source: Source, checkout: Path) -> tuple[list[SourcePage], list[Problem]]:
    """The pages in a clone of a source in the order of their names, and those that cannot be used."""
    return _transcripts(source, checkout) if source.cut is None else _writers(source.cut, checkout)


def _writers(table: CutLines, checkout: Path) -> tuple[list[SourcePage], list[Problem]]:
    written: defaultdict[str, list[tuple[Path, str]]] = defaultdict(list)
    try:
        with (checkout / table.path).open(encoding="utf-8-sig", newline="") as rows:
            for row in csv.DictReader(rows):
                image, text, page = (row.get(column) or "" for column in (table.image, table.text, table.page))
                path = (checkout / image).resolve()
                if path.is_relative_to(checkout.resolve()):
                    written[_one_line(page)].append((path, text))
    except (OSError, ValueError, csv.Error) as error:
        return [], [(table.path, f"the table cannot be read: {error}")]
    return [_WriterOfLines(name, tuple(lines)) for name, lines in sorted(written.items())], []


def _one_line(name: str) -> str:
    """A name that the index of a folder of lines can hold."""
    return " ".join(name.split())


def _transcripts(source: Source, checkout: Path) -> tuple[list[SourcePage], list[Problem]]:
    images, pages, problems = _images(checkout), dict[Path, SourcePage](), list[Problem]()
    for path in sorted(checkout.rglob("*.xml")):
        within = path.relative_to(checkout).as_posix()
        if not re.match(source.paths, within) or (source.without and re.search(source.without, within)):
            continue
        try:
            page = _parsed(path)
            image = _image_of(path, page, images)
            if page.lines and image not in pages:  # some give the same page in both formats
                pages[image] = _PictureOfPage(_one_line(path.stem), image, page)
        except (BrokenGroundTruth, LeftOut, OSError) as problem:
            problems.append((_one_line(path.stem), str(problem)))
    return list(pages.values()), problems


def _images(checkout: Path) -> dict[str, list[Path]]:
    """The images by their names in small letters, without ending."""
    images: defaultdict[str, list[Path]] = defaultdict(list)
    for path in sorted(checkout.rglob("*")):
        if path.suffix.lower() in IMAGES and path.is_file() and not path.is_symlink():
            images[path.stem.lower()].append(path)
    return images


def _parsed(path: Path) -> TranscribedPage:
    if path.is_symlink() or path.stat().st_size > BIGGEST:
        raise LeftOut("the transcript is no file of a sensible size")
    return parse_ground_truth(path.read_bytes())


def _image_of(path: Path, page: TranscribedPage, images: dict[str, list[Path]]) -> Path:
    """The nearest image of the name that the transcript tells, or else of its own."""
    told = PurePosixPath(page.image.replace("\\", "/")).stem.lower()
    found = images.get(told) or images.get(path.stem.lower())
    if not found:
        raise LeftOut("its image is not there")
    return max(found, key=lambda image: sum(a == b for a, b in zip(image.parts, path.parts, strict=False)))


@dataclass(frozen=True, slots=True)
class _PictureOfPage:
    name: str
    image: Path
    transcript: TranscribedPage

    @property
    def count(self) -> int:
        return len(self.transcript.lines)

    @property
    def shapeless(self) -> int:
        return self.transcript.shapeless

    def lines(self, excluded: ExcludedPages) -> Iterator[SourceLine]:
        _refuse(excluded.named(self.name) or excluded.named(self.image.stem))
        image = _as_transcribed(self.image, self.transcript.size)
        _refuse(excluded.like(image))
        height, width = image.shape[:2]
        across, down = self.transcript.size
        scale = np.array([width / across, height / down]) if across > 0 and down > 0 else np.ones(2)
        for line in self.transcript.lines:
            baseline = None if line.baseline is None else line.baseline * scale
            yield SourceLine(
                line.text, partial(cut_line, image, TranscribedLine(line.polygon * scale, baseline, line.text))
            )


@dataclass(frozen=True, slots=True)
class _WriterOfLines:
    name: str
    images: Sequence[tuple[Path, str]]

    @property
    def count(self) -> int:
        return len(self.images)

    @property
    def shapeless(self) -> int:
        return 0

    def lines(self, excluded: ExcludedPages) -> Iterator[SourceLine]:
        for image, text in self.images:
            _refuse(excluded.named(image.stem))
            yield SourceLine(text, partial(_framed, image, text))


def _framed(path: Path, text: str) -> Pixels | Unfit:
    try:
        return frame_line(_opened(path), text)
    except LeftOut:
        return Unfit.DAMAGED


def _refuse(page: str | None) -> None:
    if page is not None:
        raise LeftOut(f"it is a page to measure with: {page}")


def _as_transcribed(path: Path, size: tuple[float, float]) -> Pixels:
    """The image as it was transcribed: turned as its camera says, or not, by which of them has the page's shape."""
    across, down = size
    for turned in (False, True):
        image = _opened(path, turned=turned)
        height, width = image.shape[:2]
        if across <= 0 or down <= 0 or abs(width * down / (height * across) - 1) <= SAME_SHAPE:
            return image
    raise LeftOut("its image has another shape than the page that was transcribed")


def _opened(path: Path, turned: bool = False) -> Pixels:
    import cv2

    how = cv2.IMREAD_COLOR if turned else cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
    try:
        image: Pixels | None = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), how)
    except (OSError, cv2.error) as error:
        raise LeftOut(f"its image cannot be opened: {error}") from error
    if image is None:
        raise LeftOut("its image cannot be opened")
    return image
