"""What the detector sees of a page of any shape, and which of its boxes count."""

from __future__ import annotations

import mmap
from collections.abc import Callable
from pathlib import Path
from unittest.mock import MagicMock

import numpy as np
import pytest
from PIL import Image

from bot.bench.usage import CLEAR_REFS, usage
from bot.freed_memory import return_memory
from bot.reading.files.image import UprightImage
from bot.reading.layout.rows import Boxes
from bot.reading.rapid import RapidReader
from bot.reading.recognition.models import AREA, GLANCE, MIDDLE, SMALLER, Models, load_models

DrawPage = Callable[..., Image.Image]
STATM = Path("/proc/self/statm")
WORDS = ("Tea", "Milk", "Bread", "Butter", "Cheese", "Apples", "Sugar", "Flour")


class StandIn:
    """Stands in for the detector: keeps the size of what it was shown, and answers with the same boxes each time."""

    def __init__(self, boxes: Boxes) -> None:
        self.boxes = boxes
        self.width = self.height = 0

    def __call__(self, page: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> Boxes:
        self.height, self.width, _ = page.shape
        return self.boxes


def found(detector: StandIn, width: int, height: int) -> Boxes:
    """The boxes of an empty page."""
    return Models(detector, MagicMock()).boxes(np.zeros((height, width, 3), dtype=np.uint8))


def box(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


@pytest.mark.parametrize("size", [(1600, 1200), (600, 6000), (10_000, 500), (9000, 90)])
def test_a_page_of_any_shape_is_reduced_to_one_area(size: tuple[int, int]) -> None:
    detector = StandIn(np.array([box(10, 20, 90, 32)]))
    (across,) = found(detector, *size)
    assert detector.width * detector.height == pytest.approx(min(AREA, size[0] * size[1]), rel=0.02)
    assert detector.width / detector.height == pytest.approx(size[0] / size[1], rel=0.02)
    shrink = size[0] / detector.width
    assert across == pytest.approx(np.array(box(10, 20, 90, 32)) * shrink, rel=0.02)


@pytest.mark.parametrize("size", [(1, 1), (400, 40), (1, 3000), (900, 800)])
def test_a_small_page_is_not_enlarged(size: tuple[int, int]) -> None:
    detector = StandIn(np.empty((0, 4, 2)))
    assert found(detector, *size).shape == (0, 4, 2)
    assert (detector.width, detector.height) == size


def test_a_box_round_the_whole_page_is_dropped() -> None:
    around, inside = box(0, 0, 640, 480), box(20, 20, 600, 400)
    boxes = np.array([around, inside])
    assert found(StandIn(boxes), 640, 480).tolist() == [[list(corner) for corner in inside]]


def areas(*looks: tuple[int, float]) -> list[int]:
    """What a page of 1600 by 1200 is reduced to where each look finds so many lines, so many of its pixels high."""
    found = [np.array([box(0, 0, 90, height)] * lines) for lines, height in looks]
    detector = MagicMock(side_effect=found)
    Models(detector, MagicMock()).boxes(np.zeros((1200, 1600, 3), dtype=np.uint8))
    return [call.args[0].shape[0] * call.args[0].shape[1] for call in detector.call_args_list]


def test_large_writing_is_looked_for_in_a_smaller_image() -> None:
    assert areas((6, 20), (6, 40)) == pytest.approx([GLANCE, SMALLER], rel=0.02)
    assert areas((6, 12), (6, 24)) == pytest.approx([GLANCE, AREA], rel=0.02)


def test_writing_of_middling_size_is_looked_for_in_a_middling_image_unless_it_is_small_there() -> None:
    assert areas((6, 14), (30, 18)) == pytest.approx([GLANCE, MIDDLE], rel=0.02)
    assert areas((6, 14), (200, 12), (300, 15)) == pytest.approx([GLANCE, MIDDLE, AREA], rel=0.02)


def test_few_lines_may_be_blocks_of_small_print() -> None:
    assert areas((5, 20), (30, 20)) == pytest.approx([GLANCE, AREA], rel=0.02)


def test_small_print_under_large_headings_is_seen_at_the_second_look() -> None:
    assert areas((6, 20), (20, 12), (30, 20)) == pytest.approx([GLANCE, SMALLER, AREA], rel=0.02)


def test_what_is_seen_at_a_glance_and_then_lost_is_looked_for_again() -> None:
    lines, names = [box(0, 0, 90, 40)] * 6, box(200, 100, 60, 30)
    looks = [np.array(boxes) for boxes in ([*lines, names], lines, lines)]
    detector = MagicMock(side_effect=looks)
    Models(detector, MagicMock()).boxes(np.zeros((1200, 1600, 3), dtype=np.uint8))
    assert detector.call_count == 3


@pytest.mark.skipif(not CLEAR_REFS.exists(), reason="the kernel does not tell")
def test_the_detector_takes_little_memory_and_gives_it_back(tmp_path: Path) -> None:
    models, page = load_models(tmp_path, threads=2), np.full((1200, 1600, 3), 255, dtype=np.uint8)
    return_memory()
    before = resident()
    usage()
    for _ in range(2):
        models.close_up(page)
    assert usage().peak < before + 200e6  # 180 MB with onnxruntime 1.32 and OpenCV 5.0.0.93
    assert resident() < before + 50e6


def resident() -> int:
    """Bytes of memory that this process has."""
    return int(STATM.read_text().split()[1]) * mmap.PAGESIZE


@pytest.mark.parametrize("size", [(640, 100), (100, 640)])
def test_a_strip_may_be_one_line(size: tuple[int, int]) -> None:
    assert len(found(StandIn(np.array([box(0, 0, *size)])), *size)) == 1


@pytest.mark.parametrize(
    ("size", "lines"),
    [((600, 6000), [f"{word}  {n}.50" for n in range(1, 6) for word in WORDS]), ((1280, 960), WORDS)],
)
def test_a_till_roll_and_a_page_are_read(
    reader: RapidReader, page: DrawPage, size: tuple[int, int], lines: list[str]
) -> None:
    read = reader.read(UprightImage(np.asarray(page(lines, size=size))))
    assert [" ".join(line.text.split()) for line in read.lines] == [" ".join(line.split()) for line in lines]


def test_a_panorama_is_read(reader: RapidReader, page: DrawPage) -> None:
    """Twenty times as wide as high, with a word every 1200 pixels."""
    panorama = Image.new("RGB", (10_000, 500), "white")
    for place in range(8):
        panorama.paste(page([WORDS[place]], size=(600, 200), pixels=60), (300 + 1200 * place, 150))
    read = reader.read(UprightImage(np.asarray(panorama)))
    assert read.text.split() == list(WORDS)
