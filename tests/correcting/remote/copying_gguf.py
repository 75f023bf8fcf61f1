"""A model of 1.7 MB that repeats what the user wrote, with `|` as `I` and `$` as `S`, written as GGUF.

Two layers of attention do it: the first notes at each place which six bytes came before, the second looks for the
place in the user's turn after the same six bytes, and takes the byte that stands there.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFWriter, TokenType, quants
from numpy.typing import NDArray

CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
BACK, BITS, SIGNS = 6, 7, 64  # bytes looked back at, bits that tell a byte apart, random signs that stand for it
LAYERS, SIZE, HEADS, HEAD, INNER, BASE = 2, 512, 8, 64, 32, 1e12
BYTES_BEFORE, OUTPUT = BITS + SIGNS, BITS + SIGNS + BACK * BITS  # where they begin in an embedding
INSTEAD = {"|": "I", "$": "S"}

Weights = NDArray[np.float64]


def write(path: Path, context: int = 32768) -> None:
    """Write the model."""
    tokens, merges = _vocabulary()
    writer = GGUFWriter(path, "qwen2")
    _write_fields(writer, tokens, merges, context)
    embedding, output = _embeddings(tokens)
    _matrix(writer, "token_embd.weight", embedding)
    _matrix(writer, "output.weight", output)
    _vector(writer, "output_norm.weight", np.ones(SIZE))
    _write_layer(writer, 0, *_noting_layer())
    _write_layer(writer, 1, *_finding_layer())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _vocabulary() -> tuple[list[str], list[str]]:
    """Bytes in GPT-2's writing, and the roles as single tokens."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = iter(range(256, 512))
    tokens = [chr(byte) if byte in printable else chr(next(others)) for byte in range(256)]
    merges = []
    for role in ("user", "assistant", "system"):
        for end in range(2, len(role) + 1):
            if role[:end] not in tokens:
                merges.append(f"{role[: end - 1]} {role[end - 1]}")
                tokens.append(role[:end])
    return [*tokens, *SPECIAL], merges


def _write_fields(writer: GGUFWriter, tokens: list[str], merges: list[str], context: int) -> None:
    writer.add_block_count(LAYERS)
    writer.add_context_length(context)
    writer.add_embedding_length(SIZE)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(1)
    writer.add_key_length(HEAD)
    writer.add_value_length(HEAD)
    writer.add_rope_freq_base(BASE)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types([TokenType.NORMAL] * (len(tokens) - 3) + [TokenType.CONTROL] * 3)
    writer.add_token_merges(merges)
    writer.add_bos_token_id(len(tokens) - 3)
    writer.add_pad_token_id(len(tokens) - 3)
    writer.add_eos_token_id(len(tokens) - 1)
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHATML)


def _embeddings(tokens: list[str]) -> tuple[Weights, Weights]:
    """How tokens go in: their code and their signs; and how they come out, by the signs alone."""
    random = np.random.default_rng(7)
    user, assistant, start, end = (tokens.index(token) for token in ("user", "assistant", *SPECIAL[1:]))
    first = [*range(32, 127), 10, user, start, end, assistant]  # those that must not share a code
    numbers = np.empty(len(tokens), int)
    order = [*first, *(token for token in range(len(tokens)) if token not in first)]
    numbers[order] = random.permutation(2**BITS)[np.arange(len(tokens)) % 2**BITS]
    codes = np.where((numbers[:, None] >> np.arange(BITS)) & 1, 1, -1)
    signs = np.where(random.random((len(tokens), SIGNS)) < 0.5, -1, 1).astype(float)
    codes[assistant] = codes[user]
    said = signs.copy()
    for wrong, right in ((ord(wrong), ord(right)) for wrong, right in INSTEAD.items()):
        codes[wrong] = codes[right]
        said[right] += signs[wrong]
        said[wrong] = 0
    embedding, output = np.zeros((len(tokens), SIZE)), np.zeros((len(tokens), SIZE))
    embedding[:, :BITS], embedding[:, BITS:BYTES_BEFORE] = codes, signs
    output[:, OUTPUT : OUTPUT + SIGNS] = said
    return embedding, output


def _noting_layer() -> tuple[Weights, Weights, Weights, Weights, Weights, Weights]:
    """Head n turns its query by n places, so that it sees the byte n places before; its code is noted."""
    query, key, value, out = _empty()
    query_bias, key_bias = np.zeros(HEADS * HEAD), np.zeros(HEAD)
    fast = np.arange(11)
    turn = BASE ** (-2 * fast / HEAD)
    key_bias[fast] = 13
    scale = np.sqrt((BITS + SIGNS) / SIZE)
    value[:BITS, :BITS] = np.eye(BITS)
    for head in range(BACK):
        query_bias[head * HEAD + fast] = 13 * np.cos((head + 1) * turn)
        query_bias[head * HEAD + HEAD // 2 + fast] = -13 * np.sin((head + 1) * turn)
        place = BYTES_BEFORE + head * BITS
        out[place : place + BITS, head * HEAD : head * HEAD + BITS] = scale * np.eye(BITS)
    return query, query_bias, key, key_bias, value, out


def _finding_layer() -> tuple[Weights, Weights, Weights, Weights, Weights, Weights]:
    """The first head looks for the place whose six bytes before are those up to here, and takes its signs."""
    query, key, value, out = _empty()
    scale = np.sqrt((BITS * (BACK + 1) + SIGNS) / SIZE)
    gain = np.sqrt(4 * np.sqrt(HEAD)) * scale
    slow = np.concatenate([np.arange(11, HEAD // 2), np.arange(11, HEAD // 2) + HEAD // 2])
    for back in range(BACK):
        for bit in range(BITS):
            slot = slow[back * BITS + bit]
            key[slot, BYTES_BEFORE + back * BITS + bit] = gain
            query[slot, (BYTES_BEFORE + (back - 1) * BITS if back else 0) + bit] = gain
    value[:SIGNS, BITS : BITS + SIGNS] = np.eye(SIGNS)
    out[OUTPUT : OUTPUT + SIGNS, :SIGNS] = scale * np.eye(SIGNS)
    return query, np.zeros(HEADS * HEAD), key, np.zeros(HEAD), value, out


def _empty() -> tuple[Weights, Weights, Weights, Weights]:
    return (
        np.zeros((HEADS * HEAD, SIZE)),
        np.zeros((HEAD, SIZE)),
        np.zeros((HEAD, SIZE)),
        np.zeros((SIZE, HEADS * HEAD)),
    )


def _write_layer(
    writer: GGUFWriter,
    layer: int,
    query: Weights,
    query_bias: Weights,
    key: Weights,
    key_bias: Weights,
    value: Weights,
    out: Weights,
) -> None:
    block = f"blk.{layer}"
    _vector(writer, f"{block}.attn_norm.weight", np.ones(SIZE))
    _vector(writer, f"{block}.ffn_norm.weight", np.ones(SIZE))
    _matrix(writer, f"{block}.attn_q.weight", query)
    _vector(writer, f"{block}.attn_q.bias", query_bias)
    _matrix(writer, f"{block}.attn_k.weight", key)
    _vector(writer, f"{block}.attn_k.bias", key_bias)
    _matrix(writer, f"{block}.attn_v.weight", value)
    _vector(writer, f"{block}.attn_v.bias", np.zeros(HEAD))
    _matrix(writer, f"{block}.attn_output.weight", out)
    for name, shape in (("gate", (INNER, SIZE)), ("up", (INNER, SIZE)), ("down", (SIZE, INNER))):
        _matrix(writer, f"{block}.ffn_{name}.weight", np.zeros(shape))


def _vector(writer: GGUFWriter, name: str, weights: Weights) -> None:
    writer.add_tensor(name, weights.astype(np.float32))


def _matrix(writer: GGUFWriter, name: str, weights: Weights) -> None:
    kind = GGMLQuantizationType.Q8_0
    writer.add_tensor(name, quants.quantize(weights.astype(np.float32), kind), raw_dtype=kind)
