"""Papers that lie side by side or one below the other: each is read by itself.

They are told apart by the darker ground between them, or where those side by side lie at an angle to each other.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes, group_rows

LINES = 3  # of a paper; fewer belong to the paper that is nearest
DARKER = 0.8  # of the paper's brightness, in one of the colours at least, is the ground's
SAMPLES = 30  # boxes whose paper is looked at, at most
DARKEST = 10  # percentile of the boxes by their paper: in a shadow it is darker
PAPER = 75  # percentile of the pixels of a box: neither ink nor glare
LINE = 6  # pixels of a line of the reduced image, in which papers are told from ground
LONG = 4  # times as wide as high are the boxes whose angles are compared; prices are shorter
ANGLE = 0.026  # radians, 1.5 degrees, at least between two papers;
EVEN = 0.009  # and the lines of each stray from its own by less
BESIDE = 0.5  # of the lower paper's height: papers that share as much are read from the left, others from the top

Pixels = NDArray[np.uint8]
Indexes = NDArray[np.intp]


def papers(image: Pixels, boxes: Boxes) -> list[Indexes]:
    """The indexes of the boxes of each paper in a BGR image, in reading order; `boxes` has shape (n, 4, 2)."""
    everything = np.arange(len(boxes))
    if len(boxes) < 2 * LINES:
        return [everything]
    on = _sheets(image, boxes)
    sheets = [part for label in np.unique(on) if len(group_rows(boxes[part := np.flatnonzero(on == label)])) >= LINES]
    if len(sheets) < 2:
        return _at_an_angle(boxes) or [everything]
    middles = boxes.mean(axis=1)
    near = [np.linalg.norm(middles[:, np.newaxis] - middles[sheet], axis=2).min(axis=1) for sheet in sheets]
    nearest = np.argmin(near, axis=0)
    for number, sheet in enumerate(sheets):
        nearest[sheet] = number
    return _in_order(boxes, [np.flatnonzero(nearest == number) for number in range(len(sheets))])


def _at_an_angle(boxes: Boxes) -> list[Indexes]:
    """Boxes on either side of a gutter down the page, if the lines there run at different angles; else nothing."""
    along = (boxes[:, 1] - boxes[:, 0] + boxes[:, 2] - boxes[:, 3]) / 2
    height = np.linalg.norm(boxes[:, 3] - boxes[:, 0], axis=1)
    long, angles = along[:, 0] > LONG * height, np.arctan2(along[:, 1], along[:, 0])
    left, right = boxes[..., 0].min(axis=1), boxes[..., 0].max(axis=1)
    order = np.argsort(left)
    reach = np.maximum.accumulate(right[order])
    for end in np.flatnonzero(left[order][1:] - reach[:-1] > np.median(height)) + 1:
        sides = np.sort(order[:end]), np.sort(order[end:])
        both = [angles[side[long[side]]] for side in sides]
        if min(map(len, both)) < LINES:
            continue
        (one, other), stray = map(np.median, both), [np.median(np.abs(lines - np.median(lines))) for lines in both]
        if abs(one - other) > ANGLE and max(stray) < EVEN:
            return list(sides)
    return []


def _sheets(image: Pixels, boxes: Boxes) -> NDArray[np.int32]:
    """For each box the number of the area, brighter than the ground, that it stands on."""
    import cv2

    height = float(np.median(np.linalg.norm(boxes[:, 3] - boxes[:, 0], axis=1)))
    shrink = max(1.0, height / LINE)
    size = (max(1, round(image.shape[1] / shrink)), max(1, round(image.shape[0] / shrink)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    places = boxes / shrink
    looked_at = places[:: math.ceil(len(places) / SAMPLES)]
    least = DARKER * np.percentile([_paper(small, box) for box in looked_at], DARKEST, axis=0)
    bright = (small >= least).all(axis=2).astype(np.uint8)
    cv2.fillPoly(bright, list(np.rint(places).astype(np.int32)), 1)
    whole = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((LINE, LINE), np.uint8))
    _, labels = cv2.connectedComponents(whole)
    x, y = np.clip(np.rint(places.mean(axis=1)).astype(int), 0, np.array(size) - 1).T
    found: NDArray[np.int32] = np.asarray(labels, np.int32)[y, x]
    return found


def _paper(image: Pixels, box: Boxes) -> NDArray[np.float64]:
    """The colour of the paper in a box."""
    left, top = np.maximum(box.min(axis=0), 0).astype(int)
    right, bottom = np.ceil(box.max(axis=0)).astype(int)
    inside = image[top : bottom + 1, left : right + 1].reshape(-1, 3)
    paper: NDArray[np.float64] = np.percentile(inside, PAPER, axis=0) if len(inside) else np.full(3, 255.0)
    return paper


def _in_order(boxes: Boxes, sheets: list[Indexes]) -> list[Indexes]:
    """Sheets from the top, those that stand beside each other from the left."""
    places = [(boxes[sheet].min(axis=(0, 1)), boxes[sheet].max(axis=(0, 1))) for sheet in sheets]
    rows: list[list[int]] = []
    for one in sorted(range(len(sheets)), key=lambda sheet: float(places[sheet][0][1])):
        (_, top), (_, bottom) = places[one]
        for row in rows:
            (_, above), (_, below) = places[row[0]]
            if min(bottom, below) - max(top, above) > BESIDE * min(bottom - top, below - above):
                row.append(one)
                break
        else:
            rows.append([one])
    return [sheets[one] for row in rows for one in sorted(row, key=lambda sheet: float(places[sheet][0][0]))]
