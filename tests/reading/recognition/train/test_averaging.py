from pathlib import Path

import numpy as np
import pytest

from bot.reading.recognition.models import original_recogniser
from bot.reading.recognition.tensors import float_tensors
from bot.reading.recognition.train.averaging import averaged

DETECTOR = "PP-OCRv6_det_small.onnx"


def raised(model: bytes, by: float) -> bytes:
    data = bytearray(model)
    for numbers in float_tensors(data).values():
        numbers += np.float32(by)
    return bytes(data)


def test_a_network_is_part_of_the_way_to_what_was_learnt() -> None:
    before = original_recogniser().read_bytes()

    after = averaged(before, raised(before, 1.0), 0.25)

    first, last = float_tensors(bytearray(before)), float_tensors(bytearray(after))
    assert all(np.allclose(last[name] - each, 0.25, atol=1e-4) for name, each in first.items())


def test_two_networks_of_other_shapes_have_nothing_between_them() -> None:
    with pytest.raises(ValueError, match="not of one network"):
        averaged(original_recogniser().read_bytes(), (original_recogniser().parent / DETECTOR).read_bytes(), 0.5)


def test_a_file_that_is_no_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        averaged(original_recogniser().read_bytes(), b"no network", 0.5)
