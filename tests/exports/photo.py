"""Photos whose words stand in known places, and the page that a reader would make of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from bot.page import Box, Correction, Line, NotePage, Page, Word

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
PADDING = 8  # pixels of a reader's box round what stands in it

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Photo:
    """A file, what a reader reads in it, and where its words' ink is: left, top, right and bottom in pixels."""

    file: Path
    page: Page
    ink: dict[str, Rectangle]

    @property
    def note(self) -> NotePage:
        return uncorrected(self.page)


def uncorrected(page: Page) -> NotePage:
    """What is made of a page where nothing is corrected."""
    return NotePage(page, Correction(tuple(line.text for line in page.lines), (), "off"))


def line_of(text: str, box: Box) -> Line:
    return Line(text, text, 0.9, box, tuple(Word(word, 0.9) for word in text.split()))


def photograph(file: Path, rows: Sequence[str], slant: float = 0.0, size: tuple[int, int] = (900, 1200)) -> Photo:
    """Rows of black text on white, turned clockwise by `slant` degrees round the middle."""
    font = ImageFont.truetype(FONT, 40)
    image = Image.new("L", size, "white")
    lines: list[Line] = []
    ink: dict[str, Rectangle] = {}
    for number, row in enumerate(rows):
        x, y = 120.0, 200.0 + 100 * number
        for word in row.split():
            layer = Image.new("L", size, "white")
            ImageDraw.Draw(layer).text((x, y), word, "black", font)
            layer = layer.rotate(-slant, Image.Resampling.BICUBIC, fillcolor="white")
            ink[word] = bounds(np.asarray(layer) < 128)
            image = Image.fromarray(np.minimum(np.asarray(image), np.asarray(layer)))
            x += font.getlength(word + " ")
        ends = (120 - PADDING, y, x - font.getlength(" ") + PADDING, y + 50)
        lines.append(line_of(row, turned_box(ends, slant, size)))
    image.convert("RGB").save(file, quality=85)
    return Photo(file, Page(tuple(lines), "drawn"), ink)


def turned_box(ends: Rectangle, slant: float, size: tuple[int, int]) -> Box:
    left, top, right, bottom = ends
    middle_x, middle_y = size[0] / 2, size[1] / 2
    sine, cosine = math.sin(math.radians(slant)), math.cos(math.radians(slant))

    def turned(x: float, y: float) -> tuple[int, int]:
        x, y = x - middle_x, y - middle_y
        return round(cosine * x - sine * y + middle_x), round(sine * x + cosine * y + middle_y)

    return turned(left, top), turned(right, top), turned(right, bottom), turned(left, bottom)


def sideways(photo: Photo) -> Photo:
    """The same photo stored on its side, with the EXIF orientation that sets it right."""
    exif = Image.Exif()
    exif[0x0112] = 6
    file = photo.file.with_stem(photo.file.stem + "_sideways")
    with Image.open(photo.file) as image:
        image.transpose(Image.Transpose.ROTATE_90).save(file, quality=85, exif=exif)
    return Photo(file, replace(photo.page, turned=90), photo.ink)


def upside_down(photo: Photo) -> Photo:
    """The same photo held upside down, without a word of it in the file: a reader turns it."""
    file = photo.file.with_stem(photo.file.stem + "_upside_down")
    with Image.open(photo.file) as image:
        image.transpose(Image.Transpose.ROTATE_180).save(file, quality=85)
    return Photo(file, replace(photo.page, turned=180), photo.ink)


def bounds(dark: NDArray[np.bool_]) -> Rectangle:
    """Left, top, right and bottom of what is true."""
    down, across = np.nonzero(dark)
    return float(across.min()), float(down.min()), float(across.max() + 1), float(down.max() + 1)
