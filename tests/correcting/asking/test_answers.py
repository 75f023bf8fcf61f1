"""What is taken from a model's answer."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.correcting.asking.answers import MOST, Repair, repairs
from bot.correcting.language_model import AnswerForm

TWO = (("wnt", "went"), ("recallif", "recall if"))


@pytest.mark.parametrize(
    ("form", "answer", "found"),
    [
        pytest.param("lines", "wnt=went\nrecallif=recall if", TWO, id="lines"),
        pytest.param("lines", "none", (), id="none"),
        pytest.param("lines", "", None, id="nothing"),
        pytest.param("lines", "Here you are:\n wnt = went \n\nrecallif=recall if\nBye", TWO, id="talk around"),
        pytest.param("lines", "{wnt}=went\nrecallif={recall if}", TWO, id="with the braces"),
        pytest.param("lines", "=x\nx=\nx=x\n=", (), id="no repair"),
        pytest.param("lines", "a=b=c", (("a", "b=c"),), id="two equals signs"),
        pytest.param("json", '{"misread": ["wnt=went", "recallif=recall if"]}', TWO, id="json"),
        pytest.param("json", '```json\n{"misread": ["wnt=went", "recallif=recall if"]}\n```', TWO, id="a code fence"),
        pytest.param("json", '{"misread": []}', (), id="an empty list"),
        pytest.param("lines", "I would leave it as it is.", None, id="talk alone"),
        pytest.param("json", "{}", None, id="no list"),
        pytest.param("json", '{"misread": [7, null, "x", ["a=b"]]}', (), id="wrong types"),
        pytest.param("json", '{"misread": "wnt=went"}', None, id="a text instead"),
        pytest.param("json", '{"misread": [{"wnt": "went"}]}', None, id="objects instead"),
        pytest.param(
            "json", 'No: {"misread": ["a=b"]}. {"misread": ["wnt=went", "recallif=recall if"]}', TWO, id="two lists"
        ),
        pytest.param("json", 'of {wnt} {"misread": ["wnt=went", "recallif=recall if"]} {x}', TWO, id="braces around"),
        pytest.param("json", '{"misread": ["wnt=two\\nlines"]}', (), id="a line too many"),
        pytest.param("json", '["wnt=went"]', None, id="no object"),
        pytest.param("json", '{"misread": ["wnt=w', None, id="cut off"),
        pytest.param("json", "{" * 100_000 + "}", None, id="nested without end"),
        pytest.param("json", "{" * 1_000_000, None, id="never closed"),
        pytest.param("lines", "a=b\n" * 1000, (("a", "b"),) * MOST, id="without end"),
    ],
)
def test_repairs(form: AnswerForm, answer: str, found: tuple[Repair, ...] | None) -> None:
    assert repairs(answer, form) == found


@given(
    st.sampled_from(["lines", "json"]),
    st.one_of(st.text(), st.lists(st.text()).map(lambda entries: json.dumps({"misread": entries}))),
)
def test_whatever_is_answered_repairs_are_of_something_to_something_else(form: AnswerForm, answer: str) -> None:
    for read, meant in repairs(answer, form) or ():
        assert read.strip() == read != ""
        assert meant.strip() == meant != ""
        assert read != meant
        assert "\n" not in read + meant
