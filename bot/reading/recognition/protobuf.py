"""As much of protobuf's wire format as it takes to find something in an ONNX file, and to write a small one.

Source: https://protobuf.dev/programming-guides/encoding/.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# Field numbers of onnx.proto3 (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
MODEL_VERSION, MODEL_GRAPH, MODEL_OPERATORS, OPERATORS_VERSION = 1, 7, 8, 2
GRAPH_NODE, GRAPH_NAME, GRAPH_INITIALIZER, GRAPH_INPUT, GRAPH_OUTPUT = 1, 2, 5, 11, 12
NODE_INPUT, NODE_OUTPUT, NODE_TYPE, NODE_ATTRIBUTE, ATTRIBUTE_TENSOR = 1, 2, 4, 5, 5
TENSOR_DIMENSION, TENSOR_TYPE, TENSOR_NAME, TENSOR_RAW = 1, 2, 8, 9
VALUE_NAME, VALUE_TYPE, TYPE_TENSOR, TYPE_ELEMENT = 1, 2, 1, 1
FLOAT32 = 1

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message: `whole` is its span with its key, `content` without; varints only have a `value`."""

    number: int
    value: int | None
    content: Span
    whole: Span


def fields(data: bytes | bytearray, message: Span) -> Iterator[Field]:
    """The fields of a message; raises ValueError where it is none."""
    at, end = message
    while at < end:
        whole = at
        key, at = _varint(data, at, end)
        number, wire = key >> 3, key & 7
        value = None
        content = at
        if wire == _VARINT:
            value, at = _varint(data, at, end)
        elif wire == _BYTES:
            size, content = _varint(data, at, end)
            at = content + size
        elif wire in (_FIXED32, _FIXED64):
            at += 4 if wire == _FIXED32 else 8
        else:
            raise ValueError(f"not an ONNX file: wire type {wire}")
        if at > end:
            raise ValueError("not an ONNX file: a field runs over its end")
        yield Field(number, value, (content, at), (whole, at))


def messages(data: bytes | bytearray, message: Span, number: int) -> Iterator[Span]:
    """The contents of a message's fields of one number, which are messages, strings or bytes; raises ValueError."""
    for field in fields(data, message):
        if field.number == number and field.value is None:
            yield field.content


def strings(data: bytes | bytearray, message: Span, number: int) -> list[str]:
    """The strings in a message's fields of one number; raises ValueError."""
    return [data[start:end].decode() for start, end in messages(data, message, number)]


def written(number: int, content: bytes | int) -> bytes:
    """A field: a number as a varint, anything else as bytes."""
    if isinstance(content, int):
        return _as_varint(number << 3 | _VARINT) + _as_varint(content)
    return _as_varint(number << 3 | _BYTES) + _as_varint(len(content)) + content


def _varint(data: bytes | bytearray, at: int, end: int) -> tuple[int, int]:
    value = shift = 0
    while at < end:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
    raise ValueError("not an ONNX file: a number runs over its end")


def _as_varint(value: int) -> bytes:
    groups = bytearray()
    while value >= 0x80:
        groups.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*groups, value])
