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

from bot.errors import (
    Animation,
    DamagedImage,
    NotAnImage,
    PhotoError,
    TooManyPixels,
)
from bot.reading.files.image import load_image, reduction

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
ORIENTATION = 0x0112


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

    def test_jpeg_over_100_megapixels(self, tmp_path: Path) -> None:
        with pytest.raises(TooManyPixels, match="100 are allowed"):
            load_image(saved(tmp_path, Image.new("L", (10_100, 10_000)), "photo.jpg"))


class TestDamage:
    @pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.webp", "photo.tif", "photo.bmp", "photo.gif"])
    def test_file_cut_in_half(self, tmp_path: Path, name: str) -> None:
        noise = np.random.default_rng(1).integers(0, 255, (200, 300, 3), dtype=np.uint8)
        path = saved(tmp_path, Image.fromarray(noise), name)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        with pytest.raises((DamagedImage, NotAnImage)):
            load_image(path)

    def test_truncated_jpeg_is_damaged(self, tmp_path: Path) -> None:
        path = saved(tmp_path, quarters().resize((600, 400)), "photo.jpg")
        path.write_bytes(path.read_bytes()[:-200])
        with pytest.raises(DamagedImage):
            load_image(path)

    def test_png_with_a_broken_chunk(self, tmp_path: Path) -> None:
        path = tmp_path / "photo.png"
        path.write_bytes(png(100, 100).replace(b"IEND", b"IXND"))
        with pytest.raises(DamagedImage):
            load_image(path)

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
