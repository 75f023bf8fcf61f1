from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.reading.layout.rows import Boxes
from bot.reading.recognition.crops import cut, evened, resized, slant, straightened

Pixels = NDArray[np.uint8]

RED, GREEN, BLUE, GREY = (0, 0, 255), (0, 255, 0), (255, 0, 0), (90, 90, 90)


def box(left: float, top: float, width: float, height: float) -> Boxes:
    return np.array([[left, top], [left + width, top], [left + width, top + height], [left, top + height]])


def strokes(lean: float, height: int = 60, width: int = 600) -> Pixels:
    """A line of strokes that lean to the right by `lean` times their height."""
    line = np.full((height, width, 3), 255, np.uint8)
    for y in range(10, height - 10):
        for x in range(60, width - 60, 24):
            middle = round(x + lean * (height / 2 - y))
            line[y, middle : middle + 4] = 20
    return line


@pytest.fixture
def quarters() -> Pixels:
    """A box at (20, 30), 80 wide and 40 high, of four colours clockwise from the top left."""
    image = np.zeros((120, 160, 3), np.uint8)
    image[30:50, 20:60], image[30:50, 60:100] = RED, GREEN
    image[50:70, 60:100], image[50:70, 20:60] = BLUE, GREY
    return image


@pytest.mark.parametrize(("turns", "shape"), [(0, (40, 80)), (1, (80, 40)), (2, (40, 80)), (3, (80, 40))])
def test_a_box_is_cut_and_turned_clockwise(quarters: Pixels, turns: int, shape: tuple[int, int]) -> None:
    crop = cut(quarters, box(20, 30, 80, 40), turns)
    height, width = shape
    assert crop.shape == (height, width, 3)
    near, far = (height // 4, height * 3 // 4), (width // 4, width * 3 // 4)
    seen = [
        tuple(crop[y, x].tolist())
        for y, x in zip((near[0], near[0], near[1], near[1]), (*far, *far[::-1]), strict=True)
    ]
    colours = [RED, GREEN, BLUE, GREY]
    assert seen == colours[-turns:] + colours[:-turns] if turns else seen == colours


def test_a_box_at_an_angle_is_laid_level() -> None:
    y, x = np.mgrid[0:200, 0:300]
    angle = np.radians(12)
    along, across = (
        np.cos(angle) * (x - 60) + np.sin(angle) * (y - 60),
        np.cos(angle) * (y - 60) - np.sin(angle) * (x - 60),
    )
    inside = (along > 0) & (along < 150) & (across > 0) & (across < 30)
    image = np.repeat(np.where(inside, 255, 0).astype(np.uint8)[..., np.newaxis], 3, axis=2)
    rotation = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    crop = cut(image, box(0, 0, 150, 30) @ rotation + 60)
    assert crop.shape[:2] == pytest.approx((30, 150), abs=1)
    assert crop[3:-3, 3:-3].min() > 200


def test_thin_strokes_survive_reduction() -> None:
    """A stroke one pixel wide, reduced to a fifth, keeps its fifth of the ink wherever it stands."""
    line = np.full((240, 1000, 3), 255, np.uint8)
    line[:, 7::50] = 0
    ink = 255 - resized(line, 48, 1000 / 240)[24, :, 0].astype(int)
    assert ink.sum() == pytest.approx(20 * 255 / 5, rel=0.1)


@given(st.integers(1, 200), st.integers(1, 300), st.floats(0.2, 40))
def test_the_size_is_as_asked(height: int, width: int, ratio: float) -> None:
    line = resized(np.zeros((height, width, 3), np.uint8), 48, ratio)
    assert line.shape[0] == 48
    assert line.shape[1] == pytest.approx(max(1, 48 * ratio), abs=1)


@pytest.mark.parametrize("lean", [0.0, 0.3, 0.6, 1.0])
def test_slant(lean: float) -> None:
    assert slant(strokes(lean)) == pytest.approx(lean, abs=0.11)


def test_straightened_letters_lean_half_as_far() -> None:
    line = straightened(strokes(0.8))
    assert line.shape == strokes(0.8).shape
    assert slant(line) == pytest.approx(0.4, abs=0.11)


def test_a_second_look_is_on_white_paper() -> None:
    paper = np.linspace(80, 200, 600)[np.newaxis, :, np.newaxis]
    line = evened((strokes(0.8) * (paper / 255)).astype(np.uint8))
    assert slant(line) == pytest.approx(0.4, abs=0.11)
    assert np.percentile(line[5:-5], 50, axis=(0, 2))[30:-30].min() > 220


def test_upright_letters_are_left_as_they_are() -> None:
    line = strokes(0.0)
    assert straightened(line) is line


@given(st.integers(4, 80), st.integers(1, 200), st.integers(0, 255))
def test_an_empty_line_has_no_slant(height: int, width: int, grey: int) -> None:
    assert slant(np.full((height, width, 3), grey, np.uint8)) == 0
