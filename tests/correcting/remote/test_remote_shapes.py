"""Answers in every shape that servers give them, and thoughts told from what is said."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.correcting.model_errors import ModelFailed
from bot.correcting.remote.completions import LONGEST, ErrorInstead, NoCompletion, answer
from bot.correcting.remote.json_form import REPAIRS
from bot.correcting.remote.model_list import model_names
from bot.correcting.remote.own_words import own_words
from bot.correcting.thinking import without_thinking
from tests.correcting.remote.hostile import answered, response, streamed
from tests.correcting.remote.test_remote_model import CHANGES, QUESTION, asked


def one(**choice: object) -> dict[str, object]:
    """An event with one choice."""
    return {"choices": [choice]}


WHOLE = one(delta={"content": CHANGES}, finish_reason="stop")
HALVES = CHANGES[:9], CHANGES[9:]
NULLS = {"prompt_tokens": None, "completion_tokens": 9.0, "completion_tokens_details": None}
THINKING_PART = {"type": "thinking", "thinking": [{"type": "text", "text": "{}"}]}
SHAPES = {
    "keep-alive comments": response(200, f": PROCESSING\r\n\r\ndata: {json.dumps(WHOLE)}\r\n\r\ndata: [DONE]\r\n\r\n"),
    "no delta at the end": streamed(one(delta={"content": CHANGES}), one(finish_reason="stop")),
    "delta null": streamed(one(delta={"content": CHANGES}), one(delta=None, finish_reason="stop")),
    "parts": answered({"content": [THINKING_PART]}, {"content": [{"type": "text", "text": CHANGES}]}),
    "one part": answered({"content": {"type": "text", "text": CHANGES}}),
    "output_text": answered({"content": [{"type": "output_text", "text": half} for half in HALVES]}),
    "usage null": streamed(WHOLE, {"choices": [], "usage": NULLS}),
    "usage missing": answered({"content": CHANGES}),
    "choices null at the end": streamed(WHOLE, {"choices": None}),
    "no finish": answered({"role": "assistant", "content": None}, {"content": CHANGES}, finish=None),
    "another finish": answered({"content": CHANGES}, finish="eos_token"),
    "not streamed": response(200, one(message={"content": CHANGES}, finish_reason="stop")),
    "not streamed, on many lines": response(200, json.dumps(one(message={"content": CHANGES}), indent=1)),
    "message in a stream": answered({"content": CHANGES}, key="message"),
    "text": streamed(one(text=CHANGES, finish_reason="stop")),
    "lines of Ollama": response(200, "\n".join(json.dumps({"message": {"content": half}}) for half in HALVES)),
    "thoughts beside it": answered({"reasoning_content": "{}"}, {"reasoning": "hm"}, {"content": CHANGES}),
    "thoughts in it": answered({"content": "<think>\nThe {words} …</think>\n\n"}, {"content": CHANGES}),
    "a fence": answered({"content": f"Here you are:\n```json\n{CHANGES}\n```"}),
}


@pytest.mark.parametrize("reply", SHAPES.values(), ids=SHAPES)
async def test_an_answer_is_understood_whatever_its_shape(reply: bytes) -> None:
    async with asked(lambda _: reply) as (_, model):
        assert CHANGES in (await model.answer(QUESTION)).text


THOUGHTS = [
    f"<think>\nWords in {{braces}} …\n</think>\n\n{CHANGES}",
    f"Okay, {{each}} …\n</think>\n{CHANGES}",
    f"<think></think>{CHANGES}",
    f"<thinking>a</thinking> <thinking>b</thinking> {CHANGES}",
    f'<reasoning>maybe {{"misread": ["a=b"]}}</reasoning>{CHANGES}',
    f"[THINK]hm[/THINK]{CHANGES}",
    f"◁think▷hm◁/think▷{CHANGES}",
    f"<|START_THINKING|>hm<|END_THINKING|>{CHANGES}",
    f"<|channel|>analysis<|message|>{{x}}<|end|><|start|>assistant<|channel|>final<|message|>{CHANGES}<|return|>",
    f"<|channel|>analysis<|message|>x<|end|><|start|>assistant<|channel|>final <|constrain|>json<|message|>{CHANGES}",
    f"analysisLet me see {{x}}assistantfinal{CHANGES}",
]


@pytest.mark.parametrize("text", THOUGHTS)
def test_thoughts_are_told_from_what_is_said(text: str) -> None:
    assert without_thinking(text) == (without_thinking(text)[0], True)
    assert without_thinking(text)[0].strip() == CHANGES


@pytest.mark.parametrize(
    "text", ["<think>Okay, {", "<|channel|>analysis<|message|>Okay", "◁think▷", f"{'<think>' * 3}"]
)
def test_thoughts_without_an_end_leave_nothing(text: str) -> None:
    assert without_thinking(text) == ("", True)


@given(st.text())
def test_a_text_without_marks_stays(text: str) -> None:
    assert without_thinking(f"x{text}".replace("<", "").replace("[", "").replace("◁", "")) == (
        f"x{text}".replace("<", "").replace("[", "").replace("◁", ""),
        False,
    )


@pytest.mark.parametrize("text", ["<think>", "</think>", "<think></think>", "<|channel|>final", "analysis", "a" * 7])
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    begun = time.process_time()
    without_thinking(text * (LONGEST // len(text)))
    assert time.process_time() - begun < 2


async def test_a_text_without_an_end_is_no_answer() -> None:
    async with asked(lambda _: answered({"content": "<think>" * LONGEST})) as (_, model):
        with pytest.raises(ModelFailed, match="far too long"):
            await model.answer(QUESTION)


KEYS = ("error", "message", "detail", "loc", "metadata", "data", "id", "choices", "delta", "content", "usage")
ANYTHING = st.recursive(
    st.none() | st.text(max_size=9) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=9,
)


@given(ANYTHING)
def test_whatever_is_sent_is_an_answer_or_an_error_of_ours(found: object) -> None:
    body = json.dumps(found).encode()
    own_words(body)
    with suppress(NoCompletion, ErrorInstead, ModelFailed):
        answer(body, REPAIRS)
    with suppress(NoCompletion):
        model_names(body)
