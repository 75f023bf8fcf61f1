"""The header of a GGUF file: what kind of model it holds, and whether the file is whole.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, versions 2 and 3. Files are strangers: every length
is checked against what is left of the file, every count against a limit, before it is believed.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.correcting.model_errors import ModelMissing
from bot.correcting.models.records import damaged

MAGIC = b"GGUF"
VERSIONS = (2, 3)
ALIGNMENT = 32  # bytes, where the header names no other
MOST_DIMENSIONS = 4
MOST = 2**22  # fields, tensors, or items of an array; a vocabulary has up to 2**18
LONGEST = 2**24  # bytes of a string; the longest, a chat template, has some thousand
MOST_LAYERS = 2**12
WIDEST = 2**20  # heads of a layer, numbers of a head

_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_MARKS = (2, 3)  # types of tokens that no text should make: unknown, control
# Bytes of a block by type, by the numbers in it: https://github.com/ggml-org/ggml/blob/master/src/ggml-common.h
_SIZES = {
    1: {0: 4, 1: 2, 24: 1, 25: 2, 26: 4, 27: 8, 28: 8, 30: 2},
    32: {2: 18, 3: 20, 6: 22, 7: 24, 8: 34, 9: 36, 20: 18, 39: 17},
    256: {10: 84, 11: 110, 12: 144, 13: 176, 14: 210, 15: 292, 16: 66, 17: 74, 18: 98, 19: 50, 21: 110, 22: 82}
    | {23: 136, 29: 56, 34: 54, 35: 66},
}
_BLOCKS = {kind: (numbers, size) for numbers, kinds in _SIZES.items() for kind, size in kinds.items()}


@dataclass(frozen=True, slots=True)
class Array:
    """An array of the header: numbers, or strings."""

    numbers: tuple[float, ...] = ()
    strings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tensor:
    """The name of a tensor and its bytes; 0 of a type that is not known here."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says.

    `kv_widths` are how many numbers each layer keeps of a token, its keys and its values; `marks` are the tokens that
    part the turns of a chat, such as `<|im_end|>`.
    """

    architecture: str
    kv_widths: tuple[int, ...]
    context: int
    vocabulary: int
    marks: tuple[str, ...]
    tensors: tuple[Tensor, ...]

    @property
    def layers(self) -> int:
        """How many layers there are."""
        return len(self.kv_widths)

    def describe(self) -> str:
        """In a few words, such as `qwen2, 36 layers, 2.1 GB`."""
        return f"{self.architecture}, {self.layers} layers, {sum(tensor.size for tensor in self.tensors) / 1e9:.1f} GB"


Value = float | str | Array


def read_header(path: Path) -> Header:
    """The header of a model. Raises ModelMissing, and ModelDamaged for a file that is none, or not whole."""
    with _errors(path):
        return _header(*_read(path))


def check_whole(path: Path) -> None:
    """Raise ModelMissing, or ModelDamaged where a file is no GGUF, or not whole; of a model in parts it may be any."""
    with _errors(path):
        _read(path)


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise ModelMissing(wanted=path.name, looked=str(path.parent)) from None
    except OSError as error:
        raise damaged(path, error.strerror or str(error)) from error
    except _Wrong as wrong:
        raise damaged(path, str(wrong)) from wrong


class _Wrong(Exception):
    """The file is not what it should be."""


def _read(path: Path) -> tuple[dict[str, Value], tuple[Tensor, ...]]:
    with path.open("rb") as file:
        return _Reader(file, path.stat().st_size).fields_and_tensors()


class _Reader:
    """Reads from the start of a file of `size` bytes. Raises _Wrong."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size

    def fields_and_tensors(self) -> tuple[dict[str, Value], tuple[Tensor, ...]]:
        """All that the header says, once what it announces is there."""
        if self._file.read(len(MAGIC)) != MAGIC:
            raise _Wrong("it is no GGUF file")
        if self._number("I") not in VERSIONS:
            raise _Wrong("it is of an unknown version of GGUF")
        tensors, fields = self._count("Q"), self._count("Q")
        named = dict(self._field() for _ in range(fields))
        found = [self._tensor() for _ in range(tensors)]
        alignment = _integer(named, "general.alignment", ALIGNMENT, 2**16)
        if not alignment:
            raise _Wrong("its header has an impossible general.alignment")
        start = -(-self._file.tell() // alignment) * alignment
        if max((start + offset + tensor.size for tensor, offset in found), default=0) > self._size:
            raise _Wrong("it is cut off")
        return named, tuple(tensor for tensor, _ in found)

    def _field(self) -> tuple[str, Value]:
        return self._string(), self._value(self._number("I"))

    def _value(self, kind: int) -> Value:
        if kind == _STRING:
            return self._string()
        if kind == _ARRAY:
            return self._array(self._number("I"), self._count("Q"))
        return self._number(self._scalar(kind))

    def _array(self, kind: int, length: int) -> Array:
        if kind == _STRING:
            return Array(strings=tuple(self._string() for _ in range(length)))
        form = f"<{length}{self._scalar(kind)}"
        return Array(struct.unpack(form, self._bytes(struct.calcsize(form))))

    def _tensor(self) -> tuple[Tensor, int]:
        """A tensor, and where it starts in the data."""
        name, dimensions = self._string(), self._number("I")
        if not 0 <= dimensions <= MOST_DIMENSIONS:
            raise _Wrong(f"a tensor has {dimensions} dimensions")
        numbers = math.prod(self._number("Q") for _ in range(dimensions))
        per_block, size = _BLOCKS.get(self._number("I"), (1, 0))
        return Tensor(name, numbers // per_block * size), self._number("Q")

    def _scalar(self, kind: int) -> str:
        if kind not in _SCALARS:
            raise _Wrong(f"its header has a value of the unknown type {kind}")
        return _SCALARS[kind]

    def _count(self, form: str) -> int:
        count = self._number(form)
        if count > MOST:
            raise _Wrong(f"its header announces {count} items")
        return count

    def _string(self) -> str:
        return self._bytes(self._number("Q")).decode(errors="replace")

    def _number(self, form: str) -> int:
        (number,) = struct.unpack(f"<{form}", self._bytes(struct.calcsize(f"<{form}")))
        return number  # type: ignore[no-any-return]

    def _bytes(self, length: int) -> bytes:
        if length > LONGEST:
            raise _Wrong(f"its header announces {length} bytes at once")
        read = self._file.read(length)
        if len(read) < length:
            raise _Wrong("it is cut off")
        return read


def _header(named: dict[str, Value], tensors: tuple[Tensor, ...]) -> Header:
    architecture = named.get("general.architecture")
    if not isinstance(architecture, str):
        raise _Wrong("it names no architecture")
    layers = _integer(named, f"{architecture}.block_count", None, MOST_LAYERS)
    tokens, kinds = (_array(named, f"tokenizer.ggml.{name}") for name in ("tokens", "token_type"))
    return Header(
        architecture,
        _kv_widths(named, architecture, layers),
        _integer(named, f"{architecture}.context_length", None, 2**40),
        len(tokens.strings),
        tuple(token for token, kind in zip(tokens.strings, kinds.numbers, strict=False) if token and kind in _MARKS),
        tensors,
    )


def _array(named: dict[str, Value], name: str) -> Array:
    value = named.get(name)
    return value if isinstance(value, Array) else Array()


def _kv_widths(named: dict[str, Value], architecture: str, layers: int) -> tuple[int, ...]:
    heads = _per_layer(named, f"{architecture}.attention.head_count", None, layers)
    kept = _per_layer(named, f"{architecture}.attention.head_count_kv", heads, layers)
    size = _integer(named, f"{architecture}.embedding_length", None, WIDEST) // max(1, *heads)
    key = _integer(named, f"{architecture}.attention.key_length", size, WIDEST)
    value = _integer(named, f"{architecture}.attention.value_length", size, WIDEST)
    return tuple(number * (key + value) for number in kept)


def _per_layer(named: dict[str, Value], name: str, default: list[int] | None, layers: int) -> list[int]:
    """A number for each layer: the header has one for all, or a list."""
    value = named.get(name)
    if isinstance(value, Array) and len(value.numbers) == layers:
        return [_checked(name, number, WIDEST) for number in value.numbers]
    if value is None and default:
        return default
    return [_integer(named, name, None, WIDEST)] * layers


def _integer(named: dict[str, Value], name: str, default: int | None, most: int) -> int:
    value = named.get(name, default)
    if value is None:
        raise _Wrong(f"its header lacks {name}")
    return _checked(name, value, most)


def _checked(name: str, value: Value, most: int) -> int:
    if not isinstance(value, int) or not 0 <= value <= most:
        raise _Wrong(f"its header has an impossible {name}")
    return value
