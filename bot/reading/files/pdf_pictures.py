"""The pictures of a PDF that PDFium does not tell of: those in patterns, soft masks and the glyphs of Type 3 fonts.

A picture is a stream, and the dictionary of a stream stands in the file as it is, whatever else is packed or locked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.reading.files.image import MAX_JPEG_MEGAPIXELS, check_pixels

WIDTH = re.compile(rb"/(?:Width|W)\s+(\d{1,10})(?!\s+\d+\s+R)")
HEIGHT = re.compile(rb"/(?:Height|H)\s+(\d{1,10})(?!\s+\d+\s+R)")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
LONGEST = 4096  # bytes of a picture's dictionary
JPEG_2000 = re.compile(rb"\xff\x4f\xff\x51..(?:..)(.{4})(.{4})(.{4})(.{4})", re.DOTALL)  # a code stream's SIZ segment


def check_pictures(content: bytes) -> None:
    """Refuse a PDF with a picture of more pixels than a page may hold, wherever in it. Raises TooManyPixels."""
    for columns, rows in (*_dictionaries(content), *_code_streams(content)):
        check_pixels(columns, rows, MAX_JPEG_MEGAPIXELS)


def _dictionaries(content: bytes) -> Iterator[tuple[int, int]]:
    """What the dictionaries of streams say."""
    for stream in STREAM.finditer(content):
        start = content.rfind(b" obj", max(0, stream.start() - LONGEST), stream.start())
        dictionary = content[max(start, 0) : stream.start()] if start >= 0 else b""
        width, height = WIDTH.search(dictionary), HEIGHT.search(dictionary)
        if width and height:
            yield int(width[1]), int(height[1])


def _code_streams(content: bytes) -> Iterator[tuple[int, int]]:
    """What the pictures in JPEG 2000 say themselves, on which PDFium relies. Source: ITU-T T.800, A.5.1."""
    for size in JPEG_2000.finditer(content):
        right, bottom, left, top = (int.from_bytes(edge) for edge in size.groups())
        yield max(right - left, 0), max(bottom - top, 0)
