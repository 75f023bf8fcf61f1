"""A page of a file to its text: with a reader where it is a picture, and what is said of blank and damaged ones."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.errors import (
    DamagedImage,
    EmptyPage,
    NoTextOnPage,
    NothingToRead,
    ReaderCrashed,
    ReaderTooSlow,
    UnknownScript,
)
from bot.page import Page
from bot.reading.files.image import UprightImage
from bot.reading.files.pages import is_document, load_page
from bot.reading.files.pdf import Overlaid
from bot.reading.reader import Reader

PLAIN = 16  # of 255: a page whose colours differ by less is blank
MOST_UNEXPLAINED = 0.1  # of a text's letters: so many more may be seen where it does not stand
FOREIGN = 0.5  # more of a text's letters are not Latin where a reader that knows no other script gave up


@dataclass(frozen=True, slots=True)
class ImagePage:
    """A page that is to be read from its image; one of a `document` may be blank."""

    image: UprightImage
    document: bool


def open_page(path: Path, number: int) -> ImagePage | Overlaid | Page:
    """Page `number` (from 1) of a file as it is to be read. Raises PhotoError."""
    page = load_page(path, number)
    return ImagePage(page, is_document(path)) if isinstance(page, UprightImage) else page


def read_page(reader: Reader, page: ImagePage | Overlaid | Page) -> Page:
    """The text of a page. Raises PhotoError."""
    if isinstance(page, Page):
        return page
    return _text_or_picture(reader, page) if isinstance(page, Overlaid) else _read(reader, page)


def _read(reader: Reader, page: ImagePage) -> Page:
    if page.document and _is_plain(page.image.pixels):
        raise EmptyPage
    try:
        read = reader.read(page.image)
    except (NothingToRead, UnknownScript) as error:
        if page.image.is_incomplete:
            raise DamagedImage from error
        if page.document and isinstance(error, NothingToRead):
            raise NoTextOnPage from error
        raise
    return replace(read, notice="incomplete") if page.image.is_incomplete else read


def _text_or_picture(reader: Reader, page: Overlaid) -> Page:
    """The page's own text, unless the picture under it holds more: then what the reader sees of both."""
    try:
        read = reader.read(page.image)
    except NothingToRead:
        return page.text
    except (UnknownScript, ReaderTooSlow, ReaderCrashed):  # the latter two where Tesseract is the reader
        if _foreign(page.text.text) > FOREIGN:
            return page.text
        raise
    more = _unexplained(read, page)
    return read if more > MOST_UNEXPLAINED * len(page.text.text) else page.text


def _foreign(text: str) -> float:
    """Which part of the letters is not Latin."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum("LATIN" not in unicodedata.name(letter, "") for letter in letters) / max(len(letters), 1)


def _unexplained(read: Page, page: Overlaid) -> float:
    """How many letters a reader saw where the page's own text does not stand."""
    if read.turned != page.image.turned:
        return float(len(read.text) - len(page.text.text))
    height, width = page.image.pixels.shape[:2]
    covered = np.zeros((height, width), dtype=np.bool_)
    for line in page.text.lines:
        covered[_inside(line.box)] = True
    return sum(len(line.text) * (1 - _share(covered[_inside(line.box)])) for line in read.lines)


def _inside(box: tuple[tuple[int, int], ...]) -> tuple[slice, slice]:
    """The rows and columns of an upright rectangle round a box."""
    corners = np.array(box).clip(0)
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return slice(top, bottom + 1), slice(left, right + 1)


def _share(covered: NDArray[np.bool_]) -> float:
    """Which part of the columns is covered somewhere."""
    return float(covered.any(axis=0).mean()) if covered.size else 0.0


def _is_plain(pixels: NDArray[np.uint8]) -> bool:
    """Whether it is one colour all over."""
    return int(np.ptp(pixels.reshape(-1, 3), axis=0).max()) < PLAIN
