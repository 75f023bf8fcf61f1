"""What a server says for itself is shown: without the text that was asked about, without secrets, with the setting."""

from __future__ import annotations

import logging
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.correcting.judging.lattice import Alternative, Lattice, Slot
from bot.correcting.model_errors import ModelFailed, ModelUnreachable
from bot.correcting.remote.own_words import discreet, own_words
from tests.correcting.remote.hostile import Received, models, response
from tests.correcting.remote.test_remote_dialects import error
from tests.correcting.remote.test_remote_model import KEY, QUESTION, asked
from tests.correcting.remote.weighing_server import Vllm, openai


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (
            402,
            error("Insufficient Balance"),
            r"it fails \(status 402, invalid_request_error\): “Insufficient Balance” — check the server",
        ),
        (
            400,
            [{"error": {"message": "API key not valid. Please pass a valid API key."}}],
            r"refuses the key .* — check BOT_LLM_KEY",
        ),
        (401, error(f"Incorrect API key provided: {KEY}"), r"“Incorrect API key provided: …” — check BOT_LLM_KEY"),
        (404, error("The model `tiny` does not exist"), r"it has no model tiny, it has large — check BOT_LLM_MODEL"),
        (400, error("tiny is not a valid model ID"), r"check BOT_LLM_MODEL"),
        (503, {"detail": "Loading \x1b[31mmodel\n"}, r"“Loading \[31mmodel” — check the server"),
    ],
)
async def test_a_server_speaks_for_itself_and_the_setting_is_named(status: int, body: object, told: str) -> None:
    def reply(request: Received) -> bytes:
        return models("large") if request.line.startswith("GET") else response(status, body)

    async with asked(reply) as (_, model):
        with pytest.raises((ModelUnreachable, ModelFailed), match=told) as raised:
            await model.answer(QUESTION)
    assert KEY not in str(raised.value)


TEXT = "Dear Anna Svensson,\nplease pay 4711 to the baker at noon. What you do is up to you."


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("System role not supported", "System role not supported"),
        (f"Invalid value: {TEXT!r}", "Invalid value: '….'"),
        ("Bad token near 'Svensson'", "Bad token near '…'"),
        ("Cannot parse: please pay 4711", "Cannot parse: …"),
        ("what you sent is too long", "what you sent is too long"),
        ("Bearer sk-abc123 at https://ada:pw@gpu/v1?key=1 refused", "… at https://gpu/v1 refused"),
        ("Incorrect key: sk-ab***********9z.", "Incorrect …"),
        ("x" * 500, "x" * 199 + "…"),
        ("\u202ea\x00b", "a b"),
    ],
)
def test_own_words_are_shown_without_text_and_secrets(words: str, shown: str) -> None:
    assert discreet(words, [TEXT, KEY]) == shown


READINGS = Lattice((Slot("we saw ", (Alternative("tbe shps", 0.0), Alternative("ships", -1.0))),), " go out to sea")


@pytest.mark.parametrize("weighs", [True, False])
async def test_no_reading_is_shown_of_those_that_were_asked_about(
    weighs: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    known = Vllm() if weighs else openai

    def reply(request: Received) -> bytes:
        sentence = 'near \'ships\': it is none of ["tbe shps", "ships"]'
        return response(400, error(sentence)) if "shps" in str(request.json) else known(request)

    async with asked(reply) as (_, model):
        with pytest.raises(ModelFailed, match="near '…': it is none of") as raised:
            await model.weigh(READINGS)
    for shown in (caplog.text, str(raised.value)):
        assert "ships" not in shown
        assert "shps" not in shown


WORDS = st.lists(st.text("abcdeE 12", min_size=1, max_size=6), min_size=3, max_size=8).map(" ".join)


@given(st.text(max_size=40), WORDS, st.text(max_size=40))
def test_a_quoted_text_is_never_shown(before: str, text: str, behind: str) -> None:
    if len(text.split()) >= 3:
        assert text not in discreet(f"{before} {text} {behind}", [text])


@pytest.mark.parametrize("sign", ["a", "*", "1", "sk-", "http://", "a b ", "\\n"])
def test_long_words_take_no_longer_than_short_ones(sign: str) -> None:
    begun = time.process_time()
    assert len(discreet(own_words((sign * 1_000_000).encode()), [TEXT])) <= 200
    assert time.process_time() - begun < 2
