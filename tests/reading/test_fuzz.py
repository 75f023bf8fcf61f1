"""A short round of the fuzzer; `python -m tests.reading.fuzz` makes longer ones."""

from __future__ import annotations

import random

import pytest

from tests.reading.corpus import corpus
from tests.reading.fuzz import DEFECT, Findings, fuzz
from tests.reading.mutations import mutated

SEED = 20261130


def test_a_file_of_a_seed_is_the_same_in_each_run() -> None:
    samples = [bytes(range(256)), b"%PDF-1.7 12 0 obj"]
    twice = [[mutated(random.Random(f"{SEED}/{number}"), samples) for number in range(50)] for _ in range(2)]
    assert twice[0] == twice[1]
    assert len(set(twice[0])) > 40


@pytest.mark.slow
async def test_no_mutated_file_does_what_must_not_be() -> None:
    found: Findings = await fuzz(SEED, seconds=120, most=200)
    assert found.wrong == []
    assert found.files == 200
    assert len(found.outcomes) > 4, "the files are all alike"
    assert not any(outcome.startswith(DEFECT) for outcome in found.outcomes)


def test_the_corpus_holds_files_of_every_kind() -> None:
    assert len({content[:4] for content in corpus()}) >= 8
