"""A font without ink: text set in it can be found and marked in a PDF, and nothing of it is seen.

Every character of it is one em wide and one em high above the baseline, so that a matrix can lay it exactly over what
stands in a photo. The idea is that of Tesseract's PDF files.
"""

from __future__ import annotations

import struct

EM = 1000
GLYPH = 1  # glyph 0 stands for what a font lacks, and some viewers do not mark it


def glyphless() -> bytes:
    """A TrueType font of two empty glyphs. Source: the OpenType specification, 1.9, chapters of the tables."""
    tables = {
        b"cmap": struct.pack(">HHHHI HHIIIIII", 0, 1, 3, 10, 12, 12, 0, 28, 0, 1, 0x20, 0x20, GLYPH),
        b"glyf": bytes(4),
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, EM, 0, 0, 0, 0, EM, EM, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(">IhhhH11hH", 0x10000, EM, 0, 0, EM, 0, 0, 0, 1, *[0] * 7, 2),
        b"hmtx": struct.pack(">HhHh", EM, 0, EM, 0),
        b"loca": bytes(6),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 0, 0, 0, 0, 1, *[0] * 8),
        b"name": struct.pack(">HHH", 0, 0, 6),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 1, 0, 0, 0, 0),
    }
    directory = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, 16 * len(tables) - 128)
    start, content = len(directory) + 16 * len(tables), b""
    for tag, table in tables.items():
        padded = table + bytes(-len(table) % 4)
        directory += tag + struct.pack(">III", _checksum(padded), start + len(content), len(table))
        content += padded
    return directory + content


def _checksum(table: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(table) // 4}I", table)
    return sum(words) & 0xFFFFFFFF
