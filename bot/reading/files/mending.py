"""Slightly damaged files as whole ones, as far as their bytes are there: what every viewer shows is read."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import ImageFile

JPEG = b"\xff\xd8\xff"
PROGRESSIVE = b"\xff\xc2"
START_OF_SCAN = re.compile(
    rb"\xff\xda\0[\x08\x0a\x0c\x0e]"
)  # its length, as libjpeg takes it, of one to four components
END_OF_JPEG = b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n"
END_OF_PNG = b"IEND"
NEEDED = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"eXIf"})  # what a PNG's pixels are made of, and its way up


def mended(content: bytes) -> bytes:
    """A damaged image file with the end, and the check sums, that its format asks for.

    Of a JPEG that ends in zeros, as an interrupted copy does, the zeros are left out. Of what is neither JPEG nor PNG
    nothing is mended.
    """
    if content.startswith(JPEG):
        return content.rstrip(b"\0") + END_OF_JPEG
    if content.startswith(PNG):
        chunks = [*((kind, data) for kind, data in _chunks(content) if kind in NEEDED), (END_OF_PNG, b"")]
        return PNG + b"".join(_chunk(kind, data) for kind, data in chunks)
    return content


def lacks_scans(jpeg: bytes) -> bool:
    """Whether a progressive JPEG ends before the scans that give it its details.

    A scan brings a range of the 64 coefficients of some components, and says how many of their bits are still to come.
    Source: ITU-T T.81, B.2.3.
    """
    if PROGRESSIVE not in jpeg:
        return False
    to_come: dict[tuple[int, int], int] = {}
    for scan in re.finditer(START_OF_SCAN, jpeg):
        count = jpeg[scan.end()]
        of = jpeg[scan.end() + 1 : scan.end() + 1 + 2 * count : 2]
        after = scan.end() + 1 + 2 * count
        first, last, bits = jpeg[after : after + 3].ljust(3, b"\0")
        for component in of:
            to_come |= {(component, coefficient): bits & 15 for coefficient in range(first, min(last, 63) + 1)}
    components = {component for component, _ in to_come}
    return len(to_come) < 64 * len(components) or any(to_come.values())


@contextmanager
def what_is_there() -> Iterator[None]:
    """Within it Pillow decodes as much of an image as there is; the setting is the process's, so one file at a time."""
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and the data of each chunk of a PNG, the last as far as it is there."""
    place = len(PNG)
    while place + 8 < len(content):
        length, kind = struct.unpack_from(">I4s", content, place)
        if kind == END_OF_PNG:
            return
        yield kind, content[place + 8 : place + 8 + length]
        place += 12 + length


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
