"""An image file of a stranger to an upright RGB array, its pixels counted before they are decoded."""

from __future__ import annotations

import math
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, UnidentifiedImageError

from bot.errors import Animation, DamagedImage, NotAnImage, TooComplex, TooManyPixels
from bot.reading.files.damaged import ends_grey, lacks_pixels
from bot.reading.files.mending import END_OF_JPEG, START_OF_SCAN, lacks_scans, mended, what_is_there
from bot.reading.files.paper import on_paper, without_idle_alpha

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

LEAST_ZEROS = 64  # bytes; in a JPEG there are no such
MAX_SCANS = 100  # a progressive JPEG has about ten; 4,000 of 98 megapixels in 1 MB took more than a minute
BAND = 256  # rows that are stretched together, to spare memory

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
    along each axis, at least 1. `is_incomplete` says that the file is damaged and a part of the pixels missing.
    """

    pixels: NDArray[np.uint8]
    turned: int = 0
    scale: float = 1.0
    is_incomplete: bool = False


def load_image(path: Path, number: int = 1, max_side: int = MAX_SIDE) -> UprightImage:
    """Decode an image file, a GIF's first frame, or page `number` (from 1) of a TIFF, turn it upright and reduce it.

    Of a damaged file it is what is there. Raises NotAnImage, TooManyPixels, TooComplex, Animation or DamagedImage,
    also where next to nothing is there.
    """
    try:
        with path.open("rb") as file:  # not by its name: Pillow maps such a TIFF into memory, and forgets to turn it
            return _decoded(file, number, max_side)
    except (DamagedImage, NotAnImage) as error:
        damage = error.with_traceback(None)  # whose frames hold the pixels that were decoded
        damage.__cause__ = damage.__context__ = None
    try:
        return _as_far_as_it_is_there(mended(path.read_bytes()), number, max_side)
    except (DamagedImage, NotAnImage):
        raise damage from None


def _decoded(file: BinaryIO, number: int, max_side: int) -> UprightImage:
    with _opened(file, number) as image:
        if image.format == "PNG":
            image.load()  # else Pillow does so for its orientation, and a second load of a broken one says nothing
        full_size, orientation = image.size, _orientation(image)
        image.draft(None, (max_side, max_side))
        image.load()
        return _upright(image, full_size, orientation, max_side)


def _as_far_as_it_is_there(content: bytes, number: int, max_side: int) -> UprightImage:
    """What is left of a damaged image, however little. Raises the errors of `load_image`."""
    with what_is_there(), _opened(BytesIO(content), number) as image:
        full_size = image.size
        orientation, missing = _decoded_as_far(image, content, number, max_side)
        return replace(_upright(image, full_size, orientation, max_side), is_incomplete=missing)


def _decoded_as_far(image: Image.Image, content: bytes, number: int, max_side: int) -> tuple[int, bool]:
    """Decode an opened image; its orientation, and whether pixels are missing. The copy on black is gone then."""
    with _opened(BytesIO(content), number) as on_black:
        orientation = _orientation(on_black)  # for which Pillow decodes a PNG
        if image.format in ("JPEG", "MPO"):
            image.draft(None, (max_side, max_side))
            image.load()
            return orientation, lacks_scans(content) or ends_grey(image)
        if image.format == "GIF":  # whose frames make a plain of their own
            image.load()
            return orientation, True
        return orientation, lacks_pixels(image, on_black)


def count_tiff(path: Path, enough: int) -> int:
    """How many pages a TIFF file has, counted up to `enough`. Raises NotAnImage or DamagedImage."""
    with _broken_as_ours(), Image.open(path, formats=FORMATS) as image:
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
    """A decoded image that stands upright, of `full_size` before it was reduced, as RGB and reduced further.

    Transparent images stand on paper that suits their ink, deep ones keep their whole range.
    """
    if image.mode.startswith(("I", "F")):
        image = _eight_bits(image)
    if image.has_transparency_data:
        image = without_idle_alpha(image)
    elif image.mode not in ("L", "CMYK"):
        image = image.convert("RGB")
    shrink = reduction(*image.size, max_side)
    if shrink > 1:
        size = (max(1, round(image.width / shrink)), max(1, round(image.height / shrink)))
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    scale = max(full_size) / max(image.size)
    image = on_paper(image) if image.mode == "RGBA" else image.convert("RGB")
    return UprightImage(np.asarray(image), turned, scale)


def _upright(image: Image.Image, full_size: tuple[int, int], orientation: int, max_side: int) -> UprightImage:
    if image.format != "TIFF" and orientation in _TRANSPOSE:  # TIFFs Pillow turns by itself
        image = image.transpose(_TRANSPOSE[orientation])
    return upright(image, full_size, TURNED.get(orientation, 0), max_side)


@contextmanager
def _opened(file: BinaryIO, number: int) -> Iterator[Image.Image]:
    """The image in a file, at page `number` of a TIFF, within the limits and not yet decoded."""
    with _broken_as_ours(), Image.open(file, formats=FORMATS) as image:
        if image.format == "TIFF":
            image.seek(_tiff_pages(image, number)[number - 1])
        elif image.format not in ("MPO", "GIF") and getattr(image, "is_animated", False):
            raise Animation
        is_jpeg = image.format in ("JPEG", "MPO")
        check_pixels(*image.size, MAX_JPEG_MEGAPIXELS if is_jpeg else MAX_MEGAPIXELS)
        if is_jpeg:
            _check_jpeg(file)
        yield image


def _check_jpeg(file: BinaryIO) -> None:
    """Refuse a JPEG of so many scans that decoding it takes minutes, or one whose end a copy left as zeros.

    Zeros are decoded as if they were pixels. Raises TooComplex or DamagedImage.
    """
    place = file.tell()
    file.seek(0)
    content = file.read()
    file.seek(place)
    if len(START_OF_SCAN.findall(content)) > MAX_SCANS:
        raise TooComplex
    if content.endswith(bytes(LEAST_ZEROS)) and not content.rstrip(b"\0").endswith(END_OF_JPEG):
        raise DamagedImage


@contextmanager
def _broken_as_ours() -> Iterator[None]:
    """Whatever Pillow makes of broken data becomes NotAnImage or DamagedImage."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata; a decoded image is what counts
        try:
            yield
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


def _eight_bits(image: Image.Image) -> Image.Image:
    """Stretch 16-bit, 32-bit and float grey from its darkest to its brightest value over 0 to 255."""
    edges = [*range(0, image.height, BAND), image.height]

    def bands() -> Iterator[NDArray[np.float32]]:
        for top, bottom in pairwise(edges):
            band = np.array(image.crop((0, top, image.width, bottom)), dtype=np.float32)
            yield np.nan_to_num(band, copy=False, posinf=0, neginf=0)

    low = min(float(band.min()) for band in bands())
    high = max(float(band.max()) for band in bands())
    grey = np.empty((image.height, image.width), dtype=np.uint8)
    for top, band in zip(edges, bands(), strict=False):
        grey[top : top + BAND] = ((band - low) * (255 / max(high - low, 1e-9))).round()
    return Image.fromarray(grey)
