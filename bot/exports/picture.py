"""The photo of a page as the reader saw it: upright, and where the reader's boxes lie in it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from bot.exports.word_boxes import Corner
from bot.reading.files.pages import draw_page

QUALITY = 80  # of JPEG: a photo from Telegram stays about as large as it was


@dataclass(frozen=True, slots=True)
class Picture:
    """An upright photo; `scale` is how many pixels of it, along each axis, one pixel of the boxes is, at most 1."""

    image: Image.Image
    scale: float

    def place(self, corner: Corner) -> Corner:
        """A corner of a box as a point of the image."""
        return corner[0] * self.scale, corner[1] * self.scale


def load_picture(file: Path, number: int, turned: int) -> Picture:
    """Page `number` (from 1) of a file, `turned` degrees clockwise in all, as `Page.turned` says. Raises PhotoError."""
    drawn = draw_page(file, number)
    pixels = np.rot90(drawn.pixels, (drawn.turned - turned) // 90)
    return Picture(Image.fromarray(np.ascontiguousarray(pixels)), 1 / drawn.scale)


def jpeg(image: Image.Image, quality: int = QUALITY) -> bytes:
    """The image as a JPEG file, without whatever the original told about its place and camera."""
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()
