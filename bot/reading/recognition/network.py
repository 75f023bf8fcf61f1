"""The recogniser's network without its last layer, and parts of that layer: it decides between 18,710 characters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition import wire
from bot.reading.recognition.wire import Span, fields, messages, strings, written

FEATURES = "features"  # the input of a layer
LAST_LAYER = ["MatMul", "Add", "Identity", "Softmax"]
_VERSION, _OPERATORS = 8, 13  # of the format and of its operators: old enough for any onnxruntime

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """`body` is an ONNX model whose answer are features; `weights`, of shape (features, classes), and `bias` follow."""

    body: bytes
    weights: Floats
    bias: Floats


def beheaded(model: bytes) -> Network:
    """An ONNX model and its last layer, apart; raises ValueError for one that does not end in LAST_LAYER."""
    (graph,) = messages(model, (0, len(model)), wire.MODEL_GRAPH)
    last = list(messages(model, graph, wire.GRAPH_NODE))[-len(LAST_LAYER) :]
    if [kind for node in last for kind in strings(model, node, wire.NODE_TYPE)] != LAST_LAYER:
        raise ValueError(f"the network does not end in {', '.join(LAST_LAYER)}")
    features, weights = strings(model, last[0], wire.NODE_INPUT)
    _, bias = strings(model, last[1], wire.NODE_INPUT)
    tensors = {name: span for span in messages(model, graph, wire.GRAPH_INITIALIZER) for name in _names(model, span)}
    gone = {*last, tensors[weights], tensors[bias], *messages(model, graph, wire.GRAPH_OUTPUT)}
    body = _without(model, graph, gone) + written(wire.GRAPH_OUTPUT, _floats(features))
    around = _without(model, (0, len(model)), {graph})
    biases = _raw(model, tensors[bias])
    return Network(
        around + written(wire.MODEL_GRAPH, body), _raw(model, tensors[weights]).reshape(-1, len(biases)), biases
    )


def layer(weights: Floats, bias: Floats) -> bytes:
    """An ONNX model of one layer: from features, shape (n, features), to logits, shape (n, classes)."""
    node = b"".join(written(wire.NODE_INPUT, name) for name in (FEATURES.encode(), b"weights", b"bias"))
    node += written(wire.NODE_OUTPUT, b"logits") + written(wire.NODE_TYPE, b"Gemm")
    graph = written(wire.GRAPH_NODE, node) + written(wire.GRAPH_NAME, b"layer")
    graph += written(wire.GRAPH_INITIALIZER, _tensor("weights", weights))
    graph += written(wire.GRAPH_INITIALIZER, _tensor("bias", bias))
    graph += written(wire.GRAPH_INPUT, _floats(FEATURES)) + written(wire.GRAPH_OUTPUT, _floats("logits"))
    operators = written(wire.MODEL_OPERATORS, written(wire.OPERATORS_VERSION, _OPERATORS))
    return written(wire.MODEL_VERSION, _VERSION) + operators + written(wire.MODEL_GRAPH, graph)


def _without(model: bytes, message: Span, gone: set[Span]) -> bytes:
    return b"".join(model[slice(*f.whole)] for f in fields(model, message) if f.content not in gone)


def _names(model: bytes, tensor: Span) -> list[str]:
    return strings(model, tensor, wire.TENSOR_NAME)


def _raw(model: bytes, tensor: Span) -> Floats:
    ((start, end),) = messages(model, tensor, wire.TENSOR_RAW)
    return np.frombuffer(model, "<f4", (end - start) // 4, start)


def _tensor(name: str, values: Floats) -> bytes:
    dimensions = b"".join(written(wire.TENSOR_DIMENSION, size) for size in values.shape)
    kind = written(wire.TENSOR_TYPE, wire.FLOAT32) + written(wire.TENSOR_NAME, name.encode())
    return dimensions + kind + written(wire.TENSOR_RAW, values.astype("<f4").tobytes())


def _floats(name: str) -> bytes:
    """The declaration of a tensor of float32 numbers that goes in or comes out."""
    kind = written(wire.TYPE_TENSOR, written(wire.TYPE_ELEMENT, wire.FLOAT32))
    return written(wire.VALUE_NAME, name.encode()) + written(wire.VALUE_TYPE, kind)
