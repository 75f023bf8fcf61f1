"""Boxes come of what the detector's network answers, as RapidOCR has them."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import cv2
import numpy as np
import pytest

from bot.reading.recognition.detector import Detector

HEIGHT, WIDTH = 320, 480


class Answer:
    """Stands in for the network's session: keeps the shape of what it is shown, and gives one answer."""

    def __init__(self, likely: Any) -> None:
        self._likely = likely
        self.shown: tuple[int, ...] = ()

    def get_inputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name="x")]

    def run(self, _: None, inputs: dict[str, Any]) -> list[Any]:
        self.shown = inputs["x"].shape
        assert -1 <= inputs["x"].min() <= inputs["x"].max() <= 1
        return [np.asarray(self._likely, dtype=np.float32)[np.newaxis, np.newaxis]]


def drawn(*lines: tuple[int, int, int, int], likely: float = 0.9) -> Any:
    """An answer in which the pixels of some upright boxes, left, top, right and bottom, are likely to be text."""
    answer = np.zeros((HEIGHT, WIDTH), dtype=np.float32)
    for left, top, right, bottom in lines:
        answer[top:bottom, left:right] = likely
    return answer


def found(answer: Any, width: int = WIDTH, height: int = HEIGHT) -> Any:
    return Detector(Answer(answer))(np.full((height, width, 3), 255, dtype=np.uint8))


def test_a_box_grows_to_the_edges_of_its_letters() -> None:
    ((top_left, _, bottom_right, _),) = found(drawn((100, 100, 300, 120)))
    grown = 1.6 * 200 * 20 / 440
    assert top_left == pytest.approx((100 - grown, 100 - grown), abs=2)
    assert bottom_right == pytest.approx((300 + grown, 120 + grown), abs=2)


def test_boxes_are_in_pixels_of_the_image_and_within_it() -> None:
    (box,) = found(drawn((100, 100, 480, 120)), width=490, height=330)
    assert box[0] == pytest.approx((85 * 490 / 480, 85 * 330 / 320), abs=3)
    assert box[:, 0].max() == 489


@pytest.mark.parametrize(
    "corners", [[(200, 221), (209, 221), (300, 319), (290, 319)], [(90, 1), (99, 1), (180, 90), (170, 98)]]
)
def test_a_tilted_box_that_an_edge_cuts_is_not_twisted(corners: list[tuple[int, int]]) -> None:
    answer = np.zeros((HEIGHT, WIDTH), dtype=np.float32)
    cv2.fillConvexPoly(answer, np.array(corners, dtype=np.int32), 0.9)
    (box,) = found(answer)
    assert cv2.isContourConvex(box.astype(np.int32))


def test_the_network_sees_sides_that_are_multiples_of_32() -> None:
    session = Answer(drawn())
    Detector(session)(np.zeros((330, 470, 3), dtype=np.uint8))
    assert session.shown == (1, 3, 320, 480)


def test_specks_and_what_is_hardly_likely_are_no_text() -> None:
    assert found(drawn((100, 100, 102, 102))).shape == (0, 4, 2)
    assert found(drawn((100, 100, 300, 120), likely=0.4)).shape == (1, 4, 2)
    assert found(drawn((100, 100, 300, 120), likely=0.29)).shape == (0, 4, 2)


@pytest.mark.parametrize("size", [(1, 1), (400, 12), (12, 400)])
def test_a_sliver_is_not_shown_to_the_network(size: tuple[int, int]) -> None:
    session = MagicMock()
    assert Detector(session)(np.zeros((*size, 3), dtype=np.uint8)).shape == (0, 4, 2)
    session.run.assert_not_called()


def test_the_boxes_are_rapidocrs() -> None:
    from rapidocr.ch_ppocr_det.utils import DBPostProcess

    rng = np.random.default_rng(14)
    answer = drawn(*((x, y, x + 90, y + 14) for x in (10, 200, 380) for y in range(10, 300, 30)))
    answer = np.clip(answer - 0.6 * rng.random(answer.shape) ** 4, 0, 1).astype(np.float32)
    theirs, _ = DBPostProcess(box_thresh=0.3, unclip_ratio=1.6, use_dilation=True)(
        answer[np.newaxis, np.newaxis], (330, 470)
    )
    ours = found(answer, width=470, height=330)
    assert len(ours) >= 30
    assert sorted(ours.tolist()) == sorted(theirs.astype(float).tolist())


def test_the_reader_loads_nothing_of_rapidocr_but_its_models() -> None:
    code = (
        "import sys, tempfile, pathlib; from bot.reading.rapid import RapidReader;"
        "RapidReader(pathlib.Path(tempfile.mkdtemp())); print({'omegaconf', 'shapely', 'requests'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
