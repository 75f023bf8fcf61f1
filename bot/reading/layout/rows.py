"""Boxes to rows: a reading order that does not mind a page held at an angle."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.page import Box

Boxes = NDArray[np.float64]

SAME_ROW = 0.5  # boxes of a row lie within this part of the lower box's height of each other
OVERLAP = 0.3  # boxes of a row share at most this part of the narrower box's width
APART = 0.3  # boxes of a sentence are at most this part of their height apart; 99 % of prices stand further off
PARAGRAPH = 1.5  # lines at this many times the usual distance begin a paragraph


def group_rows(boxes: Boxes) -> list[list[int]]:
    """Indexes of the boxes row by row from the top, each row from left to right.

    `boxes` has shape (n, 4, 2): corners clockwise from the top left, x to the right, y down.
    """
    if not len(boxes):
        return []
    level = levelled(boxes)
    left, right = level[:, :, 0].min(axis=1), level[:, :, 0].max(axis=1)
    middle = level[:, :, 1].mean(axis=1)
    height = np.linalg.norm(boxes[:, 3] - boxes[:, 0] + boxes[:, 2] - boxes[:, 1], axis=1) / 2

    def distance(row: list[int], box: int) -> float:
        """Vertical distance in heights to the row's nearest box; infinite where the two stand above each other."""
        gaps = np.maximum(left[row], left[box]) - np.minimum(right[row], right[box])
        near = row[int(gaps.argmin())]
        if -gaps.min() > OVERLAP * min(right[near] - left[near], right[box] - left[box]):
            return float("inf")
        return float(abs(middle[near] - middle[box]) / max(min(height[near], height[box]), 1.0))

    rows: list[list[int]] = []
    for box in np.argsort(middle, kind="stable").tolist():
        nearest = min(rows[-4:], key=lambda row: distance(row, box), default=[])
        if nearest and distance(nearest, box) < SAME_ROW:
            nearest.append(box)
        else:
            rows.append([box])
    rows.sort(key=lambda row: float(middle[row].mean()))
    return [sorted(row, key=lambda box: float(left[box])) for row in rows]


def levelled(boxes: Boxes) -> Boxes:
    """The boxes, of shape (n, 4, 2), turned by their skew round the origin so that the text lies level."""
    return _turn(boxes, -skew(boxes))


def sides(boxes: Boxes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The width and the height of each box, of shape (n, 4, 2), along its own sides."""
    return np.linalg.norm(boxes[:, 1] - boxes[:, 0], axis=1), np.linalg.norm(boxes[:, 3] - boxes[:, 0], axis=1)


def overlaps(boxes: Boxes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far each two boxes share what they cover across and down, shape (n, n); negative by what they are apart."""
    low, high = boxes.min(axis=1), boxes.max(axis=1)
    shared = np.minimum(high[:, np.newaxis], high) - np.maximum(low[:, np.newaxis], low)
    return shared[..., 0], shared[..., 1]


def spaces(boxes: Boxes, row: Sequence[int]) -> list[str]:
    """What stands between the boxes of `row`, one entry less than they: a space in a sentence or cell, else two."""
    level = levelled(boxes[list(row)])
    left, right = level[:, :, 0].min(axis=1), level[:, :, 0].max(axis=1)
    height = np.linalg.norm(level[:, 3] - level[:, 0], axis=1)
    gaps = left[1:] - right[:-1]
    return [
        " " if gap <= APART * line else "  "
        for gap, line in zip(gaps, np.minimum(height[1:], height[:-1]), strict=True)
    ]


def outline(boxes: Boxes, angle: float) -> Box:
    """The smallest rectangle at `angle` radians round all points, shape (n, points, 2), clockwise from its top left."""
    level = _turn(boxes, -angle).reshape(-1, 2)
    (left, top), (right, bottom) = level.min(axis=0), level.max(axis=0)
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    first, second, third, fourth = ((round(x), round(y)) for x, y in _turn(corners, angle).tolist())
    return first, second, third, fourth


def paragraph_starts(rows: Sequence[Box]) -> tuple[int, ...]:
    """Indexes of the rows that begin a paragraph: the first, and those clearly further down than usual."""
    if not rows:
        return ()
    boxes = np.array(rows, dtype=np.float64)
    middle = _turn(boxes, -skew(boxes))[:, :, 1].mean(axis=1)
    steps = np.diff(middle)
    usual = float(np.median(steps)) if len(steps) else 0.0
    return (0, *(np.flatnonzero(steps > PARAGRAPH * usual) + 1).tolist())


def skew(boxes: Boxes) -> float:
    """The angle of the text in radians, positive where it falls to the right: the boxes' median, by width."""
    along = (boxes[:, 1] - boxes[:, 0] + boxes[:, 2] - boxes[:, 3]) / 2
    angles = np.arctan2(along[:, 1], along[:, 0])
    order = np.argsort(angles, kind="stable")
    widths = np.cumsum(np.linalg.norm(along, axis=1)[order])
    return float(angles[order][np.searchsorted(widths, widths[-1] / 2)])


def reached(near: NDArray[np.bool_], start: int) -> NDArray[np.bool_]:
    """Which boxes `start` reaches from neighbour to neighbour; near[i, j], symmetric, says whether i and j are such."""
    found: NDArray[np.bool_] = np.arange(len(near)) == start
    while (found != (grown := found | near[found].any(axis=0))).any():
        found = grown
    return found


def _turn(points: Boxes, angle: float) -> Boxes:
    cos, sin = np.cos(angle), np.sin(angle)
    turned: Boxes = points @ np.array([[cos, sin], [-sin, cos]])
    return turned
