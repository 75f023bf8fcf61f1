"""PDF whose text can be searched, opened by PDFium: what it shows, what it says, and that one lies over the other."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

from bot.errors import DamagedImage
from bot.exports import searchable_pdf as module
from bot.exports.glyphless import glyphless
from bot.exports.searchable_pdf import searchable_pdf
from bot.page import Box, Correction, NotePage, Page
from bot.reading.files.pages import load_page
from tests.exports.photo import Photo, Rectangle, line_of, photograph, sideways, uncorrected, upside_down
from tests.reading.documents import pdf, text

NOTE = ("Dear Olga, the train was", "late. Kovács Ilona waited", "for 12.50 crowns")


@contextmanager
def opened(*photos: Photo, corrections: Sequence[Correction] = ()) -> Iterator[Any]:
    pages = [
        NotePage(p.page, c) for p, c in zip(photos, corrections or [p.note.correction for p in photos], strict=True)
    ]
    with pypdfium2.PdfDocument(searchable_pdf([(photo.file, 1) for photo in photos], pages)) as document:
        yield document


def rows(page: Any) -> list[str]:
    return [row.strip() for row in page.get_textpage().get_text_range().splitlines()]


def found(page: Any, word: str, width: int) -> Rectangle:
    """Where a viewer marks a word: left, top, right, bottom in pixels of a photo that is so wide."""
    texts = page.get_textpage()
    start, count = texts.search(word, match_case=True).get_next()
    boxes = [texts.get_charbox(start + n, loose=True) for n in range(count)]
    pixels = width / page.get_width()
    left, right = min(box[0] for box in boxes) * pixels, max(box[2] for box in boxes) * pixels
    top, bottom = (page.get_height() - y for y in (max(box[3] for box in boxes), min(box[1] for box in boxes)))
    return left, top * pixels, right, bottom * pixels


@pytest.fixture
def note(tmp_path: Path) -> Photo:
    return photograph(tmp_path / "note.jpg", NOTE)


class TestText:
    def test_stands_in_the_order_of_reading(self, note: Photo) -> None:
        with opened(note) as document:
            assert rows(document[0]) == list(NOTE)

    def test_is_the_corrected_one(self, note: Photo) -> None:
        lines = ("Dear Anna, the train was", *NOTE[1:])
        with opened(note, corrections=[Correction(lines, (), "spelling")]) as document:
            assert rows(document[0]) == list(lines)

    @pytest.mark.parametrize("slant", [0.0, 7.0, -12.0])
    def test_each_word_is_marked_where_it_stands(self, tmp_path: Path, slant: float) -> None:
        photo = photograph(tmp_path / "slanted.jpg", NOTE, slant)
        with opened(photo) as document:
            for word in ("Dear", "train", "Kovács", "waited", "12.50", "crowns"):
                left, top, right, bottom = found(document[0], word, 900)
                x1, y1, x2, y2 = photo.ink[word]
                assert (left, right) == pytest.approx((x1, x2), abs=30), word
                assert top - 15 < (y1 + y2) / 2 < bottom + 15, word

    def test_any_script_can_be_searched(self, tmp_path: Path) -> None:
        lines = ("Zażółć gęślą jaźń Ðð", "明天下午三点在图书馆", "Дорогая Ольга", "ά 😀 𝔘 ½ ﬁ €")
        photo = photograph(tmp_path / "scripts.jpg", lines)
        with opened(photo) as document:
            assert rows(document[0])[:3] == list(lines[:3])
            assert "😀 𝔘" in rows(document[0])[3]
            for word in ("gęślą", "图书馆", "Ольга", "€"):
                assert document[0].get_textpage().search(word, match_case=True).get_next(), word

    def test_is_not_to_be_seen(self, note: Photo) -> None:
        with opened(note) as document:
            (shown,) = (page.render(scale=900 / page.get_width()).to_pil().convert("L") for page in document)
        with Image.open(note.file) as original:
            apart = np.abs(np.asarray(shown, dtype=int) - np.asarray(original.convert("L"), dtype=int))
        assert apart.mean() < 2

    def test_an_empty_page_is_its_photo(self, note: Photo) -> None:
        with opened(Photo(note.file, Page((), "drawn"), {})) as document:
            assert rows(document[0]) == []
            assert document[0].get_size() == pytest.approx((631.5, 842))


class TestPhotos:
    @pytest.mark.parametrize("turn", [sideways, upside_down])
    def test_stand_upright(self, note: Photo, turn: Any) -> None:
        with opened(turn(note)) as document:
            assert document[0].get_width() < document[0].get_height()
            left, _, right, _ = found(document[0], "Kovács", 900)
            picture = np.asarray(document[0].render(scale=900 / document[0].get_width()).to_pil().convert("L"))
        x1, y1, x2, y2 = map(int, note.ink["Kovács"])
        assert (picture[y1:y2, x1:x2] < 128).mean() > 0.1
        assert (picture[y1 - 30 : y1 - 15] > 128).all(), "nothing stands between the rows"
        assert (left, right) == pytest.approx((x1, x2), abs=30)

    def test_keep_their_order_and_their_pages(self, tmp_path: Path) -> None:
        photos = [photograph(tmp_path / f"{n}.jpg", [f"page {n}"]) for n in range(3)]
        with opened(*photos) as document:
            assert [rows(page) for page in document] == [["page 0"], ["page 1"], ["page 2"]]

    def test_that_were_reduced_have_their_words_in_place(self, tmp_path: Path) -> None:
        photo = photograph(tmp_path / "large.jpg", NOTE, size=(3000, 4000))
        with opened(photo) as document:
            left, top, right, bottom = found(document[0], "Kovács", 3000)
        x1, y1, x2, y2 = photo.ink["Kovács"]
        assert (left, right) == pytest.approx((x1, x2), abs=30)
        assert top < (y1 + y2) / 2 < bottom

    def test_stay_about_as_large_and_lose_what_the_camera_told(self, note: Photo) -> None:
        content = searchable_pdf([(sideways(note).file, 1)], [sideways(note).note])
        assert len(content) < 1.5 * note.file.stat().st_size + 10_000
        assert b"Exif" not in content

    def test_become_smaller_where_they_are_too_many(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        noise = np.random.default_rng(1).integers(0, 255, (1200, 900, 3), dtype=np.uint8)
        Image.fromarray(noise).save(tmp_path / "noise.png")
        monkeypatch.setattr(module, "LARGEST", 400_000)
        page = Page((line_of("noise", ((0, 0), (90, 0), (90, 30), (0, 30))),), "drawn")
        content = searchable_pdf([(tmp_path / "noise.png", 1)] * 2, [uncorrected(page)] * 2)
        assert len(content) < 450_000
        with pypdfium2.PdfDocument(content) as document:
            assert found(document[1], "noise", 900)[2] == pytest.approx(90, abs=5)

    def test_of_a_damaged_file_are_refused(self, tmp_path: Path, note: Photo) -> None:
        note.file.write_bytes(note.file.read_bytes()[:700])
        with pytest.raises(DamagedImage), opened(note):
            pass


def test_a_page_of_a_pdf_is_drawn_with_its_text(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(pdf(text("first"), text("Dear Olga,", "the train was late.")))
    page = load_page(file, 2)
    assert isinstance(page, Page)
    with pypdfium2.PdfDocument(searchable_pdf([(file, 2)], [uncorrected(page)])) as document:
        assert rows(document[0]) == ["Dear Olga,", "the train was late."]
        left, _, right, _ = found(document[0], "Olga,", 595)
        assert (left, right) == pytest.approx((79, 108), abs=4)
        assert np.asarray(document[0].render().to_pil().convert("L")).min() < 128


def test_the_font_is_one_that_other_programs_open() -> None:
    font = ImageFont.truetype(io.BytesIO(glyphless()), 20)
    assert font.getlength(" ") == 20
    assert not font.getmask(" ").getbbox()


corners = st.tuples(*[st.tuples(st.integers(-50, 950), st.integers(-50, 1250))] * 4)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(), max_size=5), box=corners)
def test_any_text_in_any_box_makes_a_file(note: Photo, texts: list[str], box: Box) -> None:
    page = Page(tuple(line_of(text, box) for text in texts), "drawn")
    content = searchable_pdf([(note.file, 1)], [uncorrected(page)])
    with pypdfium2.PdfDocument(content) as document:
        assert len(document) == 1
        document[0].get_textpage().get_text_range()
