"""HEIC and HEIF, the photos of telephones. pillow-heif is an extra: its wheel carries libraries under the GPL."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from bot.errors import DamagedImage, HeifMissing
from bot.reading.files.image import DAMAGE, TURNED, UprightImage, check_pixels, upright

BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"mif2", b"msf1"})
AVIF_BRANDS = frozenset({b"avif", b"avis"})
CODED_SIZE = re.compile(rb"ispe\0{4}(.{4})(.{4})", re.DOTALL)  # of an image before it is cropped


def is_heif(head: bytes) -> bool:
    """Whether a file that begins so is HEIF and not AVIF, by the brands in its first box.

    Source: ISO/IEC 14496-12, section 4.3 (`ftyp`: size, type, major brand, version, compatible brands).
    """
    if head[4:8] != b"ftyp" or len(head) < 16:
        return False
    (size,) = struct.unpack(">I", head[:4])
    compatible = head[16 : min(size, len(head))]
    brands = {head[8:12], *(compatible[i : i + 4] for i in range(0, len(compatible), 4))}
    return bool(brands & BRANDS) and not brands & AVIF_BRANDS


def load_heif(path: Path) -> UprightImage:
    """The main image of a HEIF file, decoded, upright and reduced.

    libheif turns it as the file asks, and ignores EXIF's orientation as the format wants. Raises HeifMissing,
    TooManyPixels or DamagedImage, also where there is no image in the file.
    """
    try:
        from pillow_heif import open_heif
    except ImportError as error:
        raise HeifMissing from error
    try:
        content = path.read_bytes()
        for size in CODED_SIZE.finditer(content):
            check_pixels(*(int.from_bytes(side) for side in size.groups()))
        file = open_heif(content)
        if 0 in file.size:  # the main image has no box that says its size, and could be of any
            raise DamagedImage
        check_pixels(*file.size)
        image = file.to_pillow()
        return upright(image, image.size, TURNED.get(image.info.get("original_orientation"), 0))
    except DAMAGE as error:
        raise DamagedImage from error
