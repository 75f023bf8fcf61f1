from typing import Any

import numpy as np
import pytest
from onnxruntime import InferenceSession

pytest.importorskip("torch", reason="torch is needed to teach the recogniser only: pip install 'legible[train]'")
pytest.importorskip("onnx", reason="onnx is needed to teach the recogniser only: pip install 'legible[train]'")

import torch

from bot.reading.recognition.models import original_recogniser
from bot.reading.recognition.train.network import TorchNetwork
from bot.reading.recognition.train.onnx_graph import load_graph
from bot.reading.recognition.train.taught_alphabet import taught_classes

LINES = np.random.default_rng(0).uniform(-1, 1, (2, 3, 48, 320)).astype(np.float32)


def said(model: bytes) -> Any:
    return InferenceSession(model).run(None, {"x": LINES})[0]


def test_it_says_what_the_onnx_file_says() -> None:
    every = range(len(load_graph(original_recogniser()).alphabet))

    with torch.no_grad():
        posteriors = torch.softmax(TorchNetwork(original_recogniser(), every)(torch.tensor(LINES)), -1).numpy()

    assert np.abs(posteriors - said(original_recogniser().read_bytes())).max() < 1e-4


def test_what_learnt_nothing_is_the_file_that_it_was() -> None:
    assert TorchNetwork(original_recogniser(), [0, 5, 9]).onnx() == original_recogniser().read_bytes()


def test_what_was_learnt_is_in_the_file_and_other_classes_stay() -> None:
    alphabet = load_graph(original_recogniser()).alphabet
    a, b = alphabet.index("a"), alphabet.index("b")
    network = TorchNetwork(original_recogniser(), [0, a])
    with torch.no_grad():
        network.bias[1] += 3.0

    odds = said(network.onnx()), said(original_recogniser().read_bytes())

    more, less = (np.log(each[..., a]) - np.log(each[..., b]) for each in odds)
    assert np.allclose(more - less, 3.0, atol=1e-3)


def test_frozen_convolutions_learn_nothing() -> None:
    network = TorchNetwork(original_recogniser(), [0, 1, 2])
    every = sum(each.requires_grad for each in network.parameters())

    network.freeze(3)

    assert every - sum(each.requires_grad for each in network.parameters()) == 6  # each a weight and a bias


def test_latin_letters_digits_and_signs_are_taught_and_no_ideographs() -> None:
    alphabet = load_graph(original_recogniser()).alphabet

    taught = [alphabet[c] for c in taught_classes(alphabet)]

    assert taught[0] == "" and {*"azAZ09éßłñ€ .,-"} <= {*taught}
    assert not {*"中の한я"} & {*taught}


def test_a_file_that_is_no_recogniser_is_refused() -> None:
    with pytest.raises(ValueError, match="does not end in"):
        TorchNetwork(original_recogniser().parent / "PP-OCRv6_det_small.onnx", [0])


def test_the_classes_that_stay_follow_those_that_are_taught() -> None:
    alphabet = load_graph(original_recogniser()).alphabet
    taught = taught_classes(alphabet)
    others = sorted({*range(len(alphabet))} - {*taught})

    with torch.no_grad():
        logits = TorchNetwork(original_recogniser(), taught)(torch.tensor(LINES), others=True)

    posteriors = torch.softmax(logits, -1).numpy()
    assert np.abs(posteriors - said(original_recogniser().read_bytes())[..., [*taught, *others]]).max() < 1e-4
