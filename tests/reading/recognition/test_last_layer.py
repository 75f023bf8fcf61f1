"""The recogniser's network in parts answers as it does whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import rapidocr

from bot.reading.recognition.last_layer import FEATURES, layer, split_last_layer
from bot.reading.recognition.models import RECOGNISER

pytestmark = pytest.mark.slow

RANDOM = np.random.default_rng(1)


def run(model: bytes, **inputs: object) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    (answer,) = session.run(None, inputs)
    return np.asarray(answer)


def test_a_layer_multiplies_and_adds() -> None:
    weights = RANDOM.normal(size=(300, 200)).astype(np.float32)
    bias = RANDOM.normal(size=200).astype(np.float32)
    features = RANDOM.normal(size=(7, 300)).astype(np.float32)
    answer = run(layer(weights, bias), **{FEATURES: features})
    assert answer == pytest.approx(features @ weights + bias, abs=1e-3)


def test_a_network_in_parts_answers_as_it_does_whole() -> None:
    model = (Path(rapidocr.__file__).parent / "models" / RECOGNISER).read_bytes()
    network = split_last_layer(model)
    line = RANDOM.normal(size=(1, 3, 48, 160)).astype(np.float32)
    features = run(network.body, x=line)[0]
    weights = np.exp(run(layer(network.weights, network.bias), **{FEATURES: features}))
    assert weights / weights.sum(axis=1, keepdims=True) == pytest.approx(run(model, x=line)[0], abs=1e-5)


def test_another_network_is_refused() -> None:
    with pytest.raises(ValueError, match="does not end in MatMul, Add, Identity, Softmax"):
        split_last_layer(layer(np.ones((2, 3), np.float32), np.ones(3, np.float32)))
