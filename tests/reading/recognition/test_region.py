from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes
from bot.reading.recognition.models import AREA
from bot.reading.recognition.region import DRAWN, found_closer, written_part


def lines(left: float, top: float, width: float = 200, height: float = 18, count: int = 10) -> Boxes:
    places = [(left, top + 1.4 * height * i) for i in range(count)]
    corners = [[[x, y], [x + width, y], [x + width, y + height], [x, y + height]] for x, y in places]
    return np.array(corners, dtype=np.float64)


def blank(height: int = 1280, width: int = 960) -> NDArray[np.uint8]:
    return np.full((height, width, 3), 200, np.uint8)


class Detector:
    """Finds one box that covers all of what it is shown, and says what that was."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []

    def __call__(self, page: NDArray[np.uint8]) -> Boxes:
        height, width, _ = page.shape
        self.shapes.append((height, width))
        return np.array([[[0, 0], [width, 0], [width, height], [0, height]]], dtype=np.float64)


def test_small_writing_is_looked_for_where_it_stands_and_its_boxes_are_those_of_the_page() -> None:
    boxes, detector = lines(300, 500), Detector()
    found, shrink = found_closer(blank(), boxes, detector)
    edges = written_part(blank(), boxes)
    assert edges is not None
    left, top, right, bottom = edges
    assert found[0] == pytest.approx(np.array([[left, top], [right, top], [right, bottom], [left, bottom]]), abs=1)
    assert (left, top) == (300 - 27, 500 - 27) and (right, bottom) == (527, 500 + 9 * 25.2 + 18 + 27 - 0.8)
    (shape,) = detector.shapes
    assert shape == (2 * (bottom - top), 2 * (right - left))
    assert shrink == 0.5


def test_a_large_part_is_drawn_up_to_a_limit() -> None:
    detector = Detector()
    found_closer(blank(), lines(100, 100, width=500, count=40), detector)
    ((height, width),) = detector.shapes
    assert height * width == pytest.approx(DRAWN, rel=0.01)


def test_a_part_of_a_large_photo_is_shown_as_it_is() -> None:
    detector = Detector()
    found_closer(blank(2600, 2600), lines(300, 300, width=1000, height=30, count=36), detector)
    ((height, width),) = detector.shapes
    assert height * width > AREA


@pytest.mark.parametrize(
    "boxes",
    [
        lines(40, 40, width=880, count=48),
        lines(300, 400, height=60),
        lines(300, 400, count=5),
        lines(300, 400, width=20, count=20),
        np.empty((0, 4, 2)),
    ],
    ids=["a full page", "large writing", "few lines", "no lines", "nothing"],
)
def test_other_pages_are_looked_at_once(boxes: Boxes) -> None:
    detector = Detector()
    found, shrink = found_closer(blank(), boxes, detector)
    assert found is boxes
    assert shrink == pytest.approx((1280 * 960 / AREA) ** 0.5)
    assert not detector.shapes


@pytest.mark.parametrize(
    ("outside", "kept"),
    [
        (lines(480, 40, width=26, count=1), 1),
        (lines(700, 500, width=35), 10),
        (lines(220, 500, width=12), 10),
        (lines(700, 500, width=18, count=1), 0),
        (lines(220, 500, width=18, count=2), 0),
    ],
    ids=["a page's number", "prices", "quantities", "a speck", "two holes"],
)
def test_what_is_written_outside_the_part_is_kept(outside: Boxes, kept: int) -> None:
    found, _ = found_closer(blank(), np.concatenate([lines(300, 500), outside]), Detector())
    assert found[1:].tolist() == outside[:kept].tolist()


def test_where_nothing_is_found_closer_the_page_keeps_its_boxes() -> None:
    boxes = lines(300, 500)
    found, shrink = found_closer(blank(), boxes, lambda _: np.empty((0, 4, 2)))
    assert found is boxes
    assert shrink == pytest.approx((1280 * 960 / AREA) ** 0.5)


def test_what_the_ground_shows_is_no_writing() -> None:
    weave = lines(20, 20, width=20, count=3)
    assert written_part(blank(), np.concatenate([lines(300, 500), weave])) == written_part(blank(), lines(300, 500))
