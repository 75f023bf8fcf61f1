"""What the recogniser was taught, as the difference to the numbers in RapidOCR's file, in half precision.

It is added into the bytes of that file: graph and speed stay the same, and a quarter of the size is shipped.
`bot.reading.recognition.train` makes it; whose lines were learnt from stands in `taught/LICENSE.txt`.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.reading.recognition import protobuf
from bot.reading.recognition.protobuf import messages, strings

TAUGHT = Path(__file__).parent / "taught" / "weights.npz"
_ORIGINAL = "original"  # the SHA-256 of the file that it is the difference to

Floats = NDArray[np.float32]


def taught(model: bytes, weights: Path = TAUGHT) -> bytes:
    """The model with what was learnt; raises OSError, or ValueError where that was learnt from another model."""
    data = bytearray(model)
    with np.load(weights, allow_pickle=False) as learnt:
        if learnt[_ORIGINAL].tobytes().decode() != hashlib.sha256(model).hexdigest():
            raise ValueError(f"{weights} was not learnt from this network")
        for name, numbers in _tensors(data):
            if name in learnt:
                numbers += learnt[name]
    return bytes(data)


def packed(original: bytes, model: bytes) -> bytes:
    """The file that `taught` makes `model` of `original` with; raises ValueError if the two are not of one network."""
    before, after = dict(_tensors(bytearray(original))), dict(_tensors(bytearray(model)))
    if [(name, len(each)) for name, each in before.items()] != [(name, len(each)) for name, each in after.items()]:
        raise ValueError("the two are not of one network")
    learnt = {name: (after[name] - before[name]).astype(np.float16) for name in before}
    digest = np.frombuffer(hashlib.sha256(original).hexdigest().encode(), np.uint8)
    file = io.BytesIO()
    arrays: dict[str, Any] = {_ORIGINAL: digest, **{name: each for name, each in learnt.items() if each.any()}}
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def _tensors(data: bytearray) -> Iterator[tuple[str, Floats]]:
    """The name of each tensor of float32 numbers in an ONNX file, and its numbers in place."""
    (graph,) = messages(data, (0, len(data)), protobuf.MODEL_GRAPH)
    for tensor in messages(data, graph, protobuf.GRAPH_INITIALIZER):
        fields = {field.number: field for field in protobuf.fields(data, tensor)}
        if protobuf.TENSOR_RAW in fields and fields[protobuf.TENSOR_TYPE].value == protobuf.FLOAT32:
            first, after = fields[protobuf.TENSOR_RAW].content
            (name,) = strings(data, tensor, protobuf.TENSOR_NAME)
            yield name, np.frombuffer(memoryview(data)[first:after], "<f4")
