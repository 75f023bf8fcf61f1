from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes
from bot.reading.layout.rulings import find_rulings, side_by_side

LEFT, RIGHT = (60, 80, 380, 400), (400, 80, 700, 400)
Pixels = NDArray[np.uint8]


def drawn(*rectangles: tuple[int, int, int, int]) -> Pixels:
    """A grey page with black rectangles of the usual thin rulings, and two lines of text as bars."""
    page = np.full((500, 760, 3), 200, np.uint8)
    for left, top, right, bottom in rectangles:
        cv2.rectangle(page, (left, top), (right, bottom), (20, 20, 20), 2)
    return page


def boxes(degrees: float = 0) -> Boxes:
    """Two lines of text 16 pixels high, on a page turned clockwise round its top left corner."""
    lines = [[[80, top], [300, top], [300, top + 16], [80, top + 16]] for top in (100, 130)]
    return np.array(lines, np.float64) @ turn(degrees)[:, :2].T


def panels(page: Pixels, text: Boxes) -> NDArray[np.float64]:
    return find_rulings(page, text).panels


def turn(degrees: float) -> NDArray[np.float64]:
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[cos, -sin, 0], [sin, cos, 0]])


def test_two_rectangles_are_two_panels() -> None:
    assert np.abs(panels(drawn(LEFT, RIGHT), boxes()) - [LEFT, RIGHT]).max() <= 4


@pytest.mark.parametrize("degrees", [-3, 2, 4])
def test_panels_are_found_on_a_page_held_at_an_angle(degrees: float) -> None:
    page = cv2.warpAffine(drawn(LEFT, RIGHT), turn(degrees), (760, 500), borderValue=(200, 200, 200))
    assert np.abs(panels(page, boxes(degrees)) - [LEFT, RIGHT]).max() <= 6


def test_panels_are_found_on_a_photo_taken_from_one_side() -> None:
    corners, seen = [[0, 0], [760, 0], [760, 500], [0, 500]], [[22, 0], [738, 0], [760, 500], [0, 500]]
    warp = cv2.getPerspectiveTransform(np.array(corners, np.float32), np.array(seen, np.float32))
    page = cv2.warpPerspective(drawn(LEFT, RIGHT), warp, (760, 500), borderValue=(200, 200, 200))
    assert np.abs(panels(page, boxes()) - [LEFT, RIGHT]).max() <= 16


def test_a_table_with_rulings_between_its_cells_is_one_panel() -> None:
    page = drawn(LEFT, (60, 80, 200, 200), (200, 200, 380, 400))
    assert np.abs(panels(page, boxes()) - [LEFT]).max() <= 4


def test_axes_edges_of_paper_and_small_boxes_are_no_panels() -> None:
    page = drawn((80, 420, 120, 450))
    cv2.line(page, (60, 80), (60, 400), (20, 20, 20), 2)
    cv2.line(page, (60, 400), (380, 400), (20, 20, 20), 2)
    cv2.line(page, (400, 60), (700, 60), (20, 20, 20), 2)
    assert panels(page, boxes()).shape == (0, 4)


def test_lines_of_text_are_no_panels() -> None:
    page = drawn()
    for row in range(12):
        text = "with a lightly scuffed case and once"
        cv2.putText(page, text, (60, 100 + 24 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (20, 20, 20), 2)
    assert panels(page, boxes()).shape == (0, 4)


def test_a_page_without_text_has_no_rulings() -> None:
    assert panels(drawn(LEFT), np.empty((0, 4, 2))).shape == (0, 4)


@pytest.mark.parametrize("degrees", [-3, 0, 4])
def test_a_ruling_across_the_page_is_a_bar_and_one_under_a_heading_is_none(degrees: float) -> None:
    page = drawn()
    cv2.line(page, (60, 200), (700, 200), (20, 20, 20), 2)
    cv2.line(page, (60, 240), (360, 240), (20, 20, 20), 2)
    held = cv2.warpAffine(page, turn(degrees), (760, 500), borderValue=(200, 200, 200))
    assert np.abs(find_rulings(held, boxes(degrees)).bars - [(60, 200, 700, 200)]).max() <= 6


def test_a_dark_band_is_a_bar() -> None:
    page = drawn()
    page[200:225, 40:720] = 30
    assert np.abs(find_rulings(page, boxes()).bars[:, [0, 2]] - [40, 720]).max() <= 4


@pytest.mark.parametrize(("columns", "matter"), [(1, False), (2, True)])
def test_rulings_matter_where_boxes_stand_side_by_side(columns: int, matter: bool) -> None:
    rows = [(500 * column, 60 * row) for column in range(columns) for row in range(8)]
    boxes = np.array([[(x, y), (x + 400, y), (x + 400, y + 40), (x, y + 40)] for x, y in rows], dtype=np.float64)
    assert side_by_side(boxes) is matter
