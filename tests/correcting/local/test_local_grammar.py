"""The grammar of the form `lines`, as llama.cpp reads it: what a model under it can say, and what it cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xllamacpp

from bot.correcting.local.grammar import MOST, REPAIRS

SAMPLED = 12


@pytest.fixture(scope="module")
def server(tiny: Path) -> Iterator[Any]:
    """A bare server with the tiny model."""
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(tiny)
    parameters.n_parallel, parameters.n_ctx, parameters.warmup, parameters.verbosity = 1, 8192, False, 0
    parameters.api_keys = ["nobody has it"]
    parameters.cpuparams.n_threads = 1
    yield xllamacpp.Server(parameters)


def said(server: Any, grammar: str, user: str = "x", **more: object) -> str:
    """What the model answers under a grammar."""
    request = {"messages": [{"role": "user", "content": user}], "grammar": grammar, "max_tokens": 400, **more}
    answer: str = server.handle_chat_completions(request)["choices"][0]["message"]["content"]
    return answer


@pytest.mark.parametrize(
    "admitted", ["none", "a=b", "a b=c: d\ne=f", "é=東京\n", "ths=this\nto gether=together\nis=his\n"]
)
def test_these_answers_are_admitted(server: Any, admitted: str) -> None:
    assert said(server, REPAIRS, admitted, temperature=0) == admitted


@pytest.mark.parametrize(
    "refused", ["", "\n", "none of it", "a", "a=", "=b", " a=b", "a= b", "a=b=c", "a=b\n\nc=d", "a=b\nnone", "a=b\tc"]
)
def test_these_answers_are_not(server: Any, refused: str) -> None:
    assert said(server, REPAIRS, refused, temperature=0) != refused


def test_whatever_is_sampled_keeps_to_the_form(server: Any) -> None:
    for seed in range(SAMPLED):
        answer = said(server, REPAIRS, seed=seed, temperature=5.0, top_k=0, top_p=1.0, min_p=0.0)
        if answer == "none":
            continue
        *whole, _ = answer.split("\n")  # the last one may be cut
        assert all(re.fullmatch(r"[^\s=][^=\n]*=[^\s=][^=\n]*", line) for line in whole)


def test_an_answer_has_an_end(server: Any) -> None:
    """The tiny model copies for ever what repeats itself."""
    answer = said(server, REPAIRS, "a=b\n" * 20, temperature=0, max_tokens=2000)
    assert answer.count("=") == MOST
