"""The numbers in an ONNX file, in place: what is written into them is written into the file's bytes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition import protobuf
from bot.reading.recognition.protobuf import messages, strings

Floats = NDArray[np.float32]


def float_tensors(model: bytearray) -> dict[str, Floats]:
    """The numbers of each initializer of type float32, flat, by its name; raises ValueError for no ONNX file."""
    return dict(_tensors(model))


def paired_tensors(model: bytearray, other: bytes) -> dict[str, tuple[Floats, Floats]]:
    """The numbers of two models of one network, in place in the first; raises ValueError if they are of two."""
    ours, theirs = float_tensors(model), float_tensors(bytearray(other))
    if {name: len(each) for name, each in ours.items()} != {name: len(each) for name, each in theirs.items()}:
        raise ValueError("the two are not of one network")
    return {name: (numbers, theirs[name]) for name, numbers in ours.items()}


def _tensors(model: bytearray) -> Iterator[tuple[str, Floats]]:
    graph = next(messages(model, (0, len(model)), protobuf.MODEL_GRAPH), None)
    if graph is None:
        raise ValueError("not an ONNX file: it holds no graph")
    for tensor in messages(model, graph, protobuf.GRAPH_INITIALIZER):
        fields = {field.number: field for field in protobuf.fields(model, tensor)}
        if protobuf.TENSOR_RAW in fields and fields[protobuf.TENSOR_TYPE].value == protobuf.FLOAT32:
            first, after = fields[protobuf.TENSOR_RAW].content
            (name,) = strings(model, tensor, protobuf.TENSOR_NAME)
            yield name, np.frombuffer(memoryview(model)[first:after], "<f4")
