from __future__ import annotations

import numpy as np

from bot.reading.layout.rows import Boxes, group_rows
from bot.reading.layout.table_rows import join_cells


def boxes_of(*places: tuple[float, float, float] | tuple[float, float, float, float]) -> Boxes:
    """Boxes by left, middle, width and, where it is not 20, height."""
    corners = []
    for left, middle, width, *rest in places:
        top, bottom = middle - (rest or [20])[0] / 2, middle + (rest or [20])[0] / 2
        corners.append([[left, top], [left + width, top], [left + width, bottom], [left, bottom]])
    return np.array(corners, dtype=np.float64)


NAMES = [(0, 0, 150), (0, 24, 140)]
PHONES = [(200, 0, 80), (200, 24, 80)]


def joined(boxes: Boxes) -> list[list[int]]:
    return join_cells(boxes, group_rows(boxes))


def test_a_cell_halfway_between_two_lines_makes_them_one_row_read_cell_by_cell() -> None:
    assert joined(boxes_of(*NAMES, *PHONES, (320, 12, 200))) == [[0, 1, 2, 3, 4]]


def test_a_heading_of_one_line_may_stand_first() -> None:
    assert joined(boxes_of((0, 12, 80), (120, 0, 60), (110, 24, 80), (240, 0, 60), (240, 24, 50))) == [[0, 1, 2, 3, 4]]


def test_rows_before_and_after_stay_as_they_are() -> None:
    boxes = boxes_of(*NAMES, *PHONES, (320, 12, 200), (0, 60, 150), (200, 60, 80), (320, 60, 200))
    assert joined(boxes) == [[0, 1, 2, 3, 4], [5, 6, 7]]


def test_level_lines_stay_rows() -> None:
    assert joined(boxes_of(*NAMES, *PHONES, (320, 0, 200))) == [[0, 2, 4], [1, 3]]


def test_one_cell_of_two_lines_is_not_enough() -> None:
    assert len(joined(boxes_of(*NAMES, (320, 12, 200)))) > 1


def test_a_box_as_high_as_both_rows_is_no_cell_of_one_line() -> None:
    assert len(joined(boxes_of(*NAMES, *PHONES, (320, 12, 200, 44)))) > 1


def test_lines_far_apart_are_not_one_cell() -> None:
    far = [(left, 2.5 * middle, width) for left, middle, width in (*NAMES, *PHONES)]
    assert len(joined(boxes_of(*far, (320, 30, 200)))) == 3


def test_nothing_to_join() -> None:
    assert join_cells(np.empty((0, 4, 2)), []) == []
    assert join_cells(boxes_of((0, 0, 10)), [[0]]) == [[0]]
