"""Whether a file can be a GGUF model: its header, and its length against what the header says.

The format: github.com/ggml-org/ggml/blob/master/docs/gguf.md.
"""

from __future__ import annotations

import math
import mmap
import struct
from pathlib import Path

from bot.correcting.model_errors import OwnModelDamaged

MAGIC = b"GGUF"
VERSIONS = (2, 3)
STRING, ARRAY = 8, 9
WIDTHS = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}  # bytes of a value, by its type
MOST_ENTRIES = 4_000_000  # the largest vocabularies have half a million


def check(path: Path) -> None:
    """Raise OwnModelDamaged where the file is no GGUF, or ends too early for its tensors at one bit a weight.

    A file that lost less than seven eighths of its last tensor passes; the runtime refuses it.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise OwnModelDamaged(path=path, reason="it is no GGUF file")
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                least = _Header(data).least_size()
                if least > len(data):
                    raise _Cut
    except _Cut as error:
        raise OwnModelDamaged(path=path, reason="it is cut off") from error
    except _Nonsense as error:
        raise OwnModelDamaged(path=path, reason=f"its header makes no sense ({error})") from error
    except OSError as error:
        raise OwnModelDamaged(path=path, reason=error.strerror or error) from error


class _Cut(Exception):
    """The file ends before what it announces."""


class _Nonsense(Exception):
    """The header holds what no GGUF holds."""


class _Header:
    """What stands before the tensors, read from front to back."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self._at = len(MAGIC)

    def least_size(self) -> int:
        """The bytes that the file has at least."""
        if (version := self._number("I")) not in VERSIONS:
            raise _Nonsense(f"version {version}")
        tensors, entries = self._count(), self._count()
        for _ in range(entries):
            self._entry()
        ends = [self._tensor_end() for _ in range(tensors)]
        return self._at + max(ends, default=0)

    def _entry(self) -> None:
        self._text()  # its key
        kind = self._number("I")
        if kind == ARRAY:
            element, count = self._number("I"), self._number("Q")
            self._values(element, count)
        else:
            self._values(kind, 1)

    def _values(self, kind: int, count: int) -> None:
        if kind in WIDTHS:
            self._skip(WIDTHS[kind] * count)
        elif kind == STRING and count <= MOST_ENTRIES:
            for _ in range(count):
                self._text()
        else:
            raise _Nonsense(f"{count} values of type {kind}")

    def _tensor_end(self) -> int:
        self._text()  # its name
        weights = math.prod(self._number("Q") for _ in range(self._dimensions()))
        self._skip(struct.calcsize("I"))  # its type
        return self._number("Q") + weights // 8

    def _dimensions(self) -> int:
        if (dimensions := self._number("I")) > 4:
            raise _Nonsense(f"a tensor with {dimensions} dimensions")
        return dimensions

    def _count(self) -> int:
        if (count := self._number("Q")) > MOST_ENTRIES:
            raise _Nonsense(f"{count} entries")
        return count

    def _text(self) -> None:
        self._skip(self._number("Q"))

    def _number(self, form: str) -> int:
        start = self._at
        self._skip(struct.calcsize(form))
        (number,) = struct.unpack_from(f"<{form}", self._data, start)
        return int(number)

    def _skip(self, count: int) -> None:
        self._at += count
        if self._at > len(self._data):
            raise _Cut
