"""A line cut out of its page: levelled along its baseline, as high as the lines that the recogniser learns from."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition.train.ground_truth import Points, TranscribedLine
from bot.reading.recognition.train.line_folder import HEIGHT, MARGIN
from bot.reading.recognition.train.transcripts import Unfit

ASCENDER, DESCENDER = 12, 88  # percentiles of the outline's upper and lower edge: a lone flourish does not count
SMALLEST = 0.6  # of HEIGHT; what is smaller would be enlarged to a blur
SMALLEST_FRAME = 0.35  # the same for lines that came cut out: their ink alone counts
LARGEST = 1_000  # pixels
LONGEST = 45  # times as long as high; longer ones are several columns taken for one line
NARROWEST = 5  # pixels of the writing once it is cut out
STEEPEST = 0.35  # pixels up or down for one along
COLUMNS = 60  # at which the outline's edges are looked at
BEYOND = 0.05  # of the page's sides that an outline may reach out
FLAT = 2  # degree of the curve that a baseline follows: hands sag, but do not wave
DESCENDERS = frozenset("gjpqyßfQJ,;()/çşţąęįų")
BELOW = 0.3  # of the ink's height that a descender would add below

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Level:
    """Coordinates along a line: `along` and `down` are unit vectors, `bend` the baseline's curve in them."""

    origin: Floats
    along: Floats
    down: Floats
    bend: Floats

    def of(self, points: Points) -> tuple[Floats, Floats]:
        """How far along the line and how far below its baseline points lie."""
        x = (points - self.origin) @ self.along
        return x, (points - self.origin) @ self.down - np.polyval(self.bend, x)

    def on_page(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Where on the page points of the levelled line lie: their x and y."""
        y = y + np.polyval(self.bend, x)
        first, second = (self.origin[k] + x * self.along[k] + y * self.down[k] for k in (0, 1))
        return first, second


def cut_line(page: Pixels, line: TranscribedLine) -> Pixels | Unfit:
    """The levelled line, HEIGHT pixels from ascenders to descenders and MARGIN of that all round; or why it is not."""
    height, width = page.shape[:2]
    reach = np.array([width, height]) * BEYOND
    if (line.polygon < -reach).any() or (line.polygon > np.array([width, height]) + reach).any():
        return Unfit.OUTSIDE
    level = _level(line)
    if level is None:
        return Unfit.TILTED
    edges = _edges(*level.of(line.polygon))
    if edges is None:
        return Unfit.SMALL
    left, right, top, bottom = edges
    high = bottom - top
    if high < SMALLEST * HEIGHT or (right - left) * HEIGHT < NARROWEST * high:
        return Unfit.SMALL
    if high > LARGEST:
        return Unfit.LARGE
    if right - left > LONGEST * high:
        return Unfit.LONG
    margin = MARGIN * high
    return _warped(page, level, (left - margin, right + margin, top - margin, bottom + margin), HEIGHT / high)


def _level(line: TranscribedLine) -> _Level | None:
    """None for a line that goes up or down too steeply, or backwards."""
    baseline = _foot(line.polygon) if line.baseline is None else line.baseline
    way = baseline[-1] - baseline[0]
    if way[0] < 1 or abs(way[1]) > STEEPEST * way[0]:
        return None
    along = way / np.linalg.norm(way)
    level = _Level(baseline[0], along, np.array([-along[1], along[0]]), np.zeros(1))
    x, y = level.of(baseline)
    if len(baseline) <= FLAT or not (np.diff(x) > 0).all():
        return level
    return _Level(level.origin, level.along, level.down, np.polyfit(x, y, FLAT))


def _foot(polygon: Points) -> Points:
    """A level baseline for an outline that came without one."""
    (left, _), (right, bottom) = polygon.min(axis=0), polygon.max(axis=0)
    return np.array([[left, bottom], [right, bottom]])


def _edges(x: Floats, y: Floats) -> tuple[float, float, float, float] | None:
    """Left, right, and the heights of ascenders and descenders of a levelled outline; None where it has no inside."""
    from_x, from_y, to_x, to_y = x, y, np.roll(x, -1), np.roll(y, -1)
    upper, lower = [], []
    for column in np.linspace(x.min(), x.max(), COLUMNS)[1:-1]:
        crossing = (from_x - column) * (to_x - column) < 0
        if crossing.sum() < 2:
            continue
        share = (column - from_x[crossing]) / (to_x[crossing] - from_x[crossing])
        heights = from_y[crossing] + share * (to_y[crossing] - from_y[crossing])
        upper.append(heights.min())
        lower.append(heights.max())
    if len(upper) < COLUMNS // 10:
        return None
    return float(x.min()), float(x.max()), float(np.percentile(upper, ASCENDER)), float(np.percentile(lower, DESCENDER))


def _warped(page: Pixels, level: _Level, box: tuple[float, float, float, float], scale: float) -> Pixels:
    """The levelled box at a scale: taken at the page's own resolution, then reduced, so that thin strokes stay."""
    import cv2

    left, right, top, bottom = box
    size = round((right - left) * scale), round((bottom - top) * scale)
    fine = max(1.0, 1 / scale)
    columns, rows = round(size[0] * fine), round(size[1] * fine)
    x = np.linspace(left, right, columns)[np.newaxis]
    y = np.linspace(top, bottom, rows)[:, np.newaxis]
    map_x, map_y = level.on_page(x, y)
    first = np.floor([map_x.min(), map_y.min()]).astype(int) - 2
    last = np.ceil([map_x.max(), map_y.max()]).astype(int) + 3
    first, last = (np.clip(corner, 0, [page.shape[1] - 1, page.shape[0] - 1]) for corner in (first, last))
    part = page[first[1] : last[1] + 1, first[0] : last[0] + 1]  # a map may not be larger than 32767 pixels
    at = (map_x - first[0]).astype(np.float32), (map_y - first[1]).astype(np.float32)
    line = cv2.remap(part, *at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    reduced: Pixels = cv2.resize(line, size, interpolation=cv2.INTER_AREA if fine > 1 else cv2.INTER_CUBIC)
    return reduced


def frame_line(image: Pixels, text: str) -> Pixels | Unfit:
    """A line that came cut out already, brought to the same height, by its ink and by what its text would add to it."""
    import cv2

    ink = _ink(image)
    if ink is None:
        return Unfit.NO_TEXT
    left, right, top, bottom = ink
    if DESCENDERS.isdisjoint(text):
        bottom += BELOW * (bottom - top)
    high = bottom - top
    if high < SMALLEST_FRAME * HEIGHT:
        return Unfit.SMALL
    if high > LARGEST:
        return Unfit.LARGE
    if right - left > LONGEST * high:
        return Unfit.LONG
    margin = MARGIN * high
    room = math.ceil(margin + bottom - top)
    paper = np.median(image.reshape(-1, 3), axis=0).tolist()
    roomy = cv2.copyMakeBorder(image, room, room, room, room, cv2.BORDER_CONSTANT, value=paper)
    level = _Level(np.array([room, room], np.float64), np.array([1.0, 0.0]), np.array([0.0, 1.0]), np.zeros(1))
    return _warped(roomy, level, (left - margin, right + margin, top - margin, bottom + margin), HEIGHT / high)


def _ink(image: Pixels) -> tuple[float, float, float, float] | None:
    """Left, right, top and bottom of the writing; rules and specks do not count. None for a blank image."""
    import cv2

    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    dark = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    height, width = grey.shape
    strokes = [
        (x, x + wide, y, y + high)
        for x, y, wide, high, area in stats[1:].tolist()
        if area >= 6 and not (high <= 4 and wide > width / 8) and not (wide <= 4 and high > height * 0.7)
    ]
    if not strokes:
        return None
    lefts, rights, tops, bottoms = zip(*strokes, strict=True)
    return float(min(lefts)), float(max(rights)), float(min(tops)), float(max(bottoms))
