"""Clean lines drawn from a font of the system, to see what a network makes of a script."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PIXELS = 36  # of a letter
MARGIN = 8

Pixels = NDArray[np.uint8]


def font_of(*languages: str) -> Path | None:
    """A font of the system for all these languages, as fontconfig names them, a plain one; None where there is none."""
    asked = ["fc-list", ":" + ":".join(f"lang={language}" for language in languages), "file"]
    try:
        found = subprocess.run(asked, capture_output=True, text=True, check=True).stdout  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    files = [line.rstrip(": ") for line in found.splitlines()]
    return Path(min(files, key=lambda file: (len(file), file))) if files else None


def drawn(texts: Iterable[str], font: Path) -> Iterator[Pixels]:
    """Each text as a level black line on white, BGR; raises OSError where the font does not open."""
    from PIL import Image, ImageDraw, ImageFont

    face = ImageFont.truetype(font, PIXELS)
    for text in texts:
        left, top, right, bottom = (round(edge) for edge in face.getbbox(text))
        image = Image.new("RGB", (right - left + 2 * MARGIN, bottom - top + 2 * MARGIN), "white")
        ImageDraw.Draw(image).text((MARGIN - left, MARGIN - top), text, "black", face)
        yield np.ascontiguousarray(np.asarray(image)[:, :, ::-1])
