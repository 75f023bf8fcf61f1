"""The guard on what real models answered: a CER that the answers alone do not reach, and next to no harm."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest

from bot.bench.pairs import TextPair, read_pairs
from bot.bench.recorded_answers import AnswersResult, measure_answers
from bot.correcting.guarding.guard import Guard
from bot.correcting.spelling.lexicon import Lexicon
from bot.glossary.glossary import Glossary

NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b")
NUMBER = re.compile(r"\S*\d\S*")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789 .,-'\n\u202e"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("LEGIBLE_DATA" not in os.environ, reason="needs the evaluation data (LEGIBLE_DATA is not set)"),
]


def pairs(model: str) -> list[TextPair]:
    return read_pairs(Path(os.environ["LEGIBLE_DATA"]) / "text" / "bln600_llm_outputs.dev.jsonl", model)


def measure(model: str) -> AnswersResult:
    return measure_answers(pairs(model), "en")


@pytest.mark.parametrize(
    ("model", "rate", "worse"), [("llama-2-13b", 3.9, 30), ("llama-2-7b", 4.1, 45), ("bart-large", 4.6, 45)]
)
def test_answers_come_nearer_to_the_truth(model: str, rate: float, worse: int) -> None:
    result = measure(model)
    assert result.pairs.before.cer > 6.4
    assert result.pairs.after.cer < rate
    assert result.pairs.worse < worse
    assert result.pairs.digits_altered == 0
    assert min(result.accepted, result.refused) > 2000


@pytest.mark.parametrize("model", ["llama-2-13b", "llama-2-7b"])
def test_clean_text_keeps_its_numbers_names_and_lines(model: str) -> None:
    """The truth as if it had been read, three texts a page; the answer as it is and with letters changed at random."""
    frequency, source = Lexicon("en").frequency, random.Random(4)
    recorded = pairs(model)
    for page in (recorded[start : start + 3] for start in range(0, 900, 3)):
        read, answer = "\n".join(pair.truth for pair in page), "\n".join(pair.answer for pair in page)
        names = NAME.findall(read)
        guard = Guard(frequency, Glossary(tuple(names)))
        for proposed in (answer, perturbed(read, source), perturbed(answer, source)):
            text = guard.text(read, proposed).text
            assert NUMBER.findall(text) == NUMBER.findall(read)
            assert [text.count(name) for name in names] == [read.count(name) for name in names]
            assert text.count("\n") == read.count("\n")


def perturbed(text: str, source: random.Random) -> str:
    """The text with one letter in twenty lost, doubled or changed."""
    return "".join(
        source.choice(("", letter * 2, source.choice(LETTERS))) if source.random() < 0.05 else letter for letter in text
    )
