from pathlib import Path

import numpy as np
import pytest

from bot.errors import ReaderMissing
from bot.reading.decoding.posteriors import BLANK
from bot.reading.recognition import models
from bot.reading.recognition.models import load_models, load_recognisers, original_recogniser
from bot.reading.recognition.recogniser import Recogniser
from bot.reading.recognition.tensors import float_tensors
from bot.reading.recognition.weights import packed, taught


@pytest.fixture(scope="module")
def original() -> bytes:
    return original_recogniser().read_bytes()


def learnt_from(original: bytes, *, tensors: int) -> bytes:
    model = bytearray(original)
    random = np.random.default_rng(1)
    for numbers in list(float_tensors(model).values())[:tensors]:
        numbers += random.normal(0, 0.01, len(numbers)).astype(np.float32)
    return bytes(model)


def test_what_was_learnt_is_added_to_the_original(original: bytes, tmp_path: Path) -> None:
    model = learnt_from(original, tensors=40)
    weights = tmp_path / "weights.npz"

    weights.write_bytes(packed(original, model))
    again = taught(original, weights)

    wanted, got = float_tensors(bytearray(model)), float_tensors(bytearray(again))
    assert len(again) == len(original)
    assert max(np.abs(got[name] - each).max() for name, each in wanted.items() if len(each)) < 1e-4
    assert again != original

    half, before = float_tensors(bytearray(taught(original, weights, 0.5))), float_tensors(bytearray(original))
    assert all(np.allclose(half[name], (each + before[name]) / 2, atol=1e-4) for name, each in wanted.items())


def test_a_network_that_learnt_nothing_is_the_original(original: bytes, tmp_path: Path) -> None:
    weights = tmp_path / "weights.npz"
    weights.write_bytes(packed(original, original))

    assert taught(original, weights) == original
    assert weights.stat().st_size < 1000


def test_weights_of_another_network_are_refused(original: bytes, tmp_path: Path) -> None:
    weights = tmp_path / "weights.npz"
    weights.write_bytes(packed(original, learnt_from(original, tensors=3)))

    with pytest.raises(ValueError, match="not learnt from this network"):
        taught(learnt_from(original, tensors=1), weights)


def test_pages_are_read_with_what_was_taught(original: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = tmp_path / "weights.npz"
    monkeypatch.setattr(models, "TAUGHT", weights)
    line = np.random.default_rng(2).integers(0, 256, (48, 200, 3), dtype=np.uint8)
    before = load_recognisers(original, original).first.frames(line).log[:, BLANK]

    def departure(recogniser: Recogniser) -> float:
        return float(np.abs(recogniser.frames(line).log[:, BLANK] - before).mean())

    untaught = load_models(tmp_path, 1).recognisers
    assert departure(untaught.first) == departure(untaught.second) == 0
    weights.write_bytes(packed(original, learnt_from(original, tensors=40)))
    read = load_models(tmp_path, 1).recognisers
    assert 1e-3 < departure(read.first) < departure(read.second)


def test_what_was_taught_to_another_network_is_said_and_not_left_out(
    original: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = tmp_path / "weights.npz"
    weights.write_bytes(packed(learnt_from(original, tensors=1), original))
    monkeypatch.setattr(models, "TAUGHT", weights)

    with pytest.raises(ReaderMissing, match="not learnt from this network"):
        load_models(tmp_path, 1)
