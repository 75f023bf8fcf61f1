"""The piece of a photo in which a line or a word stands, so that a person can look for themselves."""

from __future__ import annotations

import math
from pathlib import Path

from PIL import Image

from bot.exports.picture import Picture, jpeg, load_picture
from bot.exports.word_boxes import Corner, Quadrilateral, word_boxes
from bot.page import Line, Page

ABOVE = 0.6  # of the line's height that is shown above and below it
BESIDE = 2.5  # of the line's height that is shown beside it: the neighbours of a word give it context
STRIP = 10  # widths by heights at most: Telegram refuses photos of more than 20
WIDTH = 800  # pixels that a narrow piece is enlarged to, though not more than
ENLARGED = 4.0  # times: more shows nothing new
WIDEST = 1280  # pixels; Telegram shows no more


def crop(file: Path, number: int, page: Page, line: int, word: int | None = None) -> bytes:
    """A JPEG of a line of `page`, or of a word in that line, both counted from 0.

    `page` was read from page `number` (from 1) of the file. Slanted lines come level. Raises PhotoError, and IndexError
    where the page has no such line.
    """
    picture = load_picture(file, number, page.turned)
    return jpeg(_level(picture, _box(page.lines[line], word)))


def _box(line: Line, word: int | None) -> Quadrilateral:
    boxes = word_boxes(line, line.text) if word is not None else []
    return boxes[word].box if word is not None and word < len(boxes) else line.box


def _level(picture: Picture, box: Quadrilateral) -> Image.Image:
    """What stands in the box and round it, white where that lies outside the photo."""
    top_left, top_right, _, bottom_left = (picture.place(corner) for corner in box)
    length, height = math.dist(top_left, top_right), max(math.dist(top_left, bottom_left), 1.0)
    beside = BESIDE * height
    width = length + 2 * beside
    above = max(ABOVE * height, (width / STRIP - height) / 2)
    zoom = min(max(WIDTH / width, 1.0), ENLARGED, WIDEST / width)
    across, down = _unit(top_left, top_right, (1.0, 0.0)), _unit(top_left, bottom_left, (0.0, 1.0))
    left, top = (top_left[axis] - beside * across[axis] - above * down[axis] for axis in (0, 1))
    size = (max(1, round(zoom * width)), max(1, round(zoom * (height + 2 * above))))
    warp = (across[0] / zoom, down[0] / zoom, left, across[1] / zoom, down[1] / zoom, top)
    return picture.image.transform(size, Image.Transform.AFFINE, warp, Image.Resampling.BICUBIC, fillcolor="white")


def _unit(start: Corner, end: Corner, otherwise: Corner) -> Corner:
    """The direction from one corner to another, `otherwise` where they are the same."""
    length = math.dist(start, end)
    return ((end[0] - start[0]) / length, (end[1] - start[1]) / length) if length else otherwise
