"""The one door for files: what each kind of file becomes, the limits, and that nothing but our own errors leaves it."""

from __future__ import annotations

import io
import struct
import sys
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pillow_heif
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.errors import (
    DamagedImage,
    EmptyFile,
    FileTooLarge,
    HeifMissing,
    LegibleError,
    NoSuchPage,
    NotAnImage,
    TooManyPages,
    TooManyPixels,
)
from bot.page import Page
from bot.reading.files import heif
from bot.reading.files.image import UprightImage, check_pixels
from bot.reading.files.pages import count_pages, load_page
from tests.reading.documents import pdf, picture, text

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
REDUCED = 254  # the TIFF tag NewSubfileType


def colours() -> list[Image.Image]:
    return [Image.new("RGB", (60, 40), colour) for colour in (RED, GREEN, BLUE)]


def whole(kind: str, **options: Any) -> bytes:
    """A file of the kind, 60 × 40: its left half black, its right half white."""
    image = Image.new("RGB", (60, 40))
    image.paste("white", (30, 0, 60, 40))
    target = io.BytesIO()
    if kind == "PDF":
        return pdf("q 60 0 0 40 0 0 cm /O Do Q", text("Dear Olga,"), size=(60, 40), objects=[picture(image)])
    if kind == "HEIF":
        pillow_heif.from_pillow(image).save(target, **options)
    else:
        image.save(target, kind, **options)
    return target.getvalue()


KINDS = ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF", "HEIF", "PDF"]
FILES = {kind: whole(kind) for kind in KINDS}


def claiming(content: bytes, width: int, height: int) -> bytes:
    """A HEIF or AVIF file that says it is so large."""
    before, mark, after = content.partition(b"ispe")
    return before + mark + after[:4] + struct.pack(">II", width, height) + after[12:]


def written(folder: Path, content: bytes, name: str = "file") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def image(path: Path, number: int = 1) -> UprightImage:
    page = load_page(path, number)
    assert isinstance(page, UprightImage)
    return page


class TestKinds:
    @pytest.mark.parametrize("kind", KINDS)
    def test_each_kind_is_known_by_its_content(self, tmp_path: Path, kind: str) -> None:
        upright = image(written(tmp_path, FILES[kind], "photo.txt"))
        height, width, _ = upright.pixels.shape
        assert width * 40 == pytest.approx(height * 60, rel=0.01)
        assert upright.pixels[height // 2, width // 4].max() < 40
        assert upright.pixels[height // 2, 3 * width // 4].min() > 215

    @pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "PDF"])
    def test_an_image_has_one_page(self, tmp_path: Path, kind: str) -> None:
        path = written(tmp_path, FILES[kind])
        assert count_pages(path) == 1
        with pytest.raises(NoSuchPage, match="no page 2"):
            load_page(path, 2)

    def test_the_pages_of_a_tiff(self, tmp_path: Path) -> None:
        first, *others = colours()
        first.save(tmp_path / "scan.tif", save_all=True, append_images=others)
        assert count_pages(tmp_path / "scan.tif") == 3
        seen = [image(tmp_path / "scan.tif", number).pixels[0, 0].tolist() for number in (1, 2, 3)]
        assert seen == [list(RED), list(GREEN), list(BLUE)]
        for number in (0, 4):
            with pytest.raises(NoSuchPage):
                load_page(tmp_path / "scan.tif", number)

    def test_smaller_copies_in_a_tiff_are_no_pages(self, tmp_path: Path) -> None:
        first, second, third = colours()
        second.encoderinfo = {"tiffinfo": {REDUCED: 1}}
        first.save(tmp_path / "scan.tif", save_all=True, append_images=[second, third])
        assert count_pages(tmp_path / "scan.tif") == 2
        assert image(tmp_path / "scan.tif", 2).pixels[0, 0].tolist() == list(BLUE)

    def test_the_pages_of_a_pdf(self, tmp_path: Path) -> None:
        path = written(tmp_path, FILES["PDF"])
        assert count_pages(path) == 2
        with pytest.raises(NoSuchPage):
            load_page(path, 3)

    def test_a_pdf_may_begin_with_something_else(self, tmp_path: Path) -> None:
        page = load_page(written(tmp_path, b"\r\n" * 100 + pdf(text("Dear Olga,"))))
        assert isinstance(page, Page)
        assert page.text == "Dear Olga,"

    def test_a_photo_whose_comment_says_that_it_is_a_pdf(self, tmp_path: Path) -> None:
        comment = b"\xff\xfe\0\x0a%PDF-1.7"
        upright = image(written(tmp_path, FILES["JPEG"][:2] + comment + FILES["JPEG"][2:]))
        assert upright.pixels.shape == (40, 60, 3)

    @pytest.mark.parametrize(
        "content", [b"Dear diary, this is text.", b"GIF8", bytes(30), b"\0\0\0\x18ftypisom" + bytes(12)]
    )
    def test_what_is_no_image(self, tmp_path: Path, content: bytes) -> None:
        with pytest.raises(NotAnImage):
            load_page(written(tmp_path, content, "photo.jpg"))


class TestHeif:
    def test_it_stands_upright(self, tmp_path: Path) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6
        upright = image(written(tmp_path, whole("HEIF", exif=exif.tobytes())))
        assert upright.pixels.shape == (60, 40, 3)
        assert upright.turned == 90
        assert upright.pixels[10, 20].max() < 40 < 215 < upright.pixels[50, 20].min()

    def test_of_several_images_the_main_one_is_read(self, tmp_path: Path) -> None:
        burst = pillow_heif.HeifFile()
        for colour in colours():
            burst.add_from_pillow(colour)
        burst.save(tmp_path / "burst.heic", primary_index=1)
        assert image(tmp_path / "burst.heic").pixels[20, 30].argmax() == 1

    def test_ten_bits(self, tmp_path: Path) -> None:
        ramp = np.tile(np.linspace(0, 65_535, 256, dtype=np.uint16), (64, 1))
        pillow_heif.encode("L;16", (256, 64), ramp.tobytes(), tmp_path / "deep.heic", quality=-1)
        row = image(tmp_path / "deep.heic").pixels[32, :, 0].astype(int)
        assert row[0] < 3
        assert row[255] > 252
        assert abs(row - np.arange(256)).max() <= 3

    def test_without_the_extra_it_is_a_sentence(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pillow_heif", None)
        with pytest.raises(HeifMissing, match=r"pip install 'legible\[heif\]'"):
            load_page(written(tmp_path, FILES["HEIF"]))
        assert image(written(tmp_path, FILES["AVIF"])).pixels.shape == (40, 60, 3)

    def test_a_file_with_no_image(self, tmp_path: Path) -> None:
        head = FILES["HEIF"][: FILES["HEIF"].index(b"meta") - 4]
        empty = b"\0\0\0\x2dmeta" + bytes(4) + b"\0\0\0\x21hdlr" + bytes(8) + b"pict" + bytes(13)
        for content in (head, head + empty, head + b"\0\0\0\x0cmeta" + bytes(4)):
            with pytest.raises(DamagedImage):
                load_page(written(tmp_path, content))

    @pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
    def test_more_pixels_than_allowed(self, tmp_path: Path, kind: str) -> None:
        with pytest.raises(TooManyPixels) as error:
            load_page(written(tmp_path, claiming(FILES[kind], 10_000, 6_000)))
        assert error.value.details == {"megapixels": 60, "limit": 50}

    def test_without_the_box_of_its_size_it_is_as_large_as_it_is(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = written(tmp_path, FILES["HEIF"].replace(b"ispe", b"xspe"))
        assert image(path).pixels.shape == (40, 60, 3)
        monkeypatch.setattr(heif, "check_pixels", partial(check_pixels, limit=0))
        with pytest.raises(TooManyPixels):
            load_page(path)

    def test_of_tiles_without_the_box_of_their_size_nobody_knows_how_large_they_are(self, data: Path) -> None:
        with pytest.raises(DamagedImage):
            load_page(data / "faults" / "hostile" / "heic_no_ispe.heic")

    def test_more_pixels_than_there_are(self, tmp_path: Path) -> None:
        with pytest.raises(DamagedImage):
            load_page(written(tmp_path, claiming(FILES["HEIF"], 6_000, 6_000)))


class TestLimits:
    def test_an_empty_file(self, tmp_path: Path) -> None:
        for door in (count_pages, load_page):
            with pytest.raises(EmptyFile):
                door(written(tmp_path, b"", "photo.jpg"))

    @pytest.mark.parametrize("head", [b"\xff\xd8\xff", b"%PDF-1.7\n", b"\0\0\0\x1cftypheic", b"II*\0"])
    def test_a_file_over_20_mb(self, tmp_path: Path, head: bytes) -> None:
        path = written(tmp_path, head)
        with path.open("r+b") as file:
            file.truncate(20 * 1024 * 1024 + 1)
        for door in (count_pages, load_page):
            with pytest.raises(FileTooLarge, match="20 MB"):
                door(path)

    @pytest.mark.parametrize("pages", [201, 5000])
    def test_a_pdf_of_too_many_pages(self, tmp_path: Path, pages: int) -> None:
        path = written(tmp_path, pdf(*[text("Dear Olga,")] * pages))
        for door in (count_pages, load_page):
            with pytest.raises(TooManyPages, match="200 pages"):
                door(path)

    def test_a_tiff_of_300_pages(self, tmp_path: Path) -> None:
        page = Image.new("1", (8, 8))
        page.save(tmp_path / "scan.tif", save_all=True, append_images=[page] * 299)
        for door in (count_pages, load_page):
            with pytest.raises(TooManyPages, match="200 pages"):
                door(tmp_path / "scan.tif")

    def test_200_pages_are_allowed(self, tmp_path: Path) -> None:
        page = Image.new("1", (8, 8))
        page.save(tmp_path / "scan.tif", save_all=True, append_images=[page] * 199)
        assert count_pages(tmp_path / "scan.tif") == 200
        assert count_pages(written(tmp_path, pdf(*[""] * 200))) == 200
        assert image(tmp_path / "scan.tif", 200).pixels.shape == (8, 8, 3)

    def test_a_tiff_whose_pages_run_in_a_circle(self, tmp_path: Path) -> None:
        content = bytearray(FILES["TIFF"])
        (directory,) = struct.unpack_from("<I", content, 4)
        (entries,) = struct.unpack_from("<H", content, directory)
        struct.pack_into("<I", content, directory + 2 + 12 * entries, directory)
        assert count_pages(written(tmp_path, bytes(content))) == 1

    @pytest.mark.parametrize("number", [1, 2])
    def test_the_pixels_of_each_tiff_page_are_counted(self, tmp_path: Path, number: int) -> None:
        pages = [Image.new("1", (8, 8)), Image.new("1", (8, 8))]
        pages[number - 1] = Image.new("1", (10_000, 6_000))
        pages[0].save(tmp_path / "scan.tif", compression="group4", save_all=True, append_images=pages[1:])
        with pytest.raises(TooManyPixels):
            load_page(tmp_path / "scan.tif", number)
        assert image(tmp_path / "scan.tif", 3 - number).pixels.shape == (8, 8, 3)


class TestDamage:
    @pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
    def test_a_heif_cut_off(self, tmp_path: Path, part: float) -> None:
        target = io.BytesIO()
        pillow_heif.from_pillow(Image.effect_noise((300, 200), 90).convert("RGB")).save(target)
        with pytest.raises((DamagedImage, NotAnImage)):
            load_page(written(tmp_path, target.getvalue()[: int(part * len(target.getvalue()))]))

    @settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data(), kind=st.sampled_from(KINDS))
    def test_only_our_errors_leave_the_door(self, tmp_path: Path, data: st.DataObject, kind: str) -> None:
        content = FILES[kind]
        start = data.draw(st.integers(4, len(content)))
        stop = data.draw(st.integers(start, len(content)))
        path = written(tmp_path, content[:start] + data.draw(st.binary(max_size=60)) + content[stop:])
        for door in (count_pages, load_page):
            try:
                door(path)
            except LegibleError as error:
                assert error.person.format(**error.details)

    @settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        head=st.sampled_from([b"", b"%PDF-1.4\n", b"II*\0", b"MM\0*", b"\0\0\0\x18ftypmif1", b"RIFF"]), rest=st.binary()
    )
    def test_random_bytes_after_a_beginning(self, tmp_path: Path, head: bytes, rest: bytes) -> None:
        with pytest.raises(LegibleError):
            load_page(written(tmp_path, head + rest))
