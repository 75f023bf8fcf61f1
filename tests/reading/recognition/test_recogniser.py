from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from bot.reading.decoding.best_path import greedy
from bot.reading.decoding.posteriors import LEAST
from bot.reading.recognition.models import load_models
from bot.reading.recognition.recogniser import HEIGHT, MAX_RATIO, Layer, Recogniser

TEXT = "Room 12, second floor"
PIXELS_A_FRAME = 8


class Body:
    """Stands in for onnxruntime's session: keeps what it was shown, and answers with the number of frames."""

    def __init__(self) -> None:
        self.shown: NDArray[np.float32] = np.empty(0, dtype=np.float32)

    def get_inputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name="x")]

    def run(self, outputs: None, inputs: dict[str, Any]) -> list[NDArray[np.float32]]:
        self.shown = inputs["x"]
        return [np.zeros((1, self.shown.shape[3] // PIXELS_A_FRAME, 1), dtype=np.float32)]


class Logits:
    """Stands in for the session of a layer: the same logits for each frame, which it counts."""

    def __init__(self, *logits: float) -> None:
        self.logits = np.array(logits, dtype=np.float32)
        self.frames = 0

    def run(self, outputs: None, inputs: dict[str, Any]) -> list[NDArray[np.float32]]:
        (features,) = inputs.values()
        self.frames += len(features)
        return [np.tile(self.logits, (len(features), 1))]


def recogniser_of(body: Body, common: Logits | None = None, rare: Logits | None = None) -> Recogniser:
    return Recogniser(body, Layer(common or Logits(19.0, 20.0), ("", "a")), Layer(rare or Logits(1.0, 0.0), "人生"))


@pytest.fixture(scope="module")
def recogniser(tmp_path_factory: pytest.TempPathFactory) -> Recogniser:
    return load_models(tmp_path_factory.mktemp("models"), threads=1).recognisers.first


@pytest.fixture(scope="module")
def line(page: Callable[..., Image.Image]) -> NDArray[np.uint8]:
    return np.asarray(page([TEXT]))[20:90, 20:520, ::-1]


@pytest.mark.parametrize(("height", "width"), [(48, 480), (24, 240), (96, 960)])
def test_a_line_is_shown_at_one_height_between_minus_one_and_one(height: int, width: int) -> None:
    session = Body()
    pixels = np.zeros((height, width, 3), dtype=np.uint8)
    pixels[:, :, 0] = 255
    recogniser_of(session).frames(pixels)
    assert session.shown.dtype == np.float32
    assert session.shown.shape == (1, 3, HEIGHT, 480)
    assert [float(channel.mean()) for channel in session.shown[0]] == [1.0, -1.0, -1.0]


LINE = np.zeros((48, 80, 3), dtype=np.uint8)


def test_frames_are_those_of_the_network() -> None:
    frames = recogniser_of(Body()).frames(LINE)
    assert frames.alphabet == ("", "a")
    assert np.exp(frames.log) == pytest.approx(np.tile([1 / (1 + np.e), np.e / (1 + np.e)], (10, 1)))


def test_rare_characters_are_weighed_where_no_other_is_clear() -> None:
    rare = Logits(1.0, 19.0)
    frames = recogniser_of(Body(), Logits(2.0, 19.0), rare).frames(LINE)
    assert (frames.alphabet, rare.frames) == (("", "a"), 0)
    frames = recogniser_of(Body(), Logits(2.0, 12.0), rare).frames(LINE)
    assert (frames.alphabet, rare.frames) == (("", "a", "生"), 10)
    assert np.exp(frames.log[0]) == pytest.approx([LEAST, np.exp(-7), 1.0], rel=0.01)


@pytest.mark.parametrize(("shape", "width"), [((48, 6000), HEIGHT * MAX_RATIO), ((48, 1), HEIGHT), ((1, 1), HEIGHT)])
def test_the_widest_and_the_narrowest(shape: tuple[int, int], width: int) -> None:
    session = Body()
    recogniser_of(session).frames(np.zeros((*shape, 3), dtype=np.uint8))
    assert session.shown.shape == (1, 3, HEIGHT, width)


def test_reads_a_line(recogniser: Recogniser, line: NDArray[np.uint8]) -> None:
    frames = recogniser.frames(line)
    assert greedy(frames).text == TEXT
    assert len(frames.log) == pytest.approx(line.shape[1] / line.shape[0] * HEIGHT / PIXELS_A_FRAME, abs=2)


def test_a_widened_line_has_more_frames_and_the_same_text(recogniser: Recogniser, line: NDArray[np.uint8]) -> None:
    once, widened = recogniser.frames(line), recogniser.frames(line, widened=1.5)
    assert len(widened.log) == pytest.approx(1.5 * len(once.log), abs=2)
    assert greedy(widened).text == TEXT


def test_an_enlarged_line_is_read_alike(recogniser: Recogniser, line: NDArray[np.uint8]) -> None:
    enlarged = np.asarray(Image.fromarray(line).resize((2000, 280), Image.Resampling.BICUBIC))
    assert greedy(recogniser.frames(enlarged)).text == TEXT


@pytest.mark.parametrize("shape", [(1, 1), (1, 40), (40, 1), (3, 4000)])
def test_slivers_hold_nothing_that_breaks(recogniser: Recogniser, shape: tuple[int, int]) -> None:
    frames = recogniser.frames(np.full((*shape, 3), 255, dtype=np.uint8))
    assert len(frames.log) >= 1
    assert np.isfinite(frames.log).all()
