from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.reading.layout.papers import papers
from bot.reading.layout.rows import Boxes

TABLE, PAPER = (60, 92, 122), (250, 250, 250)
Place = tuple[int, int]

LINES = 5


def lines(left: int, top: int, count: int = LINES) -> Boxes:
    """Lines of a slip 300 pixels wide whose corner is at left and top."""
    places = [(left + 20, top + 20 + 40 * i) for i in range(count)]
    return np.array([[[x, y], [x + 240, y], [x + 240, y + 24], [x, y + 24]] for x, y in places], dtype=np.float64)


def table(slips: list[Place], ground: tuple[int, int, int] = TABLE) -> NDArray[np.uint8]:
    image = np.full((700, 900, 3), ground, np.uint8)
    for left, top in slips:
        image[top : top + 240, left : left + 300] = PAPER
        for x, y in lines(left, top)[:, 0].astype(int):
            image[y + 6 : y + 18, x + 4 : x + 236 : 5] = 40
    return image


@pytest.mark.parametrize(
    "slips",
    [[(30, 40), (500, 90)], [(40, 30), (80, 400)], [(30, 40), (500, 20), (200, 400)]],
    ids=["beside each other", "one below the other", "three"],
)
def test_each_slip_is_a_paper_in_reading_order(slips: list[Place]) -> None:
    found = papers(table(slips), np.concatenate([lines(*slip) for slip in slips]))
    assert [paper.tolist() for paper in found] == [list(range(LINES * n, LINES * (n + 1))) for n in range(len(slips))]


def test_two_columns_on_one_paper_are_not_told_apart() -> None:
    boxes = np.concatenate([lines(30, 40), lines(500, 40)])
    assert len(papers(table([(30, 40), (500, 40)], PAPER), boxes)) == 1


@pytest.mark.parametrize(("degrees", "papers_seen"), [(3, 2), (-2, 2), (1, 1)])
def test_on_a_ground_as_light_as_they_are_papers_are_told_apart_by_their_angles(degrees: int, papers_seen: int) -> None:
    angle = np.radians(degrees)
    leaning = lines(500, 40) @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    found = papers(table([], PAPER), np.concatenate([lines(30, 40), leaning]))
    assert [paper.tolist() for paper in found] == np.arange(2 * LINES).reshape(papers_seen, -1).tolist()


def test_prices_that_lean_on_a_curled_slip_stay_beside_their_names() -> None:
    prices = lines(500, 40)
    prices[:, 1:3] -= [180, 4]
    assert len(papers(table([], PAPER), np.concatenate([lines(30, 40), prices]))) == 1


def test_rules_and_dark_bars_do_not_cut_a_paper() -> None:
    image = table([(30, 40), (500, 40)], PAPER)
    image[:, 420:424] = image[300:303] = 0
    assert len(papers(image, np.concatenate([lines(30, 40), lines(500, 40)]))) == 1


def test_a_paper_that_gets_darker_is_one() -> None:
    image = (table([(30, 40), (330, 40)]) * np.linspace(1, 0.6, 900)[:, np.newaxis]).astype(np.uint8)
    assert len(papers(image, np.concatenate([lines(30, 40), lines(330, 40)]))) == 1


def test_a_line_on_the_table_belongs_to_the_paper_that_is_nearest() -> None:
    boxes = np.concatenate([lines(30, 40), lines(500, 40), lines(480, 420, count=1)])
    assert [len(paper) for paper in papers(table([(30, 40), (500, 40)]), boxes)] == [LINES, LINES + 1]


@given(st.lists(st.tuples(*[st.integers(-50, 950)] * 2, *[st.integers(1, 300)] * 2), max_size=20))
def test_every_box_is_on_exactly_one_paper(places: list[tuple[int, int, int, int]]) -> None:
    corners = [[[x, y], [x + w, y], [x + w, y + h], [x, y + h]] for x, y, w, h in places]
    boxes = np.array(corners, dtype=np.float64).reshape(-1, 4, 2)
    found = papers(table([(30, 40), (500, 90)]), boxes)
    assert sorted(i for paper in found for i in paper.tolist()) == list(range(len(boxes)))
