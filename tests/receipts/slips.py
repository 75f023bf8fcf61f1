"""Pages with receipts, written as rows: cells are parted by ` | `, the last of several stands at the right edge."""

from __future__ import annotations

from bot.page import Box, Cell, Line, Page

LETTER, HEIGHT, ROW, WIDTH = 10, 20, 30, 480


def slip(
    text: str, *, width: int = WIDTH, left: int = 20, top: int = 20, tilt: float = 0.0, cells: bool = True
) -> Page:
    """A page with the rows of a text; `tilt` is how far it goes down by how far it goes right.

    Without `cells` its lines have none, and two spaces where a border is.
    """
    rows = [row.strip() for row in text.strip().splitlines()]
    lines = [_line(row, top + ROW * n, left, width, tilt, cells) for n, row in enumerate(rows) if row]
    return Page(tuple(lines), "rapidocr")


def side_by_side(*pages: Page) -> Page:
    """The lines of several slips on one photo, slip by slip."""
    return Page(tuple(line for page in pages for line in page.lines), "rapidocr")


def _line(row: str, top: int, left: int, width: int, tilt: float, cells: bool) -> Line:
    texts = [text.strip() for text in row.split("|")]
    wide = max(width, sum(len(text) + 2 for text in texts) * LETTER)
    found = []
    for n, text in enumerate(texts):
        size = max(len(text), 1) * LETTER
        start = 0 if n == 0 else round((wide - size) * n / (len(texts) - 1))
        found.append(Cell(text, 0.98, _box(left + start, top, size, tilt)))
    whole = (found[0].box[0], found[-1].box[1], found[-1].box[2], found[0].box[3])
    text = "  ".join(texts)
    return Line(text, text, 0.98, whole, cells=tuple(found) if cells else ())


def _box(left: int, top: int, size: int, tilt: float) -> Box:
    def down(x: int, y: int) -> tuple[int, int]:
        return x, round(y + tilt * x)

    right, bottom = left + size, top + HEIGHT
    return down(left, top), down(right, top), down(right, bottom), down(left, bottom)
