from __future__ import annotations

import cv2
import numpy as np
import pytest

from bot.reading.recognition.train.ground_truth import Points, TranscribedLine
from bot.reading.recognition.train.line_crops import Pixels, cut_line, frame_line
from bot.reading.recognition.train.line_folder import HEIGHT, MARGIN
from bot.reading.recognition.train.transcripts import Unfit
from tests.reading.recognition.train.truth_pages import HIGH, written

PAGE, [BOX] = written(["milk and eggs"])
LEFT, TOP, RIGHT, BOTTOM = BOX
CORNERS = np.array([[LEFT, TOP], [RIGHT, TOP], [RIGHT, BOTTOM], [LEFT, BOTTOM]], np.float64)
FOOT = np.array([[LEFT, TOP + 60], [RIGHT, TOP + 60]], np.float64)
LINE = TranscribedLine(CORNERS, FOOT, "milk and eggs")
TALL = round(HEIGHT * (1 + 2 * MARGIN))


def cut(page: Pixels, line: TranscribedLine) -> Pixels:
    image = cut_line(page, line)
    assert not isinstance(image, Unfit), image
    return image


def unlike(one: Pixels, other: Pixels) -> float:
    """How much two images differ, 0 to 255."""
    same = cv2.resize(other, (one.shape[1], one.shape[0]))
    return float(np.abs(one.astype(float) - same).mean())


def moved(points: Points, matrix: Points) -> Points:
    moved: Points = np.hstack([points, np.ones((len(points), 1))]) @ matrix.T
    return moved


def test_a_line_is_as_high_as_its_ascenders_and_descenders_and_a_margin() -> None:
    image = cut(PAGE, LINE)
    assert image.shape[0] == TALL
    assert image.shape[1] == pytest.approx((RIGHT - LEFT) * HEIGHT / HIGH + 2 * MARGIN * HEIGHT, abs=1)
    ink = np.flatnonzero((image.min(axis=2) < 120).any(axis=1))
    assert MARGIN * HEIGHT - 3 <= ink[0] < ink[-1] <= TALL - MARGIN * HEIGHT + 3


@pytest.mark.parametrize("degrees", [-15, -4, 8])
def test_a_slanted_line_is_levelled(degrees: float) -> None:
    turn = cv2.getRotationMatrix2D((450, 300), degrees, 0.8)
    page = cv2.warpAffine(PAGE, turn, (900, 600), borderValue=(240, 240, 240))
    slanted = TranscribedLine(moved(CORNERS, turn), moved(FOOT, turn), "")
    assert unlike(cut(PAGE, LINE), cut(page, slanted)) < 6
    assert unlike(cut(PAGE, LINE), np.full_like(cut(PAGE, LINE), 240)) > 12  # the measure can tell writing from none


def test_a_line_that_sags_is_levelled() -> None:
    x = np.linspace(LEFT, RIGHT, 9)
    sag = 40 * (1 - ((x - x.mean()) / (RIGHT - LEFT) * 2) ** 2)
    columns, rows = np.meshgrid(np.arange(900, dtype=np.float32), np.arange(600, dtype=np.float32))
    bend = 40 * (1 - ((columns - x.mean()) / (RIGHT - LEFT) * 2) ** 2)
    page = cv2.remap(PAGE, columns, (rows - bend).astype(np.float32), cv2.INTER_LINEAR, borderValue=(240, 240, 240))
    upper, lower = np.stack([x, TOP + sag], axis=1), np.stack([x, BOTTOM + sag], axis=1)
    sagging = TranscribedLine(np.vstack([upper, lower[::-1]]), np.stack([x, TOP + 60 + sag], axis=1), "")
    assert unlike(cut(PAGE, LINE), cut(page, sagging)) < 6


def test_a_line_without_a_baseline_is_taken_as_level() -> None:
    assert unlike(cut(PAGE, LINE), cut(PAGE, TranscribedLine(CORNERS, None, ""))) < 1


def test_a_flourish_does_not_make_a_line_higher() -> None:
    x = LEFT + 200
    flourish = np.array([[x, TOP], [x + 5, TOP - 55], [x + 10, TOP]], np.float64)
    line = TranscribedLine(np.vstack([CORNERS[:1], flourish, CORNERS[1:]]), FOOT, "")
    assert unlike(cut(PAGE, LINE), cut(PAGE, line)) < 1


def box(left: float, top: float, right: float, bottom: float) -> Points:
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)


@pytest.mark.parametrize(
    ("polygon", "baseline", "why"),
    [
        (CORNERS, FOOT[::-1], Unfit.TILTED),
        (CORNERS, np.array([[100.0, 500.0], [110.0, 20.0]]), Unfit.TILTED),
        (box(60, 60, 60, 60), None, Unfit.TILTED),
        (box(60, 60, 400, 60), FOOT, Unfit.SMALL),
        (box(60, 60, 400, 80), FOOT, Unfit.SMALL),
        (box(60, 60, 62, 120), np.array([[60.0, 120], [62.0, 120]]), Unfit.SMALL),
        (box(60, 60, 400, 1e9), FOOT, Unfit.OUTSIDE),
        (box(-500, 60, 400, 120), FOOT, Unfit.OUTSIDE),
    ],
)
def test_what_is_no_line_is_left_out(polygon: Points, baseline: Points | None, why: Unfit) -> None:
    assert cut_line(PAGE, TranscribedLine(polygon, baseline, "")) is why


def test_huge_and_endless_lines_are_left_out() -> None:
    page = np.zeros((1500, 4000, 3), np.uint8)
    foot = np.array([[0.0, 1400], [4000.0, 1400]])
    assert cut_line(page, TranscribedLine(box(0, 0, 4000, 1400), foot, "")) is Unfit.LARGE
    assert cut_line(page, TranscribedLine(box(0, 0, 4000, 40), foot, "")) is Unfit.LONG


def test_a_line_at_the_edge_goes_on_as_the_edge() -> None:
    image = cut(PAGE[TOP:BOTTOM, LEFT : RIGHT + 1], TranscribedLine(CORNERS - [LEFT, TOP], FOOT - [LEFT, TOP], ""))
    assert image.shape[0] == TALL
    assert image[0].min() > 100


def test_a_line_that_came_cut_out_is_framed_by_its_ink() -> None:
    part = PAGE[TOP - 20 : BOTTOM + 30, LEFT - 30 : RIGHT + 50]
    image = frame_line(part, "milk and eggs")
    assert not isinstance(image, Unfit)
    assert image.shape[0] == TALL
    ink = np.flatnonzero((image.min(axis=2) < 160).any(axis=1))
    assert ink[0] == pytest.approx(MARGIN * HEIGHT, abs=2)
    assert ink[-1] == pytest.approx((1 + MARGIN) * HEIGHT, abs=2)
    lower = frame_line(part, "milk and")
    assert not isinstance(lower, Unfit)
    assert lower.shape[1] < image.shape[1]  # its letters are smaller, for there is room for a descender


def test_a_cut_line_without_ink_or_too_small_is_left_out() -> None:
    assert frame_line(np.full((64, 256, 3), 255, np.uint8), "a") is Unfit.NO_TEXT
    dot = np.full((64, 256, 3), 255, np.uint8)
    dot[30:36, 100:110] = 0
    assert frame_line(dot, "a") is Unfit.SMALL
