from pathlib import Path

import numpy as np
import pytest
import rapidocr

from bot.reading.recognition.models import RECOGNISER
from bot.reading.recognition.tensors import float_tensors
from bot.reading.recognition.weights import packed, taught


@pytest.fixture(scope="module")
def original() -> bytes:
    return (Path(rapidocr.__file__).parent / "models" / RECOGNISER).read_bytes()


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
