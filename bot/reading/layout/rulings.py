"""Rulings in the image that tell what is read together: panels, the areas that they enclose, and bars across the page.

Of two tables side by side one is read after the other; columns do not go on below a bar.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes, levelled, overlaps, skew

BESIDE = 8  # boxes that stand beside others; of fewer no columns are made; handwriting saves a tenth of its time
LONG = 5  # rulings are at least this many lines' heights long; the strokes of letters are shorter
AROUND = 25  # pixels: darkness is measured against so wide a neighbourhood,
DARKER = 12  # and a ruling is darker than it by so many of 255 levels of grey
THICK = 3  # pixels by which a ruling may stray from a straight line, or stop short of another
RIM = 0.08  # of a panel's width or height: so far its sides may lean, as on a photo taken from one side
BAR = 0.5  # of the page's width or more; the rulings under a heading are shorter
CLOSED = 0.8  # of each side is ruled; edges of the paper make corners, and charts have axes

Pixels = NDArray[np.uint8]
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rulings:
    """Panels and bars, of shape (m, 4): left, top, right, bottom in the coordinates that `levelled` gives the boxes."""

    panels: Array
    bars: Array


NO_RULINGS = Rulings(np.empty((0, 4)), np.empty((0, 4)))


def side_by_side(boxes: Boxes) -> bool:
    """Whether enough boxes, of shape (n, 4, 2), share rows with others to their left or right for rulings to matter."""
    across, down = overlaps(levelled(boxes))
    return bool(((across < 0) & (down > 0)).any(axis=1).sum() >= BESIDE)


def find_rulings(image: Pixels, boxes: Boxes) -> Rulings:
    """The rulings of a BGR image whose text is in `boxes`, of shape (n, 4, 2)."""
    if not len(boxes):
        return NO_RULINGS
    level = levelled(boxes)
    long = max(THICK, round(LONG * float(np.median(np.linalg.norm(level[:, 3] - level[:, 0], axis=1)))))
    ink, corner = _levelled_ink(image, skew(boxes))
    across, down = _along(ink, long), _along(ink.T, long).T
    _, bars = _touching(across)
    labels, areas = _touching(across | down)
    bars = bars[bars[:, 2] - bars[:, 0] > BAR * ink.shape[1]]
    wide = np.flatnonzero((areas[:, 2:] - areas[:, :2]).min(axis=1) > long)
    closed = [area for area in wide.tolist() if _closed(labels, area + 1, areas[area])]
    panels = areas[np.array(closed, np.intp)]
    return Rulings(*(places.astype(np.float64) + np.tile(corner, 2) for places in (panels, bars)))


def _touching(rulings: Pixels) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Each pixel's number, from 1, of the rulings that touch, and the places of those, as of panels."""
    import cv2

    _, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(rulings, np.ones((THICK, THICK), np.uint8)))
    places = stats[1:, :4].copy()
    places[:, 2:] += places[:, :2]
    return np.asarray(labels, np.int32), np.asarray(places, np.int32)


def _levelled_ink(image: Pixels, angle: float) -> tuple[Pixels, Array]:
    """What is darker than its surroundings, as 255, with the text lying level, and where its top left corner is."""
    import cv2

    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, AROUND, DARKER)
    height, width = grey.shape
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]]) @ turn.T
    corner = corners.min(axis=0)
    right, bottom = np.ceil(corners.max(axis=0) - corner).astype(int).tolist()
    turned = cv2.warpAffine(ink, np.column_stack([turn, -corner]), (right, bottom))
    return np.where(turned > 127, np.uint8(255), np.uint8(0)), corner


def _along(ink: Pixels, long: int) -> Pixels:
    """The ink in level rulings of at least `long` pixels."""
    import cv2

    thickened = cv2.dilate(np.ascontiguousarray(ink), np.ones((THICK, 1), np.uint8))
    return np.asarray(cv2.morphologyEx(thickened, cv2.MORPH_OPEN, np.ones((1, long), np.uint8)), np.uint8)


def _closed(labels: NDArray[np.int32], label: int, place: NDArray[np.int32]) -> bool:
    """Whether the rulings of this number run along all four sides of the rectangle round them."""
    left, top, right, bottom = place
    rulings = labels[top:bottom, left:right] == label
    high, wide = (max(THICK, round(RIM * side)) for side in rulings.shape)
    sides = rulings[:high], rulings[-high:], rulings[:, :wide].T, rulings[:, -wide:].T
    return all(side.any(axis=0).mean() > CLOSED for side in sides)
