from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.layout.rows import Boxes, group_rows, levelled, outline, paragraph_starts, skew, spaces


def box(left: float, top: float, width: float = 100, height: float = 20) -> list[list[float]]:
    right, bottom = left + width, top + height
    return [[left, top], [right, top], [right, bottom], [left, bottom]]


def turned(boxes: Boxes, degrees: float) -> Boxes:
    angle = np.radians(degrees)
    rotation = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    result: Boxes = boxes @ rotation
    return result


RECEIPT = np.array([box(0, 0, 300), *(box(x, 40 + 30 * row, 60 + 40 * (x == 0)) for row in range(8) for x in (0, 400))])
RECEIPT_ROWS = [[0], *([1 + 2 * row, 2 + 2 * row] for row in range(8))]


def test_item_and_price_share_a_row() -> None:
    assert group_rows(RECEIPT) == RECEIPT_ROWS


@given(st.floats(-10, 10), st.randoms(use_true_random=False))
def test_order_survives_rotation_and_shuffling(degrees: float, random: object) -> None:
    order = list(range(len(RECEIPT)))
    random.shuffle(order)  # type: ignore[attr-defined]
    rows = group_rows(turned(RECEIPT[order], degrees))
    assert [[order[i] for i in row] for row in rows] == RECEIPT_ROWS


@given(st.lists(st.tuples(*[st.integers(0, 1000)] * 2, *[st.integers(1, 300)] * 2), max_size=30))
def test_every_box_is_in_exactly_one_row(places: list[tuple[int, int, int, int]]) -> None:
    boxes = np.array([box(*place) for place in places], dtype=np.float64).reshape(-1, 4, 2)
    rows = group_rows(boxes)
    assert sorted(i for row in rows for i in row) == list(range(len(places)))


def test_boxes_above_each_other_are_rows_of_their_own() -> None:
    assert group_rows(np.array([box(0, 0), box(10, 8)])) == [[0], [1]]


def test_a_small_box_joins_the_row_it_is_level_with() -> None:
    boxes = np.array([box(0, 0, 200, 40), box(210, 12, 15, 15), box(0, 50, 200, 40)])
    assert group_rows(boxes) == [[0, 1], [2]]


def test_bent_rows_follow_their_neighbours() -> None:
    """On crumpled paper the right end of a row may be as low as the next row begins."""
    bent = np.array([box(120 * x, 24 * row + 5 * x) for row in range(4) for x in range(5)])
    assert group_rows(bent) == [[5 * row + x for x in range(5)] for row in range(4)]


def test_no_boxes() -> None:
    assert group_rows(np.empty((0, 4, 2))) == []
    assert paragraph_starts([]) == ()


@pytest.mark.parametrize("degrees", [-10, -3, 0, 5, 10])
def test_skew_is_measured(degrees: float) -> None:
    assert np.degrees(skew(turned(RECEIPT, degrees))) == pytest.approx(degrees)


def test_outline_of_level_boxes() -> None:
    assert outline(np.array([box(0, 2), box(200, 0)]), 0.0) == ((0, 0), (300, 0), (300, 22), (0, 22))


@given(st.floats(-10, 10))
def test_outline_turns_with_the_page(degrees: float) -> None:
    row = np.array([box(500, 500), box(700, 500)])
    expected = turned(np.array(box(500, 500, 300)), degrees)
    assert np.abs(np.array(outline(turned(row, degrees), np.radians(degrees))) - expected).max() <= 1


@given(st.floats(-10, 10))
def test_levelled_boxes_lie_level(degrees: float) -> None:
    assert np.degrees(skew(levelled(turned(RECEIPT, degrees)))) == pytest.approx(0, abs=1e-6)


@given(st.floats(-10, 10))
def test_pieces_of_a_sentence_are_one_space_apart_and_item_and_price_two(degrees: float) -> None:
    row = np.array([box(0, 0), box(102, 0), box(400, 0, 60)])
    assert spaces(turned(row, degrees), [0, 1, 2]) == [" ", "  "]


def test_lines_of_one_cell_are_one_space_apart() -> None:
    cells = np.array([box(0, 0), box(0, 24, 90), box(150, 12)])
    assert spaces(cells, [0, 1, 2]) == [" ", "  "]


def test_one_box_has_nothing_between() -> None:
    assert spaces(RECEIPT, [0]) == []


def lines(tops: list[int]) -> list[tuple[tuple[int, int], ...]]:
    return [((0, top), (500, top), (500, top + 20), (0, top + 20)) for top in tops]


@pytest.mark.parametrize(
    ("tops", "starts"),
    [
        ([0], (0,)),
        ([0, 30], (0,)),
        ([0, 30, 60, 120, 150, 180], (0, 3)),
        ([0, 60, 90, 120, 180, 210], (0, 1, 4)),
        ([0, 28, 61, 90, 122, 149], (0,)),
    ],
)
def test_paragraphs_begin_after_a_wider_gap(tops: list[int], starts: tuple[int, ...]) -> None:
    assert paragraph_starts(lines(tops)) == starts  # type: ignore[arg-type]
