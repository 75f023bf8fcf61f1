from __future__ import annotations

import numpy as np
import pytest

from bot.reading.layout.rows import Boxes
from bot.reading.layout.stacks import stacks


def box(left: float, top: float, width: float, height: float) -> Boxes:
    return np.array([[left, top], [left + width, top], [left + width, top + height], [left, top + height]])


NAMES = [box(20, 100 + 20 * i, 200, 22) for i in range(8)]


def test_a_column_of_prices_is_cut_where_the_names_stand() -> None:
    ((columns, rows),) = stacks(np.array([*NAMES, box(400, 98, 60, 166)]))
    assert columns == [8]
    assert rows[:, :, 0].tolist() == [[400, 460, 460, 400]] * 8
    assert rows.mean(axis=1)[:, 1] == pytest.approx(np.array(NAMES).mean(axis=1)[:, 1])
    assert np.ptp(rows[:, :, 1], axis=1) == pytest.approx(22)


@pytest.mark.parametrize("missing", [[3], [0], [7], [0, 4, 7]])
def test_a_price_without_a_name_gets_its_row(missing: list[int]) -> None:
    names = [name for i, name in enumerate(NAMES) if i not in missing]
    ((_, rows),) = stacks(np.array([*names, box(400, 98, 60, 166)]))
    assert rows.mean(axis=1)[:, 1] == pytest.approx(np.array(NAMES).mean(axis=1)[:, 1], abs=1)


def test_a_column_that_the_detector_parted_at_its_points_is_one() -> None:
    ((columns, rows),) = stacks(np.array([*NAMES, box(400, 98, 30, 166), box(434, 100, 30, 160)]))
    assert columns == [8, 9]
    assert rows[0, :, 0].tolist() == [400, 464, 464, 400]


def test_on_a_page_at_an_angle_the_cells_follow_the_rows() -> None:
    angle = np.radians(3)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    boxes = np.array([*NAMES, box(400, 98, 60, 166)])
    ((_, level),) = stacks(boxes)
    ((_, turned),) = stacks(boxes @ turn)
    assert turned == pytest.approx(level @ turn, abs=1)


@pytest.mark.parametrize("shift", [0.0, 0.001, 3.0])
def test_rows_that_are_boxed_twice_do_not_part_a_column_into_slivers(shift: float) -> None:
    again = [box(20, 100 + 20 * i + shift, 200, 22) for i in range(8)]
    assert all(len(rows) <= 9 for _, rows in stacks(np.array([*NAMES, *again, box(400, 98, 60, 166)])))


@pytest.mark.parametrize("names", [NAMES[:2], []], ids=["two rows", "none"])
def test_what_stands_on_its_side_beside_few_lines_is_no_column(names: list[Boxes]) -> None:
    assert not stacks(np.array([*names, box(400, 98, 60, 166)]))


def test_no_boxes() -> None:
    assert not stacks(np.empty((0, 4, 2)))
