"""A tiny model whose likelihoods are known: how likely a byte is depends on the one before it alone.

A real one for the real runtimes. An embedding is the unit vector of its token, the layer adds nothing, and the output
has the logarithms of the probabilities.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
from gguf import GGUFWriter
from numpy.typing import NDArray

from tests.correcting.local.gguf_file import Shape, Vocabulary, write_fields

SHAPE = Shape(layers=1, size=320, inner=32, heads=5, kv_heads=1, head_size=64)
WORD = "zqxj"  # a vocabulary of bytes alone cannot be written
LENGTH = 256 + len(WORD) - 1 + 3  # bytes, the word and its beginnings, and the marks of a chat

COMMON = [*range(ord("a"), ord("z") + 1), *b" 0123456789<|>_"]

Matrix = NDArray[np.float64]


def likelihoods(seed: int = 7) -> Matrix:
    """The natural logarithms of the probabilities of each token (column) behind each (row)."""
    scores = np.random.default_rng(seed).normal(scale=0.5, size=(LENGTH, LENGTH))
    scores[:, COMMON] += 5
    known: Matrix = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return known


def taught(text: str, instead_of: str) -> Matrix:
    """The same of a model that knows a text, and hardly believes what the other one has besides."""
    scores = np.zeros((LENGTH, LENGTH))
    scores[:, COMMON] += 3
    known, wrong = ({*pairwise(each.encode())} for each in (text, instead_of))
    for pair in known:
        scores[pair] += 7
    for pair in wrong - known:
        scores[pair] -= 3
    likely: Matrix = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return likely


def write(path: Path, known: Matrix, *, context: int = 32768, causal: bool = True, bytes_known: int = 256) -> None:
    """Write the model; bytes from `bytes_known` on are no tokens of it."""
    vocabulary = Vocabulary()
    vocabulary.add_word(WORD)
    vocabulary.tokens[bytes_known:256] = [f"[LOST{byte}]" for byte in range(bytes_known, 256)]
    shape = Shape(**{name: getattr(SHAPE, name) for name in SHAPE.__slots__} | {"context": context})
    writer = GGUFWriter(path, "qwen2")
    write_fields(writer, "bigrams", shape, vocabulary, LENGTH)
    if not causal:
        writer.add_causal_attention(False)
    embedding, output = np.zeros((2, LENGTH, SHAPE.size))
    embedding[:, :LENGTH] = 100 * np.eye(LENGTH)  # so large that what the norm adds to be safe makes no difference
    output[:, :LENGTH] = known.T / np.sqrt(SHAPE.size)  # the norm makes a unit vector so much longer
    wide, narrow = SHAPE.heads * SHAPE.head_size, SHAPE.kv_heads * SHAPE.head_size
    tensors = {
        "token_embd.weight": embedding,
        "output.weight": output,
        "output_norm.weight": np.ones(SHAPE.size),
        "blk.0.attn_norm.weight": np.ones(SHAPE.size),
        "blk.0.ffn_norm.weight": np.ones(SHAPE.size),
        "blk.0.attn_q.weight": np.zeros((wide, SHAPE.size)),
        "blk.0.attn_k.weight": np.zeros((narrow, SHAPE.size)),
        "blk.0.attn_v.weight": np.zeros((narrow, SHAPE.size)),
        "blk.0.attn_q.bias": np.zeros(wide),
        "blk.0.attn_k.bias": np.zeros(narrow),
        "blk.0.attn_v.bias": np.zeros(narrow),
        "blk.0.attn_output.weight": np.zeros((SHAPE.size, wide)),
        "blk.0.ffn_gate.weight": np.zeros((SHAPE.inner, SHAPE.size)),
        "blk.0.ffn_up.weight": np.zeros((SHAPE.inner, SHAPE.size)),
        "blk.0.ffn_down.weight": np.zeros((SHAPE.size, SHAPE.inner)),
    }
    for name, tensor in tensors.items():
        writer.add_tensor(name, tensor.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
