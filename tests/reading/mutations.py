"""Bytes damaged at random, as a file is that somebody else made, cut off, or spoilt on its way."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable, Sequence

MOST = 8  # changes of one file
INTERESTING = (0, 1, 7, 8, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
NUMBER = re.compile(rb"\d+")

Change = Callable[[random.Random, bytearray, Sequence[bytes]], None]


def mutated(dice: random.Random, corpus: Sequence[bytes]) -> bytes:
    """One of the corpus, changed in one to `MOST` ways; the same for dice of the same seed."""
    content = bytearray(dice.choice(corpus))
    for _ in range(dice.randint(1, MOST)):
        if content:
            dice.choice(CHANGES)(dice, content, corpus)
    return bytes(content)


def _flip(dice: random.Random, content: bytearray, _: Sequence[bytes]) -> None:
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def _overwrite(dice: random.Random, content: bytearray, _: Sequence[bytes]) -> None:
    start = dice.randrange(len(content))
    content[start : start + dice.randint(1, 16)] = dice.randbytes(dice.randint(1, 16))


def _set_number(dice: random.Random, content: bytearray, _: Sequence[bytes]) -> None:
    form = dice.choice(("<H", ">H", "<I", ">I", "B"))
    value = dice.choice(INTERESTING) & (256 ** struct.calcsize(form) - 1)
    start = dice.randrange(len(content))
    content[start : start + struct.calcsize(form)] = struct.pack(form, value)


def _set_digits(dice: random.Random, content: bytearray, _: Sequence[bytes]) -> None:
    """As in a PDF, whose numbers are written out."""
    if found := [*NUMBER.finditer(content[: 1 << 16])]:
        number = dice.choice(found)
        content[number.start() : number.end()] = str(dice.choice((*INTERESTING, -1, 10**9))).encode()


def _cut_out(dice: random.Random, content: bytearray, _: Sequence[bytes]) -> None:
    start = dice.randrange(len(content))
    del content[start : start + dice.randint(1, 64)]


def _cut_off(dice: random.Random, content: bytearray, _: Sequence[bytes]) -> None:
    del content[dice.randrange(len(content)) :]


def _repeat(dice: random.Random, content: bytearray, _: Sequence[bytes]) -> None:
    start = dice.randrange(len(content))
    content[start:start] = content[start : start + dice.randint(1, 256)] * dice.randint(1, 8)


def _splice(dice: random.Random, content: bytearray, corpus: Sequence[bytes]) -> None:
    """Go on as another file does."""
    other = dice.choice(corpus)
    content[dice.randrange(len(content)) :] = other[dice.randrange(len(other)) :]


CHANGES: Sequence[Change] = (
    _flip,
    _flip,
    _overwrite,
    _set_number,
    _set_number,
    _set_digits,
    _cut_out,
    _cut_off,
    _repeat,
    _splice,
)
