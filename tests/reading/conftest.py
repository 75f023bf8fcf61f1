"""Pages that the tests draw themselves, and the reader that is loaded once."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from bot.reading.rapid import RapidReader

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> RapidReader:
    return RapidReader(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="session")
def photos() -> Path:
    """The folder with sets of photos and their texts."""
    data = os.environ.get("LEGIBLE_DATA")
    if not data or not Path(data, "photos").is_dir():
        pytest.skip("LEGIBLE_DATA does not name a folder with photos")
    return Path(data, "photos")


@pytest.fixture(scope="session")
def page() -> Callable[..., Image.Image]:
    """Draws a white page with black lines of text, `pixels` high."""
    if not FONT.exists():
        pytest.skip(f"the font {FONT} is not installed")

    def draw(lines: Sequence[str], size: tuple[int, int] = (1000, 420), pixels: int = 36) -> Image.Image:
        image = Image.new("RGB", size, "white")
        pen = ImageDraw.Draw(image)
        font = ImageFont.truetype(FONT, pixels)
        for row, line in enumerate(lines):
            pen.text((40, 30 + row * pixels * 1.8), line, "black", font)
        return image

    return draw
