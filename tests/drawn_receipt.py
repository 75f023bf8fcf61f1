"""Draws a till receipt as a photo: rows of a name on the left and an amount on the right, on paper on a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

Rows = Sequence[str | tuple[str, str]]
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")
WIDTH, PITCH, MARGIN, TABLE = 560, 40, 40, 60  # pixels
INK, PAPER, WOOD = (58, 58, 64), (240, 239, 236), (96, 74, 60)


def draw_receipt(path: Path, rows: Rows) -> Path:
    """Draw the rows; one of a single text stands in the middle."""
    font = ImageFont.truetype(FONT, 24)
    paper = Image.new("RGB", (WIDTH, 2 * MARGIN + PITCH * len(rows)), PAPER)
    pen = ImageDraw.Draw(paper)
    for number, row in enumerate(rows):
        top = MARGIN + PITCH * number
        if isinstance(row, str):
            pen.text((WIDTH / 2, top), row, INK, font, anchor="ma")
        else:
            pen.text((MARGIN, top), row[0], INK, font)
            pen.text((WIDTH - MARGIN, top), row[1], INK, font, anchor="ra")
    photo = Image.new("RGB", (WIDTH + 2 * TABLE, paper.height + 2 * TABLE), WOOD)
    photo.paste(paper, (TABLE, TABLE))
    photo.rotate(-1.2, Image.Resampling.BICUBIC, fillcolor=WOOD).save(path, quality=88)
    return path


MARKET = (
    "GREEN VALLEY MARKET",
    "14 Mill Lane, York",
    "12/03/2024 17:42",
    ("Sourdough bread", "£3.80"),
    ("Oat milk 2 x 1.95", "£3.90"),
    ("Cherry tomatoes", "£2.45"),
    ("Goat cheese", "£4.60"),
    ("Olive oil", "£8.95"),
    ("TOTAL", "£23.70"),
    ("CASH", "£30.00"),
    ("CHANGE", "£6.30"),
    "Thank you",
)
"""A receipt that adds up."""
TAVERN = (
    "THE OLD FERRY",
    "21/03/2024 20:15",
    ("Fish soup", "£7.50"),
    ("Grilled trout", "£16.80"),
    ("Lemonade", "£3.20"),
    ("TOTAL", "£28.50"),
    "VISA contactless",
    "Thank you",
)
"""One whose items make 27.50."""
