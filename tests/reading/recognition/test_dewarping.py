from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.reading.recognition.dewarping import MOST, ROWS, as_seen, bow, dewarped, follow

HEIGHT, WIDTH = 1200, 900
_ACROSS = np.linspace(-1, 1, WIDTH)


def page(shift: NDArray[np.float64], tilt: float = 0.0) -> NDArray[np.uint8]:
    """Lines of strokes that lie `shift` pixels lower in each column, and fall to the right by `tilt` radians."""
    down = shift + np.tan(tilt) * (np.arange(WIDTH) - WIDTH / 2)
    y = np.arange(HEIGHT)[:, np.newaxis] - down
    ink = (y % 40 < 14) & (y > 100) & (y < HEIGHT - 100) & (np.arange(WIDTH) % 9 < 4)
    return np.repeat(np.where(ink, 40, 230).astype(np.uint8)[:, :, np.newaxis], 3, axis=2)


@pytest.mark.parametrize("tilt", [0.0, 0.03])
@pytest.mark.parametrize("sag", [-45, -20, 20, 45])
def test_a_bow_is_found(sag: int, tilt: float) -> None:
    shift = -sag * (_ACROSS**2 - 1 / 3)
    assert bow(page(shift, tilt), tilt) == pytest.approx(shift, abs=5)


@pytest.mark.parametrize("tilt", [-0.03, 0.0, 0.03])
def test_straight_lines_have_none(tilt: float) -> None:
    assert not bow(page(np.zeros(WIDTH), tilt), tilt).any()


@given(st.integers(20, 300), st.integers(20, 300), st.integers(0, 255))
def test_a_blank_page_has_none(height: int, width: int, grey: int) -> None:
    shift = bow(np.full((height, width, 3), grey, np.uint8), 0.0)
    assert shift.shape == (width,)
    assert not shift.any()


def test_a_flattened_page_is_straight() -> None:
    shift = 30 * (_ACROSS**2 - 1 / 3)
    flat = dewarped(page(shift), shift)[math.ceil(shift.max()) :][:HEIGHT]
    assert not bow(flat, 0.0).any()
    assert np.abs(flat.astype(int) - page(np.zeros(WIDTH)))[150:-150].mean() < 6


@pytest.mark.parametrize("sag", [-40, 40])
def test_nothing_is_cut_off(sag: int) -> None:
    image = np.full((HEIGHT, WIDTH, 3), 230, np.uint8)
    for rows in (slice(2, 14), slice(-14, -2)):
        image[rows, :60] = image[rows, 400:460] = image[rows, -60:] = 0
    flat = dewarped(image, sag * (_ACROSS**2 - 1 / 3))
    assert (flat == 0).sum() == pytest.approx((image == 0).sum(), rel=0.1)


def test_boxes_are_where_they_stood_before() -> None:
    shift = np.linspace(-10, 10, WIDTH)
    box = np.array([[[0, 50], [899, 50], [899, 90], [0, 90]]], dtype=np.float64)
    points = as_seen(box, shift)[0]
    assert points[:: len(points) // 4].tolist() == [[0, 30], [899, 50], [899, 90], [0, 70]]


def test_the_middle_of_a_bent_line_is_on_its_outline() -> None:
    box = np.array([[[0, 50], [899, 50], [899, 90], [0, 90]]], dtype=np.float64)
    points = as_seen(box, 20 * (1 - _ACROSS**2))[0]
    assert points[:, 1].min() == 30
    assert points[:, 1].max() == pytest.approx(90, abs=0.1)


def test_a_bow_at_the_end_of_the_range_is_none() -> None:
    sag = 1.6 * MOST * HEIGHT / ROWS
    assert not bow(page(-sag * (_ACROSS**2 - 1 / 3)), 0.0).any()


def boxes(places: list[tuple[float, float]], bend: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
    """Boxes of lines, 30 pixels high, by left and right edge, one below the other; their ends follow `bend`."""
    down = np.zeros(WIDTH) if bend is None else bend
    return np.array(
        [
            [
                [left, 60 * i + down[int(left)]],
                [right, 60 * i + down[int(right)]],
                [right, 60 * i + 30 + down[int(right)]],
                [left, 60 * i + 30 + down[int(left)]],
            ]
            for i, (left, right) in enumerate(places)
        ]
    )


HALVES = [(20.0, 420.0), (460.0, 880.0)] * 5
CENTRED = [(450.0 - 30 * i, 450.0 + 30 * i) for i in range(4, 14)]


def test_lines_of_a_bent_page_follow_its_bow() -> None:
    shift = 25 * (_ACROSS**2 - 1 / 3)
    assert follow(boxes(HALVES, shift), shift)


@pytest.mark.parametrize("places", [HALVES, CENTRED], ids=["two columns", "centred text"])
def test_lines_of_a_flat_page_follow_no_bow(places: list[tuple[float, float]]) -> None:
    assert not follow(boxes(places), 70 * (_ACROSS**2 - 1 / 3))


def test_few_lines_show_no_bow() -> None:
    assert not follow(boxes(HALVES[:4]), 25 * (_ACROSS**2 - 1 / 3))
    assert not follow(np.empty((0, 4, 2)), np.zeros(WIDTH))
