"""Pieces of photos: what stands in the box is in them, level and large enough to be read."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from bot.errors import NoSuchPage
from bot.exports.crop import crop
from bot.page import Page
from tests.exports.photo import Photo, bounds, line_of, photograph, sideways

ROWS = ("first row of all", "Kovács Ilona waited", "the last one here")


def piece(photo: Photo, line: int, word: int | None = None) -> NDArray[np.uint8]:
    image = Image.open(io.BytesIO(crop(photo.file, 1, photo.page, line, word)))
    assert image.format == "JPEG"
    return np.asarray(image.convert("L"))


def dark_rows(image: NDArray[np.uint8]) -> int:
    """How many rows of text there are: stretches of rows with ink, seen in the middle third."""
    inked = (image < 100).sum(axis=1) > 0
    return int((np.diff(np.concatenate([[0], inked.astype(int)])) == 1).sum())


def test_a_line_fills_its_piece(tmp_path: Path) -> None:
    image = piece(photograph(tmp_path / "level.jpg", ROWS), 1)
    left, _, right, _ = bounds(image < 100)
    assert image.shape[1] == 800
    assert right - left > 0.5 * 800
    assert dark_rows(image) == 1


def test_a_slanted_line_comes_level(tmp_path: Path) -> None:
    level, slanted = (piece(photograph(tmp_path / f"{s}.jpg", ROWS, s), 1) for s in (0.0, 12.0))
    assert slanted.shape == pytest.approx(level.shape, abs=4)
    assert bounds(slanted < 100) == pytest.approx(bounds(level < 100), abs=12)


def test_a_word_is_in_the_middle_and_has_neighbours(tmp_path: Path) -> None:
    photo = photograph(tmp_path / "words.jpg", ("one", "far before WORD and behind it"))
    image = piece(photo, 1, 2)
    x1, y1, x2, y2 = photo.ink["WORD"]
    with Image.open(photo.file) as whole:
        part = np.asarray(whole.convert("L"))[int(y1) : int(y2), int(x1) : int(x2)]
    zoom = 800 / (x2 - x1 + 5 * 50)
    middle = image[:, image.shape[1] // 2 - 80 : image.shape[1] // 2 + 80]
    assert image.shape[1] == 800
    assert (middle < 100).sum() > 0.5 * zoom**2 * (part < 100).sum() * 160 / (zoom * (x2 - x1))
    assert (image[:, :200] < 100).any(), "the word before"
    assert (image[:, -200:] < 100).any(), "the word behind"


def test_a_photo_on_its_side_gives_the_same_piece(tmp_path: Path) -> None:
    photo = photograph(tmp_path / "note.jpg", ROWS)
    apart = np.abs(piece(photo, 1, 0).astype(int) - piece(sideways(photo), 1, 0).astype(int))
    assert apart.mean() < 3


def test_the_smallest_and_the_longest_pieces_can_be_shown(tmp_path: Path) -> None:
    """Telegram shows photos at most 20 times as wide as high."""
    photo = photograph(tmp_path / "note.jpg", ROWS, size=(4000, 1200))
    for box in [
        ((5, 5), (5, 5), (5, 5), (5, 5)),
        ((0, 600), (4000, 600), (4000, 610), (0, 610)),
        ((-50, 0), (60, -40), (60, 5000), (-50, 5000)),
    ]:
        page = Page((line_of("some words", box),), "drawn")
        image = Image.open(io.BytesIO(crop(photo.file, 1, page, 0)))
        assert max(image.size) <= 1280 * 10
        assert image.width / image.height <= 10.5


def test_a_word_that_the_line_has_not_is_shown_by_its_line(tmp_path: Path) -> None:
    photo = photograph(tmp_path / "note.jpg", ROWS)
    assert (piece(photo, 1, 9) == piece(photo, 1)).all()


def test_a_line_or_page_that_is_not_there_is_refused(tmp_path: Path) -> None:
    photo = photograph(tmp_path / "note.jpg", ROWS)
    with pytest.raises(IndexError):
        crop(photo.file, 1, photo.page, 3)
    with pytest.raises(NoSuchPage):
        crop(photo.file, 2, photo.page, 0)
