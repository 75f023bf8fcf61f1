"""The recogniser's network without its last layer, and parts of that layer: it decides between 18,710 characters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition import protobuf
from bot.reading.recognition.protobuf import Span, fields, messages, strings, written

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


def split_last_layer(model: bytes) -> Network:
    """An ONNX model and its last layer, apart; raises ValueError for one that does not end in LAST_LAYER."""
    (graph,) = messages(model, (0, len(model)), protobuf.MODEL_GRAPH)
    last = list(messages(model, graph, protobuf.GRAPH_NODE))[-len(LAST_LAYER) :]
    if [kind for node in last for kind in strings(model, node, protobuf.NODE_TYPE)] != LAST_LAYER:
        raise ValueError(f"the network does not end in {', '.join(LAST_LAYER)}")
    features, weights = strings(model, last[0], protobuf.NODE_INPUT)
    _, bias = strings(model, last[1], protobuf.NODE_INPUT)
    tensors = {
        name: span for span in messages(model, graph, protobuf.GRAPH_INITIALIZER) for name in _names(model, span)
    }
    gone = {*last, tensors[weights], tensors[bias], *messages(model, graph, protobuf.GRAPH_OUTPUT)}
    body = _without(model, graph, gone) + written(protobuf.GRAPH_OUTPUT, _floats(features))
    around = _without(model, (0, len(model)), {graph})
    biases = _raw(model, tensors[bias])
    return Network(
        around + written(protobuf.MODEL_GRAPH, body), _raw(model, tensors[weights]).reshape(-1, len(biases)), biases
    )


def layer(weights: Floats, bias: Floats) -> bytes:
    """An ONNX model of one layer: from features, shape (n, features), to logits, shape (n, classes)."""
    node = b"".join(written(protobuf.NODE_INPUT, name) for name in (FEATURES.encode(), b"weights", b"bias"))
    node += written(protobuf.NODE_OUTPUT, b"logits") + written(protobuf.NODE_TYPE, b"Gemm")
    graph = written(protobuf.GRAPH_NODE, node) + written(protobuf.GRAPH_NAME, b"layer")
    graph += written(protobuf.GRAPH_INITIALIZER, _tensor("weights", weights))
    graph += written(protobuf.GRAPH_INITIALIZER, _tensor("bias", bias))
    graph += written(protobuf.GRAPH_INPUT, _floats(FEATURES)) + written(protobuf.GRAPH_OUTPUT, _floats("logits"))
    operators = written(protobuf.MODEL_OPERATORS, written(protobuf.OPERATORS_VERSION, _OPERATORS))
    return written(protobuf.MODEL_VERSION, _VERSION) + operators + written(protobuf.MODEL_GRAPH, graph)


def _without(model: bytes, message: Span, gone: set[Span]) -> bytes:
    return b"".join(model[slice(*f.whole)] for f in fields(model, message) if f.content not in gone)


def _names(model: bytes, tensor: Span) -> list[str]:
    return strings(model, tensor, protobuf.TENSOR_NAME)


def _raw(model: bytes, tensor: Span) -> Floats:
    ((start, end),) = messages(model, tensor, protobuf.TENSOR_RAW)
    return np.frombuffer(model, "<f4", (end - start) // 4, start)


def _tensor(name: str, values: Floats) -> bytes:
    dimensions = b"".join(written(protobuf.TENSOR_DIMENSION, size) for size in values.shape)
    kind = written(protobuf.TENSOR_TYPE, protobuf.FLOAT32) + written(protobuf.TENSOR_NAME, name.encode())
    return dimensions + kind + written(protobuf.TENSOR_RAW, values.astype("<f4").tobytes())


def _floats(name: str) -> bytes:
    """The declaration of a tensor of float32 numbers that goes in or comes out."""
    kind = written(protobuf.TYPE_TENSOR, written(protobuf.TYPE_ELEMENT, protobuf.FLOAT32))
    return written(protobuf.VALUE_NAME, name.encode()) + written(protobuf.VALUE_TYPE, kind)
