"""Servers that are real and not alike: what each refuses, in its own words, and what shape its answers have.

Each is adapted to within two requests, of which the second is answered, and that is kept for the next question.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.correcting.language_model import Question
from bot.correcting.model_errors import ModelUnreachable, OnlyThought, ServerRefuses
from bot.correcting.remote.dialect import Dialect
from bot.correcting.remote.json_form import REPAIRS
from tests.correcting.remote.hostile import Received, answered, models, response, said
from tests.correcting.remote.test_remote_model import CHANGES, QUESTION, asked

Body = dict[str, Any]
Refusal = Callable[[Body], tuple[int, object] | None]


def roles(body: Body) -> list[str]:
    return [message["role"] for message in body["messages"]]


DEFAULT_ONLY = (
    "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported."
)


def openai_o3(body: Body) -> tuple[int, object] | None:
    if "max_tokens" in body:
        return 400, error(
            "Unsupported parameter: 'max_tokens' is not supported with this model. "
            "Use 'max_completion_tokens' instead.",
            param="max_tokens",
        )
    if body.get("temperature", 1) != 1:
        return 400, error(DEFAULT_ONLY)
    return None


def openai_temperature_first(body: Body) -> tuple[int, object] | None:
    if body.get("temperature", 1) != 1:
        return 400, error(DEFAULT_ONLY)
    return openai_o3(body)


def openai_turbo(body: Body) -> tuple[int, object] | None:
    if body.get("response_format", {}).get("type") == "json_schema":
        return 400, error(
            "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model. Learn more "
            "about supported models at the Structured Outputs guide: https://platform.openai.com/docs/guides"
        )
    return None


def deepseek(body: Body) -> tuple[int, object] | None:
    return (400, error("This response_format type is unavailable now")) if "response_format" in body else None


def tgi(body: Body) -> tuple[int, object] | None:
    if "response_format" not in body:
        return None
    return 422, (
        "Failed to deserialize the JSON body into the target type: response_format: unknown variant `json_schema`, "
        "expected one of `json`, `json_object`, `regex` at line 1 column 1430"
    )


def mistral(body: Body) -> tuple[int, object] | None:
    unknown = [name for name in ("stream_options", "response_format") if name in body]
    details = [
        {"type": "extra_forbidden", "loc": ["body", name], "msg": "Extra inputs are not permitted"} for name in unknown
    ]
    return (
        (422, {"object": "error", "message": {"detail": details}, "type": "invalid_request_error"}) if unknown else None
    )


def gemini(body: Body) -> tuple[int, object] | None:
    if "stream_options" not in body:
        return None
    sentence = 'Invalid JSON payload received. Unknown name "stream_options": Cannot find field.'
    return 400, [{"error": {"code": 400, "message": sentence, "status": "INVALID_ARGUMENT"}}]


def llama_server_with_gemma(body: Body) -> tuple[int, object] | None:
    if "system" not in roles(body):
        return None
    return 500, {"error": {"code": 500, "message": "System role not supported at row 1", "type": "server_error"}}


def vllm_with_mixtral(body: Body) -> tuple[int, object] | None:
    if "system" not in roles(body):
        return None
    sentence = "Conversation roles must alternate user/assistant/user/assistant/..."
    return 400, {"object": "error", "message": sentence, "type": "BadRequestError", "param": None, "code": 400}


def o1_preview(body: Body) -> tuple[int, object] | None:
    if "system" in roles(body):
        return 400, error("Unsupported value: 'messages[0].role' does not support 'system' with this model.")
    return None


def openrouter(body: Body) -> tuple[int, object] | None:
    if "response_format" not in body:
        return None
    return 404, {"error": {"message": "No endpoints found that support: response_format", "code": 404}}


def openrouter_provider(body: Body) -> tuple[int, object] | None:
    if "temperature" not in body:
        return None
    raw = '{"error": {"message": "temperature is deprecated for this model"}}'
    return 400, {"error": {"message": "Provider returned error", "code": 400, "metadata": {"raw": raw}}}


def in_the_answer(body: Body) -> tuple[int, object] | None:
    """OpenRouter again, which by then has said that all is well."""
    return (200, error("response_format is not supported", code=400)) if "response_format" in body else None


def unverified(body: Body) -> tuple[int, object] | None:
    if not body.get("stream"):
        return None
    return 400, error("Your organization must be verified to stream this model.", param="stream")


def taciturn(body: Body) -> tuple[int, object] | None:
    plain = {"model", "messages", "stream"}
    return (400, "Bad Request") if not body.keys() <= plain or "system" in roles(body) else None


def strict(body: Body) -> tuple[int, object] | None:
    known = {"model", "messages", "temperature", "max_tokens", "stream"}
    return (422, {"detail": "extra inputs"}) if not body.keys() <= known else None


def error(message: str, **more: object) -> object:
    return {"error": {"message": message, "type": "invalid_request_error", **more}}


SERVERS: list[Refusal] = [
    *(openai_o3, openai_temperature_first, openai_turbo, deepseek, tgi, mistral, gemini, llama_server_with_gemma),
    *(vllm_with_mixtral, o1_preview, openrouter, openrouter_provider, in_the_answer, unverified, taciturn, strict),
]


@pytest.mark.parametrize("refusal", SERVERS, ids=lambda refusal: refusal.__name__)
async def test_the_second_request_is_answered_and_how_it_was_asked_is_kept(refusal: Refusal) -> None:
    def reply(request: Received) -> bytes:
        refused = refusal(request.json)
        return response(*refused) if refused else said(CHANGES)

    async with asked(reply) as (server, model):
        for _ in range(2):
            assert (await model.answer(QUESTION)).text == CHANGES
        await model.close()
        await model.answer(QUESTION)
    assert len(server.questions) == 4
    for request in server.questions:
        texts = "\n".join(message["content"] for message in request.json["messages"])
        assert QUESTION.system in texts and QUESTION.user in texts


async def test_at_the_second_refusal_all_that_is_not_needed_goes() -> None:
    def o1_mini(body: Body) -> tuple[int, object] | None:
        return openai_o3(body) or o1_preview(body) or openai_turbo(body) or deepseek(body)

    def reply(request: Received) -> bytes:
        refused = o1_mini(request.json)
        return response(*refused) if refused else said(CHANGES)

    async with asked(reply) as (server, model):
        for _ in range(2):
            await model.answer(QUESTION)
    assert len(server.questions) == 4


async def test_what_is_not_named_stays() -> None:
    async with asked(lambda r: response(*refused) if (refused := deepseek(r.json)) else said(CHANGES)) as (
        server,
        model,
    ):
        await model.answer(QUESTION)
    first, second = (request.json for request in server.questions)
    assert first.keys() - second.keys() == {"response_format"}


async def test_a_server_that_only_seemed_to_refuse_is_asked_as_before(caplog: pytest.LogCaptureFixture) -> None:
    """It refused this question, however it was asked: the next one is another."""
    caplog.set_level(logging.INFO, "bot")
    replies = iter([response(400, "flagged"), response(400, "flagged"), said(CHANGES)])
    async with asked(lambda _: next(replies)) as (server, model):
        with pytest.raises(ServerRefuses, match=r"“flagged” — check BOT_LLM_MODEL"):
            await model.answer(QUESTION)
        await model.answer(QUESTION)
    assert "response_format" in server.questions[2].json
    assert not [record for record in caplog.records if "does not take" in record.getMessage()]


class Thinker:
    """A server whose model thinks for `needed` tokens, unless it is told not to in a way that it takes."""

    def __init__(self, needed: int, takes: str = "", refuses: str = "") -> None:
        self._needed = needed
        self._takes = takes
        self._refuses = refuses

    def __call__(self, request: Received) -> bytes:
        body = request.json
        if self._refuses and self._refuses in body:
            return response(400, error(f"Unrecognized request argument supplied: {self._refuses}"))
        most = body.get("max_tokens", 10**6)
        if self._takes == "kwargs" and body.get("chat_template_kwargs", {}).get("enable_thinking") is False:
            return said(CHANGES)
        if self._takes == "effort" and body.get("reasoning_effort") == "none":
            return said(CHANGES)
        if self._takes == "word" and "/no_think" in body["messages"][0]["content"]:
            return said(f"<think>\n\n</think>\n\n{CHANGES}")
        thoughts = [{"reasoning_content": "hm "}] * min(self._needed, most, 50)
        if self._needed >= most:
            return answered(*thoughts, finish="length")
        return answered(*thoughts, {"content": CHANGES})


@pytest.mark.parametrize(
    ("server", "requests"),
    [
        (Thinker(10), 1),
        (Thinker(2000), 2),
        (Thinker(10**5, takes="kwargs"), 2),
        (Thinker(10**5, takes="effort"), 2),
        (Thinker(2000, refuses="chat_template_kwargs"), 3),
        (Thinker(10**5, takes="effort", refuses="chat_template_kwargs"), 3),
        (Thinker(10**5, takes="kwargs", refuses="reasoning_effort"), 3),
    ],
)
async def test_a_model_that_thinks_is_asked_not_to_or_given_room(server: Thinker, requests: int) -> None:
    async with asked(server) as (there, model):
        assert (await model.answer(QUESTION)).text == CHANGES
        assert len(there.questions) == requests
        await model.answer(QUESTION)
    assert "enable_thinking" in str(there.questions[-1].json) or "reasoning_effort" in there.questions[-1].json


async def test_a_model_of_the_name_of_qwen3_is_told_in_words_too() -> None:
    async with asked(Thinker(10**5, takes="word"), name="qwen/qwen3-8b") as (_, model):
        assert (await model.answer(QUESTION)).text.strip() == CHANGES


async def test_thoughts_that_leave_no_room_for_an_answer_are_told() -> None:
    async with asked(Thinker(10**9)) as (server, model):
        with pytest.raises(OnlyThought, match=r"thought for \d+ tokens and gave no answer — name"):
            await model.answer(QUESTION)
    first, second = (request.json["max_tokens"] for request in server.questions)
    assert second > 10 * first


async def test_unseen_thoughts_are_known_by_their_tokens() -> None:
    unseen = said(CHANGES, completion_tokens=120, completion_tokens_details={"reasoning_tokens": 100})
    async with asked(lambda _: unseen) as (server, model):
        for _ in range(2):
            await model.answer(QUESTION)
    assert [("reasoning_effort" in request.json) for request in server.questions] == [False, True]


async def test_room_that_does_not_fit_the_server_is_given_back() -> None:
    def reply(request: Received) -> bytes:
        most = request.json["max_tokens"]
        if most > 2048:
            return response(400, error(f"'max_tokens' or 'max_completion_tokens' is too large: {most}. This model's …"))
        return said(CHANGES) if "chat_template_kwargs" in request.json else said("", "length")

    async with asked(reply) as (_, model):
        assert (await model.answer(QUESTION)).text == CHANGES


LISTS = {
    "an embedding model first": {"data": [{"id": "text-embedding-3-small"}, {"id": "chat"}]},
    "others first": {"data": [{"id": name} for name in ("whisper-1", "dall-e-3", "bge-m3", "jina-reranker", "chat")]},
    "told by their kinds": {"data": [{"id": "a", "type": "embeddings"}, {"id": "chat", "type": "llm"}]},
    "told by what they can": {"data": [{"id": "a", "capabilities": {"completion_chat": False}}, {"id": "chat"}]},
    "told by what they make": {"data": [{"id": "a", "architecture": {"output_modalities": ["image"]}}, {"id": "chat"}]},
    "a bare list": [{"id": "chat"}],
    "names alone": {"models": ["chat"]},
    "Ollama's": {"models": [{"name": "chat", "model": "chat"}]},
    "with nonsense": {"data": [None, 7, {}, {"id": None}, {"id": "chat"}]},
}


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
async def test_the_first_that_chats_is_asked(listed: object) -> None:
    def reply(request: Received) -> bytes:
        return response(200, listed) if request.line.startswith("GET") else said(CHANGES)

    async with asked(reply, name=None) as (server, model):
        await model.answer(QUESTION)
    assert server.questions[0].json["model"] == "chat"


async def test_a_model_that_turns_out_not_to_chat_is_left_for_the_next_one() -> None:
    def reply(request: Received) -> bytes:
        if request.line.startswith("GET"):
            return models("mystery", "chat")
        if request.json["model"] == "mystery":
            return response(400, {"error": {"message": '"mystery" does not support chat', "type": "api_error"}})
        return said(CHANGES)

    async with asked(reply, name=None) as (server, model):
        for _ in range(2):
            await model.answer(QUESTION)
    assert [request.json["model"] for request in server.questions] == ["mystery", "chat", "chat"]
    async with asked(reply, name="mystery") as (server, model):
        with pytest.raises(ServerRefuses, match=r"“\"mystery\" does not support chat” — check BOT_LLM_MODEL"):
            await model.answer(QUESTION)
    assert len(server.questions) == 1


@pytest.mark.parametrize("listed", [{"data": None}, {"data": []}, {"models": None}])
async def test_a_server_without_a_model_says_what_to_do(listed: object) -> None:
    async with asked(lambda _: response(200, listed), name=None) as (_, model):
        with pytest.raises(ModelUnreachable, match=r"it has no model — check it and load .* BOT_LLM_MODEL"):
            await model.answer(QUESTION)


@given(st.lists(st.text(max_size=60), max_size=12))
def test_however_often_it_is_refused_there_is_an_end(words: list[str]) -> None:
    question, dialect = Question("a", "b", 5), Dialect()
    number = 0
    while following := dialect.after(words[number] if number < len(words) else "no"):
        number += 1
        assert following != dialect
        assert {"model", "messages"} <= following.request(question, "m", REPAIRS).keys()
        dialect = following
    assert number < 10
