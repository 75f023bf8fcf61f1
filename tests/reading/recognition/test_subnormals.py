from __future__ import annotations

import contextlib
import multiprocessing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.recognition.subnormals import patched, zero_subnormals

FLOAT32, INT32 = 1, 6
SUBNORMALS = np.array([1.0, 1e-39, -1e-40, 0.0, -2.5, np.finfo(np.float32).smallest_normal], dtype="<f4")
CLEAN = np.array([1.0, 0.0, 0.0, 0.0, -2.5, np.finfo(np.float32).smallest_normal], dtype="<f4")


def varint(value: int) -> bytes:
    groups = []
    while True:
        value, low = value >> 7, value & 0x7F
        groups.append(low | (0x80 if value else 0))
        if not value:
            return bytes(groups)


def field(number: int, content: bytes | int) -> bytes:
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    return varint(number << 3 | 2) + varint(len(content)) + content


def tensor(weights: bytes, kind: int = FLOAT32) -> bytes:
    """A TensorProto: dims, data_type, name, raw_data."""
    return field(1, len(weights) // 4) + field(2, kind) + field(8, b"weights") + field(9, weights)


def model(weights: bytes, kind: int = FLOAT32) -> bytes:
    """A ModelProto with the same tensor as an initializer and as a constant node's value."""
    attribute = field(1, b"value") + field(5, tensor(weights, kind)) + varint(2 << 3 | 5) + b"\0\0\0\0"
    node = field(2, b"out") + field(5, attribute)
    graph = field(1, node) + field(5, tensor(weights, kind))
    return field(1, 8) + field(7, graph) + varint(9 << 3 | 1) + bytes(8)


def test_only_subnormals_change() -> None:
    assert zero_subnormals(model(SUBNORMALS.tobytes())) == model(CLEAN.tobytes())


def test_integers_are_left_alone() -> None:
    integers = model(np.arange(5, dtype="<i4").tobytes(), INT32)
    assert zero_subnormals(integers) == integers


@given(st.binary(max_size=200))
def test_random_bytes_raise_nothing_but_value_error(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert len(zero_subnormals(data)) == len(data)


def test_patched_model_is_made_once(tmp_path: Path) -> None:
    original, folder = tmp_path / "det.onnx", tmp_path / "data" / "models"
    original.write_bytes(model(SUBNORMALS.tobytes()))
    first = patched(original, folder)
    made = first.stat().st_mtime_ns
    assert first.read_bytes() == model(CLEAN.tobytes())
    assert patched(original, folder) == first
    assert first.stat().st_mtime_ns == made
    assert list(folder.iterdir()) == [first]


def test_another_model_gets_another_file(tmp_path: Path) -> None:
    original = tmp_path / "det.onnx"
    original.write_bytes(model(SUBNORMALS.tobytes()))
    first = patched(original, tmp_path)
    original.write_bytes(model(SUBNORMALS[1:].tobytes()))
    assert patched(original, tmp_path) != first


def test_two_processes_at_once(tmp_path: Path) -> None:
    original = tmp_path / "det.onnx"
    original.write_bytes(model(np.tile(SUBNORMALS, 100_000).tobytes()))
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        paths = pool.starmap(patched, [(original, tmp_path / "data")] * 4)
    assert len(set(paths)) == 1
    assert [path.name for path in (tmp_path / "data").iterdir()] == [paths[0].name]


def test_the_detector_answers_bit_for_bit_the_same(tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    rapidocr = pytest.importorskip("rapidocr")
    original = Path(rapidocr.__file__).parent / "models" / "PP-OCRv6_det_small.onnx"
    copy = patched(original, tmp_path)
    assert copy.read_bytes() != original.read_bytes()
    photo = np.random.default_rng(1).normal(size=(1, 3, 160, 192)).astype(np.float32)
    before, after = (
        onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(None, {"x": photo})[0]
        for path in (original, copy)
    )
    assert np.array_equal(before, after)
