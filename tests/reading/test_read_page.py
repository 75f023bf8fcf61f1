"""A page to its text: whether it is read from its picture, and what is said of blank and damaged ones."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bot.errors import (
    DamagedImage,
    EmptyPage,
    NoTextOnPage,
    NothingToRead,
    PhotoError,
    ReaderCrashed,
    ReaderTooSlow,
    UnknownScript,
)
from bot.page import Line, Page, Word
from bot.reading.files.image import UprightImage
from bot.reading.files.pdf import Overlaid
from bot.reading.read_page import open_page, read_page
from tests.reading.documents import pdf, picture, text

TEXT = "Thank you for your order"


def line(words: str, top: int, left: int = 100) -> Line:
    box = ((left, top), (left + 300, top), (left + 300, top + 30), (left, top + 30))
    return Line(words, words, 1.0, box, tuple(Word(word, 1.0) for word in words.split()))


def page(*lines: Line, reader: str = "fixed") -> Page:
    return Page(lines, reader)


class FixedReader:
    """Reads the same of each picture, or fails in the same way."""

    name = "fixed"

    def __init__(self, outcome: Page | PhotoError) -> None:
        self._outcome = outcome
        self.pages = 0

    def read(self, image: UprightImage) -> Page:
        """What it was given."""
        self.pages += 1
        if isinstance(self._outcome, Page):
            return self._outcome
        raise self._outcome


def on_a_picture(words: str) -> Overlaid:
    """A text of one line over a picture."""
    return Overlaid(UprightImage(np.zeros((800, 600, 3), dtype=np.uint8)), page(line(words, 200), reader="pdf"))


@pytest.mark.parametrize(
    "seen",
    [
        page(line("Thank y0u f0r your 0rder", 198)),
        page(line("Thank you", 200), line("for your order", 204)),
        NothingToRead(),
    ],
    ids=["misread", "in pieces", "not at all"],
)
def test_text_on_a_ground_is_taken_as_it_is_where_the_reader_sees_no_more(seen: Page | PhotoError) -> None:
    assert read_page(FixedReader(seen), on_a_picture(TEXT)).text == TEXT


def test_a_scan_with_a_stamp_is_read() -> None:
    seen = page(line("Dear Olga,", 100), line("the train was late.", 140), line("Page 3 of 7", 200))
    assert read_page(FixedReader(seen), on_a_picture("Page 3 of 7")) == seen


@pytest.mark.parametrize("error", [UnknownScript(), ReaderTooSlow(limit=20), ReaderCrashed()])
def test_text_in_an_unknown_script_is_taken_where_it_is_what_the_reader_does_not_know(error: PhotoError) -> None:
    reader = FixedReader(error)
    assert read_page(reader, on_a_picture("Спасибо за ваш заказ")).text == "Спасибо за ваш заказ"
    with pytest.raises(type(error)):
        read_page(reader, on_a_picture("Page 3 of 7"))


@pytest.mark.parametrize(
    ("content", "error", "looks"),
    [
        (pdf(""), EmptyPage, 0),
        (pdf("0 0 1 rg 0 0 600 900 re f"), EmptyPage, 0),
        (pdf("q 300 0 0 300 0 0 cm /O Do Q", objects=[picture(Image.effect_noise((60, 80), 90))]), NoTextOnPage, 1),
    ],
    ids=["blank", "of one colour", "a picture"],
)
def test_a_page_of_a_document_may_be_empty(tmp_path: Path, content: bytes, error: type[PhotoError], looks: int) -> None:
    (path := tmp_path / "document").write_bytes(content)
    reader = FixedReader(NothingToRead())
    with pytest.raises(error):
        read_page(reader, open_page(path, 1))
    assert reader.pages == looks


def test_a_blank_page_among_those_of_a_tiff_is_empty_and_a_blank_photo_is_not(tmp_path: Path) -> None:
    blank, written = Image.new("L", (60, 80), 255), Image.effect_noise((60, 80), 90)
    written.save(tmp_path / "scan.tif", save_all=True, append_images=[blank])
    with pytest.raises(EmptyPage):
        read_page(FixedReader(page(line("text", 0))), open_page(tmp_path / "scan.tif", 2))
    blank.save(tmp_path / "photo.png")
    with pytest.raises(NothingToRead) as error:
        read_page(FixedReader(NothingToRead()), open_page(tmp_path / "photo.png", 1))
    assert type(error.value) is NothingToRead


def test_what_is_read_of_a_damaged_photo_says_so_and_where_nothing_is_it_is_damaged(tmp_path: Path) -> None:
    target = io.BytesIO()
    Image.effect_noise((60, 80), 90).save(target, "PNG")
    (path := tmp_path / "photo.png").write_bytes(target.getvalue()[:-900])
    assert read_page(FixedReader(page(line(TEXT, 0))), open_page(path, 1)).notice == "incomplete"
    for error in (NothingToRead(), UnknownScript()):
        with pytest.raises(DamagedImage):
            read_page(FixedReader(error), open_page(path, 1))


def test_a_pdfs_own_text_needs_no_reader(tmp_path: Path) -> None:
    (path := tmp_path / "letter.pdf").write_bytes(pdf(text(TEXT)))
    reader = FixedReader(NothingToRead())
    assert read_page(reader, open_page(path, 1)).text == TEXT
    assert reader.pages == 0
