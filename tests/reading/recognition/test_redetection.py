from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes
from bot.reading.recognition.redetection import found_again, found_inside

PAGE = np.full((600, 900, 3), 255, np.uint8)


def box(left: float, top: float, width: float, height: float) -> Boxes:
    return np.array([[left, top], [left + width, top], [left + width, top + height], [left, top + height]])


class Detector:
    """Finds the boxes that it is told, where it looks at an enlarged part of the page."""

    def __init__(self, *found: Boxes) -> None:
        self.found = np.array(found).reshape(-1, 4, 2)
        self.shapes: list[tuple[int, ...]] = []

    def __call__(self, page: NDArray[np.uint8]) -> Boxes:
        self.shapes.append(page.shape[:2])
        return self.found


def test_a_page_without_tiny_print_is_seen_once() -> None:
    boxes, detector = np.array([box(50, 50, 400, 40), box(50, 70, 400, 40)]), Detector()
    assert np.array_equal(found_again(PAGE, boxes, detector, 1.0), boxes)
    assert not detector.shapes


def test_a_heap_of_tiny_print_is_found_again_at_twice_the_size() -> None:
    writing, heap, one = box(300, 50, 500, 60), box(108, 108, 100, 44), box(120, 110, 60, 9)
    lines = [box(108, 108 + 15 * line, 100, 12) for line in range(3)]
    detector = Detector(*[(line - 100) * 2 for line in lines])
    assert found_again(PAGE, np.array([writing, heap, one]), detector, 1.0) == pytest.approx(
        np.array([writing, *lines])
    )
    assert detector.shapes == [(2 * (44 + 16), 2 * (100 + 16))]


def test_of_more_heaps_than_any_page_has_the_others_stay_as_they_are() -> None:
    specks = np.array([box(20 * (i % 40), 20 * (i // 40), 8, 8) for i in range(1000)])
    detector = Detector()
    assert len(found_again(PAGE, specks, detector, 1.0)) == 1000
    assert len(detector.shapes) == 60


def test_cells_that_stand_in_a_stack_are_parted() -> None:
    rows = [box(300, 108 + 20 * row, 200, 18) for row in range(5)]
    stack, cells = box(108, 108, 40, 98), [box(108, 108 + 20 * row, 40, 18) for row in range(5)]
    detector = Detector(*[(cell - 100) * 2 for cell in cells])
    assert found_again(PAGE, np.array([*rows, stack]), detector, 1.0) == pytest.approx(np.array([*rows, *cells]))


def test_what_reaches_in_from_beside_is_left_out() -> None:
    one, line = box(108, 108, 100, 10), box(108, 109, 100, 9)
    detector = Detector((line - 100) * 2, (box(100, 116, 116, 10) - 100) * 2 + [0, 6])
    assert found_again(PAGE, np.array([one]), detector, 1.0) == pytest.approx(line[np.newaxis])


def test_a_box_of_a_heap_that_is_not_found_again_stays() -> None:
    heap = [box(108, 108, 100, 10), box(108, 114, 100, 10), box(150, 112, 100, 10)]
    line = box(108, 108, 60, 16)
    assert found_again(PAGE, np.array(heap), Detector((line - 100) * 2), 1.0) == pytest.approx(
        np.array([heap[2], line])
    )


def test_where_nothing_is_found_again_the_boxes_stay() -> None:
    boxes = np.array([box(108, 108, 100, 10), box(300, 50, 500, 60)])
    assert np.array_equal(found_again(PAGE, boxes, Detector(), 1.0), boxes)


def test_tiny_is_what_the_detector_sees_so() -> None:
    """On a page that is reduced to a half, a box of 20 pixels has 10."""
    boxes, detector = np.array([box(108, 108, 200, 20)]), Detector()
    found_again(PAGE, boxes, detector, 1.0)
    assert not detector.shapes
    found_again(PAGE, boxes, detector, 2.0)
    assert len(detector.shapes) == 1


def test_no_boxes() -> None:
    assert found_again(PAGE, np.empty((0, 4, 2)), Detector(), 1.0).shape == (0, 4, 2)


def test_what_stands_beside_a_slanted_box_is_left_out() -> None:
    slanted = np.array([[108, 150], [208, 108], [212, 117], [112, 159]], np.float64)
    line, corner = box(130, 128, 60, 10), box(112, 110, 20, 10)
    found = found_inside(PAGE, slanted[np.newaxis], Detector((line - 100) * 2, (corner - 100) * 2))
    assert found == pytest.approx(line[np.newaxis])
