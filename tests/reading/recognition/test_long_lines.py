"""Where long lines are parted."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.reading.recognition.long_lines import LONG_LINE, parted


def pixels(image: Image.Image) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    return np.array(image.convert("RGB"))


@given(ratio=st.floats(1, 300), height=st.integers(8, 30), slope=st.floats(-0.1, 0.1))
def test_the_parts_are_the_whole_box_and_none_is_too_long(ratio: float, height: int, slope: float) -> None:
    width = ratio * height
    box = np.array(
        [(10.0, 40), (10 + width, 40 + slope * width), (10 + width, 40 + slope * width + height), (10, 40 + height)]
    )
    page = np.random.default_rng(1).integers(0, 255, (100, int(width) + 20, 3), dtype=np.uint8)
    parts = parted(page, box)
    assert np.allclose(parts[0][[0, 3]], box[[0, 3]])
    assert np.allclose(parts[-1][[1, 2]], box[[1, 2]])
    for before, after in pairwise(parts):
        assert np.allclose(before[[1, 2]], after[[0, 3]])
    lengths = [float(np.linalg.norm(part[1] - part[0])) for part in parts]
    assert min(lengths) > 0
    assert max(lengths) <= 1.6 * LONG_LINE * height
    assert len(parts) == 1 or ratio * (1 + slope**2) ** 0.5 > LONG_LINE


def test_a_line_is_parted_between_words(page: Callable[..., Image.Image]) -> None:
    line = pixels(page(["wordword " * 40], size=(8000, 80), pixels=36))
    parts = parted(line, np.array([(30.0, 25), (7900, 25), (7900, 75), (30, 75)]))
    assert len(parts) == 4
    for part in parts[1:]:
        end = round(float(part[0, 0]))
        assert line[25:75, end - 2 : end + 3].min() > 200
