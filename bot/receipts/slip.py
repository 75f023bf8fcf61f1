"""How the rows of a slip run: held at an angle, seen in perspective, curled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from operator import mul
from statistics import median

from bot.page import Box

LONG = 2.5  # times as wide as high: the direction of a shorter box says little
LEAST_LONG = 6  # boxes, for more than one angle
NEAR, NEARER = 0.12, 0.04  # how far a box's slope may be off the others' to count
STIFF = 1e3  # against bending after a few odd boxes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands: its middle, the direction of its text (down by across), its sides; pixels."""

    x: float
    y: float
    slope: float
    width: float
    height: float
    left: float
    right: float

    @classmethod
    def of(cls, box: Box) -> Place:
        """The place of a box whose corners go clockwise from the top left."""
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = box
        across, down = (bx - ax + cx - dx) / 2, (by - ay + cy - dy) / 2
        height = hypot(dx - ax + cx - bx, dy - ay + cy - by) / 2
        xs = (ax, bx, cx, dx)
        slope = down / max(across, 1.0)
        return cls(sum(xs) / 4, (ay + by + cy + dy) / 4, slope, hypot(across, down), height, min(xs), max(xs))


@dataclass(frozen=True, slots=True)
class Slip:
    """The slope of the text at (x, y) is `slope + bend * (x - x0) + turn * (y - y0)`."""

    x0: float = 0.0
    y0: float = 0.0
    slope: float = 0.0
    bend: float = 0.0
    turn: float = 0.0

    @classmethod
    def under(cls, places: Sequence[Place]) -> Slip:
        """The slip on which boxes at these places stand in straight rows."""
        long = [place for place in places if place.width > LONG * place.height]
        if not long:
            return cls()
        middle = median(place.slope for place in long)
        x0, y0 = sum(p.x for p in places) / len(places), sum(p.y for p in places) / len(places)
        slip = cls(x0, y0, middle)
        used = [place for place in long if abs(place.slope - middle) < NEAR]
        for _ in range(3):
            if len(used) < LEAST_LONG:
                break
            slip = cls(x0, y0, *_fitted(used, x0, y0))
            used = [place for place in long if abs(place.slope - slip.at(place)) < NEARER]
        return slip

    def at(self, place: Place) -> float:
        """The slope of the text at a place."""
        return self.slope + self.bend * (place.x - self.x0) + self.turn * (place.y - self.y0)

    def level(self, place: Place) -> float:
        """How far down the slip the row is in which a place stands."""
        x, y = place.x - self.x0, place.y - self.y0
        return y - (self.slope + self.turn * y) * x - self.bend * x * x / 2


def _fitted(places: Sequence[Place], x0: float, y0: float) -> tuple[float, float, float]:
    """Slope, bend and turn by least squares, a box counting by its width."""
    widths = [place.width for place in places]
    terms = ([1.0] * len(places), [p.x - x0 for p in places], [p.y - y0 for p in places], [p.slope for p in places])
    weighed = [list(map(mul, widths, term)) for term in terms[:3]]
    rows = [[sum(map(mul, row, term)) for term in terms] for row in weighed]
    for k, stiff in enumerate((1e-6, STIFF, STIFF)):
        rows[k][k] += stiff
    return _solved(rows)


def _solved(rows: list[list[float]]) -> tuple[float, float, float]:
    """The solution of three equations, each its three factors and what they make; a positive definite system."""
    for k in range(3):
        for other in range(3):
            if other != k:
                times = rows[other][k] / rows[k][k]
                rows[other] = [a - times * b for a, b in zip(rows[other], rows[k], strict=True)]
    return rows[0][3] / rows[0][0], rows[1][3] / rows[1][1], rows[2][3] / rows[2][2]
