from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.layout.rows import Boxes, group_rows, levelled
from bot.reading.layout.slopes import flattened


def receipt(rows: int = 14, step: float = 26, width: float = 600) -> Boxes:
    """Names and prices, a row of both for each two boxes."""
    places = [(left, 40 + step * row, wide) for row in range(rows) for left, wide in ((20, 180), (width - 90, 70))]
    return np.array([[[x, y], [x + w, y], [x + w, y + 20], [x, y + 20]] for x, y, w in places], dtype=np.float64)


def curled(boxes: Boxes, tilt: float, sag: float, fan: float) -> Boxes:
    """The boxes on paper whose lines fall by `tilt`, sag, and spread to the right like a fan."""
    x, y = boxes[..., 0] - 300, boxes[..., 1]
    return np.stack([boxes[..., 0], y + tilt * x + sag * (x / 300) ** 2 + fan * x * y / 1e5], axis=-1)


@pytest.mark.parametrize(("tilt", "sag", "fan"), [(0.02, 12, 0), (0.0, -9, 0), (0.03, 0, 12), (-0.02, 8, -10)])
def test_items_keep_their_prices_on_a_curled_slip(tilt: float, sag: float, fan: float) -> None:
    boxes = curled(receipt(), tilt, sag, fan)
    assert group_rows(flattened(boxes)) == [[2 * row, 2 * row + 1] for row in range(14)]


def test_a_slope_that_changes_down_the_page_mixes_the_rows_of_a_page_that_is_only_levelled() -> None:
    boxes = curled(receipt(), 0.0, 0, 16)
    assert group_rows(levelled(boxes)) != group_rows(flattened(boxes)) == [[2 * i, 2 * i + 1] for i in range(14)]


def test_a_flat_page_stays_as_it_is_whatever_its_boxes_tremble() -> None:
    trembling = receipt() + np.random.default_rng(3).normal(0, 0.4, (28, 4, 2))
    assert np.array_equal(flattened(trembling), levelled(trembling))


def test_a_box_that_was_not_set_right_does_not_bend_the_page() -> None:
    boxes = receipt()
    boxes[6, 1:3, 1] += 18
    assert group_rows(flattened(boxes)) == [[2 * row, 2 * row + 1] for row in range(14)]


def test_few_boxes_are_only_levelled() -> None:
    boxes = curled(receipt(rows=3), 0.0, 0, 16)
    assert np.array_equal(flattened(boxes), levelled(boxes))


@given(st.lists(st.tuples(*[st.floats(0, 2000, width=32)] * 8), min_size=1, max_size=30))
def test_every_box_stays_a_box(corners: list[tuple[float, ...]]) -> None:
    boxes = np.array(corners, dtype=np.float64).reshape(-1, 4, 2)
    assert np.isfinite(flattened(boxes)).all()
    assert flattened(boxes).shape == boxes.shape
