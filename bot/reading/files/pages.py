"""The one door for files of strangers: how many pages a file has, and each page as an image or as text.

What a file is says its first bytes, not its name. The size of the file, the number of its pages and the pixels of a
page are checked before anything is decoded.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import Path

from bot.errors import EmptyFile, FileTooLarge, NoSuchPage, TooManyPages
from bot.page import Page
from bot.reading.files.heif import is_heif, load_heif
from bot.reading.files.image import UprightImage, count_tiff, load_image
from bot.reading.files.pdf import Overlaid, count_pdf, draw_pdf, load_pdf

MAX_FILE_MB = 20
MAX_PAGES = 200

HEAD = 1024  # a PDF may begin with this much of something else, says its standard's annex on viewers
TIFF = re.compile(rb"II[*+]\0|MM\0[*+]")
PICTURE = re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8|RIFF")  # a comment in one may say that it is a PDF


class _Kind(Enum):
    PDF = auto()
    HEIF = auto()
    TIFF = auto()
    IMAGE = auto()


def count_pages(path: Path) -> int:
    """How many pages the file has, 1 to `MAX_PAGES`; 1 for whatever is neither a PDF nor a TIFF.

    Raises EmptyFile, FileTooLarge, TooManyPages, PasswordNeeded, DamagedPdf, NotAnImage or DamagedImage.
    """
    return _count(path, _kind(path))


def is_document(path: Path) -> bool:
    """Whether the file is one of pages, of which some may be blank: a PDF, or a TIFF of several.

    Raises the errors of `count_pages`.
    """
    return _kind(path) is _Kind.PDF or count_pages(path) > 1


def load_page(path: Path, number: int = 1) -> UprightImage | Page | Overlaid:
    """Page `number` (from 1) as an image, as a Page where the file holds the text itself, or as both.

    Raises the errors of `count_pages`, and NoSuchPage, TooManyPixels, Animation or HeifMissing.
    """
    kind = _kind_of_page(path, number)
    return load_pdf(path, number) if kind is _Kind.PDF else _load_picture(path, number, kind)


def draw_page(path: Path, number: int = 1) -> UprightImage:
    """Page `number` (from 1) as an image, also where the file holds the text itself. Raises what `load_page` raises."""
    kind = _kind_of_page(path, number)
    return draw_pdf(path, number) if kind is _Kind.PDF else _load_picture(path, number, kind)


def _load_picture(path: Path, number: int, kind: _Kind) -> UprightImage:
    return load_heif(path) if kind is _Kind.HEIF else load_image(path, number)


def _kind_of_page(path: Path, number: int) -> _Kind:
    """What the file is that has this page. Raises the errors of `count_pages`, and NoSuchPage."""
    kind = _kind(path)
    pages = _count(path, kind)
    if not 1 <= number <= pages:
        raise NoSuchPage(number=number, pages=pages)
    return kind


def _count(path: Path, kind: _Kind) -> int:
    pages = 1
    if kind is _Kind.PDF:
        pages = count_pdf(path)
    elif kind is _Kind.TIFF:
        pages = count_tiff(path, MAX_PAGES + 1)
    if pages > MAX_PAGES:
        raise TooManyPages(limit=MAX_PAGES)
    return pages


def _kind(path: Path) -> _Kind:
    """What the file is by its first bytes. Raises EmptyFile or FileTooLarge."""
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile
    if size > MAX_FILE_MB * 1024 * 1024:
        raise FileTooLarge(limit=MAX_FILE_MB)
    with path.open("rb") as file:
        head = file.read(HEAD)
    if TIFF.match(head):
        return _Kind.TIFF
    if b"%PDF-" in head and not PICTURE.match(head):
        return _Kind.PDF
    return _Kind.HEIF if is_heif(head) else _Kind.IMAGE
