"""What both models of the tests need to be written as GGUF: a byte-level vocabulary, ChatML, and the general fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from gguf import GGUFWriter, TokenType

CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
# As of models that think unless they are told not to, and of those that cannot do without.
_ONE = "{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}"
_THOUGHT_BEFORE = CHATML.replace(
    _ONE,
    "{% if message['role'] == 'assistant' %}{{ '<|im_start|>assistant\n<think>\n' }}"
    "{{ (message['reasoning_content'] or '') + '\n</think>\n\n' + message['content'] + '<|im_end|>\n' }}"
    f"{{% else %}}{_ONE}{{% endif %}}",
)
ASKED_NOT_TO_THINK = _THOUGHT_BEFORE.replace(
    "{{ '<|im_start|>assistant\n' }}",
    "{{ '<|im_start|>assistant\n' }}"
    "{% if enable_thinking is not defined or enable_thinking %}{{ '<think>\n' }}{% endif %}",
)
ALWAYS_THINKS = _THOUGHT_BEFORE.replace("{{ '<|im_start|>assistant\n' }}", "{{ '<|im_start|>assistant\n<think>\n' }}")
END_OF_TEXT, START, END = "<|endoftext|>", "<|im_start|>", "<|im_end|>"
PRINTABLE = (*range(33, 127), *range(161, 173), *range(174, 256))  # bytes that GPT-2's vocabulary writes as themselves


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a qwen2 model; `size` is that of an embedding, `inner` that of the feed-forward layers."""

    layers: int
    size: int
    inner: int
    heads: int
    kv_heads: int
    head_size: int
    context: int = 32768
    rope_base: float = 1e6


@dataclass
class Vocabulary:
    """Tokens in GPT-2's writing of bytes, from the 256 bytes on, and the merges that build the longer ones."""

    tokens: list[str] = field(default_factory=lambda: [letter_of(byte) for byte in range(256)])
    merges: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = set(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def add_word(self, word: str) -> None:
        """Make a word one token: join, from the left, the pieces that the merges so far leave of it."""
        pieces = self.pieces(word)
        while len(pieces) > 1:
            self.merges[pieces[0], pieces[1]] = len(self.merges)
            pieces[:2] = [pieces[0] + pieces[1]]
            self._add(pieces[0])

    def pieces(self, word: str) -> list[str]:
        """The tokens of a word, as byte pair encoding finds them."""
        pieces = [letter_of(byte) for byte in word.encode()]
        while len(pieces) > 1:
            ranks = [self.merges.get(pair, len(self.merges)) for pair in pairwise(pieces)]
            first = min(ranks)
            if first == len(self.merges):
                break
            at = ranks.index(first)
            pieces[at : at + 2] = [pieces[at] + pieces[at + 1]]
        return pieces

    def _add(self, token: str) -> None:
        if token not in self._known:
            self._known.add(token)
            self.tokens.append(token)


def letter_of(byte: int) -> str:
    """How GPT-2's vocabulary writes a byte."""
    if byte in PRINTABLE:
        return chr(byte)
    return chr(256 + sum(other not in PRINTABLE for other in range(byte)))


def write_fields(
    writer: GGUFWriter, name: str, shape: Shape, vocabulary: Vocabulary, length: int, template: str = CHATML
) -> None:
    """The fields of a qwen2 model whose vocabulary is filled up to `length`; its last three tokens are ChatML's."""
    unused = [f"[PAD{number}]" for number in range(length - len(vocabulary) - 3)]
    tokens = [*vocabulary.tokens, *unused, END_OF_TEXT, START, END]
    types = [TokenType.NORMAL] * len(vocabulary) + [TokenType.UNUSED] * len(unused) + [TokenType.CONTROL] * 3
    writer.add_name(name)
    writer.add_block_count(shape.layers)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.size)
    writer.add_feed_forward_length(shape.inner)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_key_length(shape.head_size)
    writer.add_value_length(shape.head_size)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_token_merges([" ".join(pair) for pair in vocabulary.merges])
    writer.add_bos_token_id(length - 3)
    writer.add_pad_token_id(length - 3)
    writer.add_eos_token_id(length - 1)
    writer.add_add_bos_token(False)
    writer.add_chat_template(template)
