"""The pictures of a PDF that PDFium does not tell of: those in patterns, soft masks and the glyphs of Type 3 fonts.

A picture is a stream, and the dictionary of a stream stands in the file as it is, whatever else is packed or locked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.reading.files.image import MAX_JPEG_MEGAPIXELS, check_pixels

WIDTH = re.compile(rb"/(?:Width|W)\s+\+?(\d{1,10})(?!\d|\s+\d+\s+R)")
HEIGHT = re.compile(rb"/(?:Height|H)\s+\+?(\d{1,10})(?!\d|\s+\d+\s+R)")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")  # a letter of a name
OBJECT = re.compile(rb"\bobj\b")
STREAM = re.compile(rb"(?<!end)stream[ \r\n]")
MAX_UNSEEN = 400_000_000  # pixels, on whatever page they are; so many in grey PDFium drew in 1.0 s and 410 MB
LONGEST = 4096  # bytes of a picture's dictionary
JPEG_2000 = re.compile(rb"\xff\x4f\xff\x51..(?:..)(.{4})(.{4})(.{4})(.{4})", re.DOTALL)  # a code stream's SIZ segment


def check_pictures(content: bytes) -> None:
    """Refuse a PDF with a picture that takes too long to draw, wherever in it. Raises TooManyPixels.

    Those that PDFium tells of are counted more strictly, on their page. A size that is said by reference, behind a
    comment, or in a page's own stream goes unseen: the seconds and the memory of a worker bound what it costs.
    """
    for columns, rows in _dictionaries(content):
        if columns * rows > MAX_UNSEEN:
            check_pixels(columns, rows, MAX_JPEG_MEGAPIXELS)
    for columns, rows in _code_streams(content):
        check_pixels(columns, rows, MAX_JPEG_MEGAPIXELS)


def _dictionaries(content: bytes) -> Iterator[tuple[int, int]]:
    """What the dictionaries of streams say, at their most: which of two widths counts is for a viewer to choose."""
    last = 0
    for stream in STREAM.finditer(content):
        before = content[max(last, stream.start() - LONGEST) : stream.start()]
        last = stream.end()
        if b"obj" not in before:
            continue
        start = max((found.end() for found in OBJECT.finditer(before)), default=len(before))
        dictionary = ESCAPED.sub(lambda letter: bytes.fromhex(letter[1].decode()), before[start:])
        widths, heights = ([int(size) for size in side.findall(dictionary)] for side in (WIDTH, HEIGHT))
        if widths and heights:
            yield max(widths), max(heights)


def _code_streams(content: bytes) -> Iterator[tuple[int, int]]:
    """What the pictures in JPEG 2000 say themselves, on which PDFium relies. Source: ITU-T T.800, A.5.1."""
    for size in JPEG_2000.finditer(content):
        right, bottom, left, top = (int.from_bytes(edge) for edge in size.groups())
        yield max(right - left, 0), max(bottom - top, 0)
