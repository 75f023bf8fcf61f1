"""An image file of a stranger to an upright RGB array, its pixels counted before they are decoded."""

from __future__ import annotations

import math
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, UnidentifiedImageError

from bot.errors import Animation, DamagedImage, NotAnImage, TooManyPixels

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF")
SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".mpo", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".avif", ".heic", ".heif", ".pdf"}
)
MAX_MEGAPIXELS = 50
MAX_JPEG_MEGAPIXELS = 100
MAX_SIDE = 2000  # longer pages, such as till rolls, keep what makes them readable: see `reduction`
LEAST_AREA = 0.7  # of the square of the side that a long page keeps: that of a sheet of A4
LONGEST = 6  # times the side that the longest page keeps

Image.MAX_IMAGE_PIXELS = None  # the limits above take the place of Pillow's warning, which starts below ours

# What Pillow's decoders raise on broken data, found by feeding them random bytes.
DAMAGE = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    AssertionError,
    struct.error,
    zlib.error,
)

NEW_SUBFILE_TYPE = 254  # a TIFF tag, whose lowest bit marks what repeats another page at a lower resolution
MAX_FRAMES = 1000

_TRANSPOSE = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
TURNED = {3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270}


@dataclass(frozen=True, slots=True)
class UprightImage:
    """An image as a person would look at it.

    `pixels` is RGB, uint8, of shape (height, width, 3). `turned` is how many degrees clockwise EXIF asked
    for (0, 90, 180, 270). `scale` is how many pixels of the full-size image one pixel of the array covers
    along each axis, at least 1.
    """

    pixels: NDArray[np.uint8]
    turned: int = 0
    scale: float = 1.0


def load_image(path: Path, number: int = 1, max_side: int = MAX_SIDE) -> UprightImage:
    """Decode an image file, a GIF's first frame, or page `number` (from 1) of a TIFF, turn it upright and reduce it.

    Raises NotAnImage, TooManyPixels, Animation or DamagedImage.
    """
    with _opened(path) as image:
        if image.format == "TIFF":
            image.seek(_tiff_pages(image, number)[number - 1])
        elif image.format not in ("MPO", "GIF") and getattr(image, "is_animated", False):
            raise Animation
        check_pixels(*image.size, MAX_JPEG_MEGAPIXELS if image.format in ("JPEG", "MPO") else MAX_MEGAPIXELS)
        full_size = image.size
        orientation = _orientation(image)
        image.draft(None, (max_side, max_side))
        image.load()
        if image.format != "TIFF" and orientation in _TRANSPOSE:  # TIFFs Pillow turns by itself
            image = image.transpose(_TRANSPOSE[orientation])
        return upright(image, full_size, TURNED.get(orientation, 0), max_side)


def count_tiff(path: Path, enough: int) -> int:
    """How many pages a TIFF file has, counted up to `enough`. Raises NotAnImage or DamagedImage."""
    with _opened(path) as image:
        return len(_tiff_pages(image, enough))


def check_pixels(width: int, height: int, limit: int = MAX_MEGAPIXELS) -> None:
    """Refuse more than `limit` million pixels. Raises TooManyPixels."""
    megapixels = width * height / 1e6
    if megapixels > limit:
        raise TooManyPixels(megapixels=math.ceil(megapixels), limit=limit)


def reduction(width: float, height: float, max_side: int = MAX_SIDE) -> float:
    """How many times smaller a page of this size is to be, so that it can be read; below 1 it may be enlarged.

    The longer side becomes `max_side`. Of a page that is much longer than wide that would leave too little of the
    shorter side: it keeps the area of a sheet of A4 at that size, up to `LONGEST` times the side.
    """
    longer = max(width, height)
    return max(min(longer / max_side, math.sqrt(width * height / LEAST_AREA) / max_side), longer / max_side / LONGEST)


def upright(image: Image.Image, full_size: tuple[int, int], turned: int, max_side: int = MAX_SIDE) -> UprightImage:
    """A decoded image that stands upright, of `full_size` before it was reduced, as RGB and reduced further."""
    image = _rgb(image)
    shrink = reduction(*image.size, max_side)
    if shrink > 1:
        size = (max(1, round(image.width / shrink)), max(1, round(image.height / shrink)))
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return UprightImage(np.asarray(image), turned, max(full_size) / max(image.size))


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """The image in a file; whatever Pillow makes of broken data becomes NotAnImage or DamagedImage."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata; a decoded image is what counts
        try:
            with Image.open(path, formats=FORMATS) as image:
                yield image
        except UnidentifiedImageError as error:
            raise NotAnImage from error
        except DAMAGE as error:
            raise DamagedImage from error


def _tiff_pages(image: Any, enough: int) -> list[int]:
    """The frames of a TIFF that are pages, up to `enough`; the frames are a linked list, that only a walk can count."""
    pages: list[int] = []
    for frame in range(MAX_FRAMES):
        try:
            image.seek(frame)
        except EOFError:
            break
        if not image.tag_v2.get(NEW_SUBFILE_TYPE, 0) & 1:
            pages.append(frame)
        if len(pages) == enough:
            break
    return pages or [0]


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 where there is none or it cannot be read."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except DAMAGE:
        return 1
    return value if value in _TRANSPOSE else 1


def _rgb(image: Image.Image) -> Image.Image:
    """Any mode to RGB: transparent images stand on white, deep ones keep their whole range."""
    if image.mode.startswith(("I", "F")):
        image = _eight_bits(image)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image)
        return paper
    return image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Stretch 16-bit, 32-bit and float grey from its darkest to its brightest value over 0 to 255."""
    grey = np.array(image, dtype=np.float32)
    np.nan_to_num(grey, copy=False, posinf=0, neginf=0)
    grey -= grey.min()
    grey *= 255 / max(float(grey.max()), 1e-9)
    return Image.fromarray(grey.round(out=grey).astype(np.uint8))
