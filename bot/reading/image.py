"""An image file of a stranger to an upright RGB array, with every limit checked before decoding."""

from __future__ import annotations

import math
import struct
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, UnidentifiedImageError

from bot.errors import Animation, DamagedImage, EmptyFile, FileTooLarge, NotAnImage, TooManyPixels

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF")
SUFFIXES = frozenset({".jpg", ".jpeg", ".mpo", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".avif"})
MAX_FILE_MB = 20
MAX_MEGAPIXELS = 50
MAX_JPEG_MEGAPIXELS = 100
MAX_SIDE = 2000

Image.MAX_IMAGE_PIXELS = None  # the limits above take the place of Pillow's warning, which starts below ours

# What Pillow's decoders raise on broken data, found by feeding them random bytes.
_DAMAGE = (
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

_TRANSPOSE = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_TURNED = {3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270}


@dataclass(frozen=True, slots=True)
class Upright:
    """An image as a person would look at it.

    `pixels` is RGB, uint8, of shape (height, width, 3). `turned` is how many degrees clockwise EXIF asked
    for (0, 90, 180, 270). `scale` is how many pixels of the full-size image one pixel of the array covers
    along each axis, at least 1.
    """

    pixels: NDArray[np.uint8]
    turned: int = 0
    scale: float = 1.0


def load_image(path: Path, max_side: int = MAX_SIDE) -> Upright:
    """Decode an image file, turn it upright and reduce its longer side to `max_side` pixels.

    Raises EmptyFile, FileTooLarge, NotAnImage, TooManyPixels, Animation or DamagedImage.
    """
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile
    if size > MAX_FILE_MB * 1024 * 1024:
        raise FileTooLarge(limit=MAX_FILE_MB)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata; a decoded image is what counts
        try:
            with Image.open(path, formats=FORMATS) as image:
                return _decode(image, max_side)
        except UnidentifiedImageError as error:
            raise NotAnImage from error
        except _DAMAGE as error:
            raise DamagedImage from error


def _decode(image: Image.Image, max_side: int) -> Upright:
    _check_pixels(image)
    if image.format not in ("MPO", "TIFF") and getattr(image, "is_animated", False):
        raise Animation
    full_side = max(image.size)
    orientation = _orientation(image)
    image.draft(None, (max_side, max_side))
    image.load()
    if image.format != "TIFF" and orientation in _TRANSPOSE:  # TIFFs Pillow turns by itself
        image = image.transpose(_TRANSPOSE[orientation])
    reduced = _reduced(_rgb(image), max_side)
    return Upright(np.asarray(reduced), _TURNED.get(orientation, 0), full_side / max(reduced.size))


def _check_pixels(image: Image.Image) -> None:
    limit = MAX_JPEG_MEGAPIXELS if image.format in ("JPEG", "MPO") else MAX_MEGAPIXELS
    megapixels = image.width * image.height / 1e6
    if megapixels > limit:
        raise TooManyPixels(megapixels=math.ceil(megapixels), limit=limit)


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 where there is none or it cannot be read."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
    except _DAMAGE:
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


def _reduced(image: Image.Image, max_side: int) -> Image.Image:
    shrink = max(image.size) / max_side
    if shrink <= 1:
        return image
    size = (max(1, round(image.width / shrink)), max(1, round(image.height / shrink)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
