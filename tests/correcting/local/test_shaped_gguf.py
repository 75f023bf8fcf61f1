"""The model of a given shape: it loads and answers, and its words are tokens."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.correcting.language_model import Question
from bot.correcting.local.local_model import LocalModel
from bot.correcting.models.gguf_header import read_header
from tests.correcting.local.gguf_file import Shape
from tests.correcting.local.shaped_gguf import common_words, write


@pytest.mark.parametrize("size", [256, 64], ids=["whole blocks", "rows too short for them"])
async def test_it_loads_and_answers(tmp_path: Path, size: int) -> None:
    path = tmp_path / "shaped.gguf"
    write(path, Shape(layers=8, size=size, inner=2 * size, heads=4, kv_heads=2, head_size=size // 4), vocabulary=2000)
    assert (read_header(path).layers, read_header(path).vocabulary) == (8, 2000)
    model = LocalModel(path, gpu_layers=0, idle_seconds=3600, library="xllamacpp")
    try:
        answer = await model.answer(Question("Mend.", "the=letter", 20))
    finally:
        await model.close()
    assert answer.tokens_out
    assert answer.text in ("", "none") or answer.text.startswith("7: ")


def test_a_common_word_is_one_token() -> None:
    vocabulary = common_words(5000)
    assert vocabulary.pieces(" because") == ["Ġbecause"]
    assert len(vocabulary.pieces(" becnuse")) > 1
