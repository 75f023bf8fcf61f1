from __future__ import annotations

import contextlib
import io
import struct
import warnings
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bot.errors import (
    Animation,
    DamagedImage,
    NotAnImage,
    PhotoError,
    TooComplex,
    TooManyPixels,
)
from bot.reading.files.image import load_image, reduction

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
ORIENTATION = 0x0112
TRANSPOSE = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def saved(folder: Path, image: Image.Image, name: str, **options: Any) -> Path:
    path = folder / name
    image.save(path, **options)
    return path


def png(width: int, height: int, rows: bytes = b"\0" * 1000) -> bytes:
    """A PNG of 1-bit grey whose header may claim more than its rows hold."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def quarters() -> Image.Image:
    """Red, green / blue, white: 60 wide, 40 high."""
    image = Image.new("RGB", (60, 40))
    for box, colour in (((0, 0), RED), ((30, 0), GREEN), ((0, 20), BLUE), ((30, 20), WHITE)):
        image.paste(colour, (*box, box[0] + 30, box[1] + 20))
    return image


def corners(pixels: np.ndarray[Any, Any]) -> list[tuple[int, ...]]:
    """The colours of the four quarters, row by row, of an image with at most JPEG's losses."""
    height, width, _ = pixels.shape
    points = [(y, x) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)]
    return [tuple(255 if value > 127 else 0 for value in pixels[point]) for point in points]


class TestLimits:
    @pytest.mark.parametrize("content", [b"Dear diary, this is text.", b"%PDF-1.7\n", b"\xff\xd8", b"GIF8"])
    def test_what_is_not_an_image(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "photo.jpg"
        path.write_bytes(content)
        with pytest.raises(NotAnImage):
            load_image(path)

    def test_formats_that_are_not_wanted(self, tmp_path: Path) -> None:
        with pytest.raises(NotAnImage):
            load_image(saved(tmp_path, quarters(), "photo.ppm"))

    def test_png_of_400_megapixels_is_refused_before_it_is_decoded(self, tmp_path: Path) -> None:
        path = tmp_path / "photo.png"
        path.write_bytes(png(20_000, 20_000, bytes(20_000 * 2_501)))
        with pytest.raises(TooManyPixels) as error:
            load_image(path)
        assert error.value.details == {"megapixels": 400.0, "limit": 50}

    def test_header_that_claims_four_billion_pixels(self, tmp_path: Path) -> None:
        path = tmp_path / "photo.png"
        path.write_bytes(png(65_535, 65_535))
        with pytest.raises(TooManyPixels):
            load_image(path)

    def test_jpeg_may_have_more_pixels_than_png(self, tmp_path: Path) -> None:
        upright = load_image(saved(tmp_path, Image.new("L", (9_000, 9_000), 200), "photo.jpg"))
        assert upright.pixels.shape == (2000, 2000, 3)
        assert upright.scale == pytest.approx(4.5)

    def test_a_jpeg_of_more_scans_than_anybody_makes_is_refused_at_once(self, tmp_path: Path) -> None:
        content = encoded(Image.new("L", (64, 64)), "JPEG", progressive=True)
        last = content[content.rindex(b"\xff\xda") : -2]
        (path := tmp_path / "photo.jpg").write_bytes(content[:-2] + 60 * last + content[-2:])
        assert load_image(path).pixels.shape == (64, 64, 3)
        path.write_bytes(content[:-2] + 4000 * last + content[-2:])
        with pytest.raises(TooComplex):
            load_image(path)

    def test_what_a_camera_appends_to_a_jpeg_holds_no_scans(self, tmp_path: Path) -> None:
        content = encoded(quarters(), "JPEG")
        (path := tmp_path / "photo.jpg").write_bytes(content + b"MotionPhoto" + 1000 * b"\xff\xda\x7f")
        assert corners(load_image(path).pixels) == [RED, GREEN, BLUE, WHITE]

    def test_jpeg_over_100_megapixels(self, tmp_path: Path) -> None:
        with pytest.raises(TooManyPixels, match="100 are allowed"):
            load_image(saved(tmp_path, Image.new("L", (10_100, 10_000)), "photo.jpg"))


def letter(mode: str = "RGB") -> Image.Image:
    """A page of 300 × 200 whose upper left and lower right are inked."""
    image = Image.new("RGB", (300, 200), "white")
    image.paste("black", (20, 20, 120, 80))
    image.paste("black", (200, 140, 280, 190))
    return image.convert(mode)


def noise(width: int, height: int) -> Image.Image:
    return Image.fromarray(np.random.default_rng(1).integers(0, 255, (height, width, 3), dtype=np.uint8))


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


class TestDamage:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP", "GIF"])
    @pytest.mark.parametrize("part", [0.3, 0.9])
    def test_what_is_there_of_a_file_cut_off_is_read_and_said_to_be_incomplete(
        self, tmp_path: Path, kind: str, part: float
    ) -> None:
        content = encoded(noise(300, 200), kind, **({"interlace": 0} if kind == "GIF" else {}))
        (path := tmp_path / "photo").write_bytes(content)
        whole = load_image(path)
        path.write_bytes(content[: int(part * len(content))])
        cut = load_image(path)
        rows = slice(170, 200) if kind == "BMP" else slice(0, 30)  # a bitmap begins at its foot
        assert (whole.is_incomplete, cut.is_incomplete) == (False, True)
        assert (cut.pixels[rows] == whole.pixels[rows]).all()
        assert cut.pixels.shape == whole.pixels.shape

    @pytest.mark.parametrize("progressive", [False, True])
    @pytest.mark.parametrize("missing", [1, 2])
    def test_a_jpeg_without_its_end_is_whole(self, tmp_path: Path, progressive: bool, missing: int) -> None:
        content = encoded(letter(), "JPEG", progressive=progressive)
        (path := tmp_path / "photo").write_bytes(content)
        whole = load_image(path)
        path.write_bytes(content[:-missing])
        cut = load_image(path)
        assert not cut.is_incomplete
        assert (cut.pixels == whole.pixels).all()

    def test_a_progressive_jpeg_without_its_last_scans_is_incomplete(self, tmp_path: Path) -> None:
        content = encoded(quarters().resize((600, 400)), "JPEG", progressive=True)
        (path := tmp_path / "photo").write_bytes(content[: content.rindex(b"\xff\xda") - 30])
        assert load_image(path).is_incomplete

    def test_a_jpeg_that_ends_in_zeros_is_incomplete(self, tmp_path: Path) -> None:
        content = encoded(noise(300, 200), "JPEG")
        half = len(content) // 2
        (path := tmp_path / "photo").write_bytes(content[:half] + bytes(len(content) - half))
        assert load_image(path).is_incomplete

    @pytest.mark.parametrize("kind", [b"tEXt", b"IHDR", b"IDAT", b"PLTE", b"IEND"])
    def test_a_wrong_check_sum_in_a_png_loses_no_pixel(self, tmp_path: Path, kind: bytes) -> None:
        title = PngInfo()
        title.add_text("Title", "Letter")
        content = encoded(letter("P"), "PNG", pnginfo=title)
        (path := tmp_path / "photo").write_bytes(content)
        whole = load_image(path)
        start = content.index(kind)
        (length,) = struct.unpack(">I", content[start - 4 : start])
        spoilt = bytearray(content)
        spoilt[start + 4 + length] ^= 0xFF
        path.write_bytes(bytes(spoilt))
        mended = load_image(path)
        assert not mended.is_incomplete
        assert (mended.pixels == whole.pixels).all()

    @pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "LA"])
    def test_where_rows_are_missing_the_page_is_white(self, tmp_path: Path, mode: str) -> None:
        content = encoded(noise(300, 200).convert(mode), "PNG")
        (path := tmp_path / "photo").write_bytes(content[: len(content) // 2])
        assert (load_image(path).pixels[-20:] == 255).all()

    @pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
    def test_one_bit_that_breaks_a_pngs_data_is_told(self, tmp_path: Path, part: float) -> None:
        content = bytearray(encoded(noise(300, 200), "PNG"))
        (path := tmp_path / "photo").write_bytes(content)
        whole = load_image(path)
        content[int(part * len(content))] ^= 1
        path.write_bytes(content)
        broken = load_image(path)
        assert broken.is_incomplete
        before = slice(0, int(0.9 * part * 200))
        assert (broken.pixels[before] == whole.pixels[before]).all()

    @pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
    def test_what_cannot_be_decoded_in_part_is_damaged(self, tmp_path: Path, kind: str) -> None:
        content = encoded(noise(300, 200), kind)
        (path := tmp_path / "photo").write_bytes(content[: len(content) // 2])
        with pytest.raises((DamagedImage, NotAnImage)):
            load_image(path)

    def test_what_has_next_to_nothing_left_is_damaged(self, tmp_path: Path) -> None:
        content = encoded(noise(300, 200), "PNG")
        (path := tmp_path / "photo").write_bytes(content[:600])
        with pytest.raises(DamagedImage):
            load_image(path)

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data(), kind=st.sampled_from(["JPEG", "PNG", "BMP", "TIFF"]))
    def test_a_whole_file_is_never_said_to_be_incomplete_nor_one_that_lost_rows_to_be_whole(
        self, tmp_path: Path, data: st.DataObject, kind: str
    ) -> None:
        content = encoded(noise(64, 64), kind)
        (path := tmp_path / "photo").write_bytes(content)
        assert not load_image(path).is_incomplete
        kept = data.draw(st.integers(len(content) // 3, len(content) * 9 // 10))
        path.write_bytes(content[:kept])
        with contextlib.suppress(PhotoError):
            assert load_image(path).is_incomplete

    @settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data(), name=st.sampled_from(["a.jpg", "a.png", "a.webp", "a.tif", "a.bmp", "a.gif", "a.avif"]))
    def test_random_bytes_after_a_header_raise_only_photo_errors(
        self, tmp_path: Path, data: st.DataObject, name: str
    ) -> None:
        whole = io.BytesIO()
        quarters().save(whole, Image.registered_extensions()[Path(name).suffix])
        keep = data.draw(st.integers(4, len(whole.getvalue())))
        path = tmp_path / name
        path.write_bytes(whole.getvalue()[:keep] + data.draw(st.binary(max_size=200)))
        with contextlib.suppress(PhotoError):
            assert load_image(path).pixels.shape[2] == 3

    def test_broken_exif_is_ignored(self, tmp_path: Path) -> None:
        path = saved(tmp_path, quarters(), "photo.jpg", exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff\x12\x01")
        assert load_image(path).turned == 0


class TestAnimation:
    @pytest.mark.parametrize("name", ["photo.webp", "photo.png", "photo.avif"])
    def test_several_frames(self, tmp_path: Path, name: str) -> None:
        frames = [Image.new("RGB", (32, 32), colour) for colour in (RED, GREEN, BLUE)]
        with pytest.raises(Animation):
            load_image(saved(tmp_path, frames[0], name, save_all=True, append_images=frames[1:]))

    def test_the_first_frame_of_a_gif(self, tmp_path: Path) -> None:
        blank = [Image.new("RGB", (60, 40), colour) for colour in (RED, GREEN)]
        path = saved(tmp_path, quarters(), "photo.gif", save_all=True, append_images=blank)
        assert corners(load_image(path).pixels) == [RED, GREEN, BLUE, WHITE]

    @pytest.mark.parametrize("name", ["photo.gif", "photo.webp", "photo.png", "photo.avif"])
    def test_one_frame(self, tmp_path: Path, name: str) -> None:
        assert load_image(saved(tmp_path, quarters(), name)).pixels.shape == (40, 60, 3)

    @pytest.mark.parametrize(("name", "kind"), [("photo.jpg", "MPO"), ("photo.tif", "TIFF")])
    def test_first_page_of_mpo_and_tiff(self, tmp_path: Path, name: str, kind: str) -> None:
        path = saved(tmp_path, quarters(), name, format=kind, save_all=True, append_images=[Image.new("RGB", (60, 40))])
        assert corners(load_image(path).pixels) == [RED, GREEN, BLUE, WHITE]


class TestOrientation:
    @pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.webp", "photo.tif"])
    @pytest.mark.parametrize(
        ("orientation", "turned", "upright"),
        [
            (1, 0, [RED, GREEN, BLUE, WHITE]),
            (2, 0, [GREEN, RED, WHITE, BLUE]),
            (3, 180, [WHITE, BLUE, GREEN, RED]),
            (4, 180, [BLUE, WHITE, RED, GREEN]),
            (5, 270, [RED, BLUE, GREEN, WHITE]),
            (6, 90, [BLUE, RED, WHITE, GREEN]),
            (7, 90, [WHITE, GREEN, BLUE, RED]),
            (8, 270, [GREEN, WHITE, RED, BLUE]),
        ],
    )
    def test_exif(
        self, tmp_path: Path, name: str, orientation: int, turned: int, upright: list[tuple[int, ...]]
    ) -> None:
        exif = Image.Exif()
        exif[ORIENTATION] = orientation
        loaded = load_image(saved(tmp_path, quarters(), name, exif=exif))
        assert corners(loaded.pixels) == upright
        assert loaded.turned == turned

    @pytest.mark.parametrize("orientation", range(1, 9))
    @pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "CMYK", "I;16", "F"])
    @pytest.mark.parametrize("compression", [None, "tiff_lzw"])
    def test_a_tiff_however_it_is_stored(
        self, tmp_path: Path, mode: str, orientation: int, compression: str | None
    ) -> None:
        page = letter("L").convert(mode)
        exif = Image.Exif()
        exif[ORIENTATION] = orientation
        path = saved(tmp_path, page, "scan.tif", exif=exif, compression=compression)
        expected = letter("L")
        if orientation in TRANSPOSE:
            expected = expected.transpose(TRANSPOSE[orientation])
        seen = load_image(path).pixels[:, :, 0].astype(int)
        assert seen.shape == (expected.height, expected.width)
        assert np.abs(seen - np.asarray(expected)).max() <= 1

    def test_orientation_out_of_range_is_ignored(self, tmp_path: Path) -> None:
        exif = Image.Exif()
        exif[ORIENTATION] = 9
        assert load_image(saved(tmp_path, quarters(), "photo.jpg", exif=exif)).turned == 0


class TestModes:
    @pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr", "LAB"])
    def test_black_and_white_stay_so(self, tmp_path: Path, mode: str) -> None:
        image = Image.new("RGB", (60, 40), "white")
        image.paste("black", (0, 0, 30, 40))
        if mode == "LAB":
            from PIL import ImageCms

            image = ImageCms.profileToProfile(  # type: ignore[assignment]
                image, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
            )
        pixels = load_image(saved(tmp_path, image.convert(mode), "photo.tif")).pixels
        assert pixels.dtype == np.uint8
        assert corners(pixels) == [(0, 0, 0), WHITE, (0, 0, 0), WHITE]

    def test_cmyk_jpeg(self, tmp_path: Path) -> None:
        path = saved(tmp_path, quarters().convert("CMYK"), "photo.jpg")
        assert corners(load_image(path).pixels) == [RED, GREEN, BLUE, WHITE]

    @pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
    def test_transparent_images_stand_on_white(self, tmp_path: Path, mode: str) -> None:
        image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
        image.paste((0, 0, 0, 255), (30, 0, 60, 40))
        path = saved(tmp_path, image.convert(mode), "photo.png" if mode != "PA" else "photo.tif")
        assert corners(load_image(path).pixels) == [WHITE, (0, 0, 0), WHITE, (0, 0, 0)]

    @pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "GIF"])
    @pytest.mark.parametrize(("ink", "paper"), [((255, 255, 255), 0), ((250, 240, 190), 0), ((0, 0, 0), 255)])
    def test_ink_on_nothing_stands_on_paper_that_suits_it(
        self, tmp_path: Path, kind: str, ink: tuple[int, int, int], paper: int
    ) -> None:
        image = Image.new("RGBA", (300, 200), (*ink, 0))
        for x in range(20, 280, 20):
            image.paste((*ink, 255), (x, 40, x + 3, 160))
        pixels = load_image(saved(tmp_path, image, f"photo.{kind.lower()}")).pixels.astype(int)
        assert np.abs(pixels[5, 5] - paper).max() <= 2
        assert np.abs(pixels[100, 21] - ink).max() <= 30

    def test_a_white_box_is_no_ink(self, tmp_path: Path) -> None:
        image = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
        image.paste((255, 255, 255, 255), (10, 10, 200, 150))  # a label, with black print beside it
        for x in range(210, 290, 8):
            image.paste((0, 0, 0, 255), (x, 20, x + 2, 180))
        pixels = load_image(saved(tmp_path, image, "photo.png")).pixels
        assert pixels[100, 204].tolist() == [255, 255, 255]

    @pytest.mark.parametrize("alpha", [0, 3])
    @pytest.mark.parametrize("name", ["photo.png", "photo.tif"])
    def test_an_alpha_that_hides_everything_means_nothing(self, tmp_path: Path, name: str, alpha: int) -> None:
        image = letter()
        image.putalpha(alpha)
        pixels = load_image(saved(tmp_path, image, name)).pixels
        assert (pixels == np.asarray(letter())).all()

    def test_transparent_palette_colour(self, tmp_path: Path) -> None:
        image = Image.new("P", (60, 40), 0)
        image.putpalette([0, 0, 0, 0, 0, 255])
        image.paste(1, (30, 0, 60, 40))
        path = saved(tmp_path, image, "photo.png", transparency=0)
        assert corners(load_image(path).pixels) == [WHITE, BLUE, WHITE, BLUE]

    @pytest.mark.parametrize("name", ["photo.png", "photo.tif"])
    def test_sixteen_bits_are_scaled_not_clipped(self, tmp_path: Path, name: str) -> None:
        ramp = np.linspace(0, 65_535, 256, dtype=np.uint16)
        pixels = load_image(saved(tmp_path, Image.fromarray(np.tile(ramp, (8, 1))), name)).pixels
        assert pixels[0, :, 0].tolist() == list(range(256))

    def test_float_with_nan(self, tmp_path: Path) -> None:
        ramp = np.tile(np.linspace(-1, 1, 256, dtype=np.float32), (8, 1))
        ramp[0, 0] = np.nan
        pixels = load_image(saved(tmp_path, Image.fromarray(ramp), "photo.tif")).pixels
        assert pixels[1, 0, 0] == 0
        assert pixels[1, 255, 0] == 255

    def test_blank_sixteen_bit_page(self, tmp_path: Path) -> None:
        blank = Image.fromarray(np.full((8, 8), 40_000, dtype=np.uint16))
        assert load_image(saved(tmp_path, blank, "photo.png")).pixels.shape == (8, 8, 3)


class TestSize:
    @pytest.mark.parametrize("name", ["photo.jpg", "photo.png"])
    def test_long_side_is_reduced_and_the_scale_kept(self, tmp_path: Path, name: str) -> None:
        upright = load_image(saved(tmp_path, Image.new("RGB", (4000, 3000)), name), max_side=1000)
        assert upright.pixels.shape == (750, 1000, 3)
        assert upright.scale == pytest.approx(4.0)

    def test_small_images_are_left_alone(self, tmp_path: Path) -> None:
        upright = load_image(saved(tmp_path, Image.new("RGB", (30, 20)), "photo.png"))
        assert upright.pixels.shape == (20, 30, 3)
        assert upright.scale == 1

    def test_thread_of_a_page(self, tmp_path: Path) -> None:
        assert load_image(saved(tmp_path, Image.new("L", (1, 90_000)), "photo.png")).pixels.shape == (12_000, 1, 3)

    @pytest.mark.parametrize("size", [(600, 6000), (20_000, 1000)])
    def test_a_till_roll_and_a_panorama_stay_readable(self, tmp_path: Path, size: tuple[int, int]) -> None:
        upright = load_image(saved(tmp_path, Image.new("L", size), "photo.png"))
        height, width, _ = upright.pixels.shape
        assert min(height, width) >= 370
        assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
        assert upright.scale == pytest.approx(size[0] / width, rel=0.01)

    @given(width=st.floats(0.001, 1e7), height=st.floats(0.001, 1e7), side=st.integers(100, 4000))
    def test_what_is_reduced_is_never_too_large(self, width: float, height: float, side: int) -> None:
        shrink = reduction(width, height, side)
        assert max(width, height) / shrink <= 6.001 * side
        assert width * height / shrink**2 <= 1.001 * side**2
        if max(width, height) < 1.4 * min(width, height):
            assert max(width, height) / shrink == pytest.approx(side)


def test_no_warning_leaks(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.new("L", (9_900, 9_900)), "photo.jpg")  # beyond Pillow's own limit
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        load_image(path)
    assert not caught
