from __future__ import annotations

import numpy as np
import pytest

from bot.reading.layout.rows import Boxes
from bot.reading.layout.sideways import joined, sideways


def box(left: float, top: float, width: float, height: float) -> Boxes:
    return np.array([[left, top], [left + width, top], [left + width, top + height], [left, top + height]])


TEXT = [box(100, 40 * i, 400, 30) for i in range(4)]


def test_a_lone_digit_is_not_on_its_side() -> None:
    boxes = np.array([*TEXT, box(520, 40, 12, 28), box(20, 20, 30, 140)])
    assert sideways(boxes).tolist() == [False] * 5 + [True]


def test_the_parts_of_a_note_on_its_side_are_one() -> None:
    boxes = np.array([*TEXT, box(20, 100, 30, 90), box(22, 10, 30, 100)])
    assert joined(boxes) == pytest.approx(np.array([*TEXT, box(20, 10, 32, 180)]))


@pytest.mark.parametrize("other", [box(60, 10, 30, 100), box(20, 160, 30, 100)], ids=["beside", "further down"])
def test_two_notes_stay_two(other: Boxes) -> None:
    assert len(joined(np.array([*TEXT, box(20, 10, 30, 100), other]))) == 6


def test_lines_one_above_the_other_are_no_parts() -> None:
    assert np.array_equal(joined(np.array(TEXT)), np.array(TEXT))
    assert joined(np.empty((0, 4, 2))).shape == (0, 4, 2)
