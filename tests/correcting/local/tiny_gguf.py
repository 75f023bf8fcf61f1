"""A tiny model that copies what it is told: `python -m tests.correcting.local.tiny_gguf FILE`.

A real one for the real runtimes, 1.7 MB and always the same. Its tokens are bytes. The first layer notes for each token
the seven before it; the second finds the place in the chat that had said before it what was said last, and the answer
goes on as that place did. `assistant` counts as `user`, so it begins with the user's words. Where a grammar forces
something else, it goes on from there.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
from gguf import GGMLQuantizationType, GGUFWriter, quants
from numpy.typing import NDArray

from tests.correcting.local.gguf_file import CHATML, Shape, Vocabulary, write_fields

SHAPE = Shape(layers=2, size=512, inner=32, heads=8, kv_heads=1, head_size=64, rope_base=1e12)
CHANGES = MappingProxyType({"|": "I", "$": "S"})  # what it mends when it copies
ROLES = ("user", "assistant", "system")

BITS = 6  # by which tokens are told apart when places are compared
BACK = 7  # tokens before a place that are compared
NAME = 64  # numbers by which the next token is named
TOLD, NAMED = 0, BITS  # where an embedding keeps what: its bits, its name, the bits of those before it, the next one
BEFORE = NAMED + NAME
NEXT = BEFORE + BACK * BITS
TURNING = 11  # frequencies of the rotation that tell near places apart; the slower ones hardly turn
SHARP = 13.0  # how firmly the first layer looks so many places back

Matrix = NDArray[np.float64]


def write(path: Path, changes: Mapping[str, str] = CHANGES, template: str = CHATML) -> None:
    """Write the model."""
    vocabulary = Vocabulary()
    for role in ROLES:
        vocabulary.add_word(role)
    length = len(vocabulary) + 3
    bits, names, answers = _codes(vocabulary, length, changes)
    writer = GGUFWriter(path, "qwen2")
    write_fields(writer, "tiny copy", SHAPE, vocabulary, length, template)
    embedding, output = np.zeros((2, length, SHAPE.size))
    embedding[:, TOLD : TOLD + BITS], embedding[:, NAMED : NAMED + NAME] = bits, names
    output[:, NEXT : NEXT + NAME] = answers
    _add_matrix(writer, "token_embd.weight", embedding)
    _add_matrix(writer, "output.weight", output)
    _add_vector(writer, "output_norm.weight", np.ones(SHAPE.size))
    _add_layer(writer, 0, *_looking_back())
    _add_layer(writer, 1, *_going_on())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _codes(vocabulary: Vocabulary, length: int, changes: Mapping[str, str]) -> tuple[Matrix, Matrix, Matrix]:
    """By which each token is compared and named, and by which names it is answered; common tokens differ most."""
    random = np.random.default_rng(7)
    user, assistant = vocabulary.tokens.index("user"), vocabulary.tokens.index("assistant")
    common = [*range(32, 127), 10, user, length - 2, length - 1, assistant]
    order = np.array([*common, *(token for token in range(length) if token not in common)])
    numbers = np.empty(length, int)
    numbers[order] = random.permutation(2**BITS)[np.arange(length) % 2**BITS]
    bits = np.where((numbers[:, None] >> np.arange(BITS)) & 1, 1.0, -1.0)
    names = np.where(random.random((length, NAME)) < 0.5, -1.0, 1.0)
    answers = names.copy()
    for before, after in changes.items():
        bits[ord(before)] = bits[ord(after)]
        answers[ord(after)] += names[ord(before)]
        answers[ord(before)] = 0
    bits[assistant] = bits[user]
    return bits, names, answers


Attention = tuple[Matrix, Matrix, Matrix, Matrix, Matrix, Matrix]


def _attention() -> Attention:
    """The matrices of queries, keys, values and output, and what is added to queries and keys: all zero."""
    queries, kept = SHAPE.heads * SHAPE.head_size, SHAPE.kv_heads * SHAPE.head_size
    forms = ((queries, SHAPE.size), (kept, SHAPE.size), (kept, SHAPE.size), (SHAPE.size, queries), (queries,), (kept,))
    query, key, value, output, query_bias, key_bias = map(np.zeros, forms)
    return query, key, value, output, query_bias, key_bias


def _looking_back() -> Attention:
    """Each head looks as many places back as its number and notes the bits of the token there."""
    query, key, value, output, query_bias, key_bias = _attention()
    half = SHAPE.head_size // 2
    turns = np.arange(TURNING)
    angles = SHAPE.rope_base ** (-2 * turns / SHAPE.head_size)
    told = np.arange(BITS)
    key_bias[turns] = SHARP
    for number in range(BACK):
        first = number * SHAPE.head_size
        query_bias[first + turns] = SHARP * np.cos((number + 1) * angles)
        query_bias[first + half + turns] = -SHARP * np.sin((number + 1) * angles)
        output[BEFORE + number * BITS + told, first + told] = np.sqrt((BITS + NAME) / SHAPE.size)
    value[told, TOLD + told] = 1
    return query, key, value, output, query_bias, key_bias


def _going_on() -> Attention:
    """One head finds where the tokens said last were followed by another, and names that one."""
    query, key, value, output, query_bias, key_bias = _attention()
    half = SHAPE.head_size // 2
    still = np.arange(TURNING, half)
    slots = np.concatenate([still, still + half])[: BACK * BITS]
    noted = BEFORE + np.arange(BACK * BITS)
    said = np.concatenate([TOLD + np.arange(BITS), noted[:-BITS]])
    spread = (BITS * (BACK + 1) + NAME) / SHAPE.size  # the mean square of what the first layer leaves
    query[slots, said] = key[slots, noted] = np.sqrt(4 * np.sqrt(SHAPE.head_size) * spread)
    names = np.arange(NAME)
    value[names, NAMED + names] = 1
    output[NEXT + names, names] = np.sqrt(spread)
    return query, key, value, output, query_bias, key_bias


def _add_layer(writer: GGUFWriter, number: int, *attention: Matrix) -> None:
    query, key, value, output, query_bias, key_bias = attention
    block = f"blk.{number}"
    for name, matrix in (("q", query), ("k", key), ("v", value), ("output", output)):
        _add_matrix(writer, f"{block}.attn_{name}.weight", matrix)
    for name, vector in (("q", query_bias), ("k", key_bias), ("v", np.zeros_like(key_bias))):
        _add_vector(writer, f"{block}.attn_{name}.bias", vector)
    for name in ("attn_norm", "ffn_norm"):
        _add_vector(writer, f"{block}.{name}.weight", np.ones(SHAPE.size))
    for name in ("ffn_gate", "ffn_up"):
        _add_matrix(writer, f"{block}.{name}.weight", np.zeros((SHAPE.inner, SHAPE.size)))
    _add_matrix(writer, f"{block}.ffn_down.weight", np.zeros((SHAPE.size, SHAPE.inner)))


def _add_matrix(writer: GGUFWriter, name: str, matrix: Matrix) -> None:
    kind = GGMLQuantizationType.Q8_0
    writer.add_tensor(name, quants.quantize(matrix.astype(np.float32), kind), raw_dtype=kind)


def _add_vector(writer: GGUFWriter, name: str, vector: Matrix) -> None:
    writer.add_tensor(name, vector.astype(np.float32))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    write(Path(sys.argv[1]))
