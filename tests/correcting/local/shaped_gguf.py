"""A model with the shape of Qwen2.5 and random weights: `python -m tests.correcting.local.shaped_gguf 3B FILE`.

It says nothing sensible, but takes the time and the memory of the real one. Types are those of the published
Q4_K_M files; the vocabulary, made of common words, has about as many characters a token.
"""

from __future__ import annotations

import sys
from itertools import chain, zip_longest
from pathlib import Path

import numpy as np
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType, GGUFWriter
from numpy.typing import NDArray
from wordfreq import top_n_list

from tests.correcting.local.gguf_file import Shape, Vocabulary, write_fields

VOCABULARY = 151_936
WORDS = {"en": 30_000, "fr": 10_000, "de": 10_000, "es": 8_000}  # of each language that are one token
SHAPES = {
    "0.5B": Shape(layers=24, size=896, inner=4864, heads=14, kv_heads=2, head_size=64),
    "1.5B": Shape(layers=28, size=1536, inner=8960, heads=12, kv_heads=2, head_size=128),
    "3B": Shape(layers=36, size=2048, inner=11008, heads=16, kv_heads=2, head_size=128),
}
Q4, Q5, Q6, Q8 = (
    GGMLQuantizationType.Q4_K,
    GGMLQuantizationType.Q5_0,
    GGMLQuantizationType.Q6_K,
    GGMLQuantizationType.Q8_0,
)
INSTEAD = {Q4: Q5, Q6: Q8}  # where a row is no multiple of 256
SCALES = {Q4: (0, 2), Q5: (0,), Q6: (208,), Q8: (0,)}  # where a block of a type keeps its 16-bit scales
SCALE = np.float16(0.0004)  # keeps the weights of every type well below 1
CHUNK = 4096  # random blocks that are repeated: new ones for 2 GB would take a minute

Tensor = tuple[str, tuple[int, ...], GGMLQuantizationType]


def write(path: Path, shape: Shape, vocabulary: int = VOCABULARY) -> None:
    """Write the model; 2.1 GB for `3B`, 0.5 GB for `0.5B`."""
    writer = GGUFWriter(path, "qwen2")
    write_fields(writer, f"random {path.stem}", shape, common_words(vocabulary), vocabulary)
    tensors = [_fitting(tensor) for tensor in _tensors(shape, vocabulary)]
    random = np.random.default_rng(7)
    for name, form, kind in tensors:
        stored = _stored(form, kind)
        writer.add_tensor_info(name, stored, np.dtype(np.float32 if kind.name == "F32" else np.uint8),
                               int(np.prod(stored)) * (4 if kind.name == "F32" else 1), raw_dtype=kind)  # fmt: skip
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    for _, form, kind in tensors:
        writer.write_tensor_data(_weights(form, kind, random))
    writer.close()


def common_words(most: int) -> Vocabulary:
    """Common words of four languages, with a space before them and at the start of a line, at most `most` tokens."""
    words = chain.from_iterable(zip_longest(*(top_n_list(code, number) for code, number in WORDS.items())))
    vocabulary = Vocabulary()
    for word in filter(None, words):
        for written in (f" {word}", word, f" {word.capitalize()}"):
            if len(vocabulary) + len(written.encode()) > most - 3:
                return vocabulary
            vocabulary.add_word(written)
    return vocabulary


def _tensors(shape: Shape, vocabulary: int) -> list[Tensor]:
    """Name, form and type of every tensor, as llama.cpp's Q4_K_M gives them."""
    f32, size, kv = GGMLQuantizationType.F32, shape.size, shape.kv_heads * shape.head_size
    tensors: list[Tensor] = [
        ("token_embd.weight", (vocabulary, size), Q4),
        ("output.weight", (vocabulary, size), Q6),
        ("output_norm.weight", (size,), f32),
    ]
    for layer in range(shape.layers):
        finer = Q6 if _is_finer(layer, shape.layers) else Q4
        tensors += [
            (f"blk.{layer}.{name}", form, kind)
            for name, form, kind in (
                ("attn_norm.weight", (size,), f32),
                ("attn_q.weight", (shape.heads * shape.head_size, size), Q4),
                ("attn_q.bias", (shape.heads * shape.head_size,), f32),
                ("attn_k.weight", (kv, size), Q4),
                ("attn_k.bias", (kv,), f32),
                ("attn_v.weight", (kv, size), finer),
                ("attn_v.bias", (kv,), f32),
                ("attn_output.weight", (size, shape.heads * shape.head_size), Q4),
                ("ffn_norm.weight", (size,), f32),
                ("ffn_gate.weight", (shape.inner, size), Q4),
                ("ffn_up.weight", (shape.inner, size), Q4),
                ("ffn_down.weight", (size, shape.inner), finer),
            )
        ]
    return tensors


def _is_finer(layer: int, layers: int) -> bool:
    """Whether llama.cpp gives a layer more bits: the first and the last eighth, and every third between."""
    return layer < layers // 8 or layer >= 7 * layers // 8 or (layer - layers // 8) % 3 == 2


def _fitting(tensor: Tensor) -> Tensor:
    name, form, kind = tensor
    whole = form[-1] % GGML_QUANT_SIZES[kind][0] == 0
    return name, form, kind if whole else INSTEAD[kind]


def _stored(form: tuple[int, ...], kind: GGMLQuantizationType) -> tuple[int, ...]:
    """The form in bytes, or in numbers where they are not quantised."""
    per_block, size = GGML_QUANT_SIZES[kind]
    return form if kind.name == "F32" else (*form[:-1], form[-1] // per_block * size)


def _weights(form: tuple[int, ...], kind: GGMLQuantizationType, random: np.random.Generator) -> NDArray[np.generic]:
    if kind.name == "F32":
        return np.ones(form, np.float32)
    stored, size = _stored(form, kind), GGML_QUANT_SIZES[kind][1]
    blocks = random.integers(0, 256, (CHUNK, size), np.uint8)
    for at in SCALES[kind]:
        blocks[:, at : at + 2] = np.frombuffer(SCALE.tobytes(), np.uint8)
    return np.resize(blocks, int(np.prod(stored))).reshape(stored)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in SHAPES:
        raise SystemExit(__doc__)
    write(Path(sys.argv[2]), SHAPES[sys.argv[1]])
