"""The remote model and servers that hang, fail, cut off, refuse, redirect, or answer nonsense."""

from __future__ import annotations

import asyncio
import gzip
import logging
import socket
import time
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from pydantic import SecretStr

from bot.correcting.language_model import Completion, Question
from bot.correcting.model_errors import ModelFailed, ModelUnreachable
from bot.correcting.remote.remote_model import RemoteModel
from tests.correcting.remote.hostile import (
    Hostile,
    Received,
    Reply,
    hang,
    hostile,
    in_turn,
    models,
    response,
    said,
    streamed,
)
from tests.correcting.remote.test_circuit import Clock

KEY = "sk-only-for-this-test"
SECRET = "Zanzibar is where the treasure lies"
QUESTION = Question("Correct it.", SECRET, 100)
CHANGES = '{"misread": ["lles=lies"]}'
NEEDED = {"host", "accept", "connection", "content-length", "content-type", "accept-encoding", "user-agent"}
ERROR = {"error": {"message": SECRET, "type": "invalid_request_error", "code": 400}}


@asynccontextmanager
async def asked(
    reply: Callable[[Received], Reply], name: str | None = "tiny", **options: object
) -> AsyncIterator[tuple[Hostile, RemoteModel]]:
    """A server that replies so, and a model on it."""
    async with hostile(reply) as server:
        model = RemoteModel(server.url, SecretStr(KEY), name, **options)  # type: ignore[arg-type]
        yield server, model
        await model.close()


async def reason(model: RemoteModel, question: Question = QUESTION) -> str:
    """Why the server is unreachable; what the error shows holds neither key nor text."""
    with pytest.raises(ModelUnreachable) as raised:
        await model.answer(question)
    shown = "".join(traceback.format_exception(raised.value)) + str(raised.value)
    assert KEY not in shown
    assert SECRET not in shown
    return str(raised.value.details["reason"])


async def test_a_question_is_a_request_with_a_schema_and_the_answer_has_its_tokens() -> None:
    answer = said(CHANGES, prompt_tokens=40, completion_tokens=9, prompt_tokens_details={"cached_tokens": 30})
    async with asked(lambda _: answer) as (server, model):
        assert await model.answer(QUESTION) == Completion(CHANGES, tokens_in=40, tokens_kept=30, tokens_out=9)
    request = server.received[0]
    assert request.line == "POST /v1/chat/completions HTTP/1.1"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert [message["content"] for message in request.json["messages"]] == ["Correct it.", SECRET]
    assert (request.json["model"], request.json["temperature"], request.json["max_tokens"]) == ("tiny", 0, 100)
    assert request.json["response_format"]["json_schema"]["schema"] == {
        "type": "object",
        "properties": {"misread": {"type": "array", "items": {"type": "string"}}},
        "required": ["misread"],
        "additionalProperties": False,
    }


async def test_a_server_that_does_not_stream_is_understood() -> None:
    choice = {"message": {"content": CHANGES}, "finish_reason": "stop"}
    async with asked(lambda _: response(200, {"choices": [choice], "usage": None})) as (_, model):
        assert await model.answer(QUESTION) == Completion(CHANGES)


async def test_nothing_of_the_environment_leaves_and_nothing_of_it_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    async with hostile(lambda _: said(CHANGES)) as proxy, hostile(lambda _: said(CHANGES)) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_BASE_URL"):
            monkeypatch.setenv(name, proxy.url)
        for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
            monkeypatch.setenv(name, "from-elsewhere")
        monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Custom: from-elsewhere\nAuthorization: from-elsewhere")
        model = RemoteModel(server.url, None, "tiny")
        await model.answer(QUESTION)
        await model.close()
    assert not proxy.received
    assert set(server.received[0].headers) == NEEDED
    assert server.received[0].headers["user-agent"] == "legible"


async def test_a_cookie_is_not_brought_back() -> None:
    cookie = response(500, set_cookie="visitor=7; Path=/")
    async with asked(in_turn([cookie, said(CHANGES)])) as (server, model):
        await model.answer(QUESTION)
    assert [set(request.headers) for request in server.received] == [NEEDED | {"authorization"}] * 2


async def test_a_user_and_a_password_in_the_address_let_in_and_are_not_shown() -> None:
    async with hostile(in_turn([said(CHANGES), response(401)])) as server:
        model = RemoteModel(server.url.replace("//", f"//ada:{KEY}@") + f"/?token={KEY}", None, "tiny")
        await model.answer(QUESTION)
        assert server.received[0].headers["authorization"].startswith("Basic ")
        assert await reason(model) == "it refuses the key (status 401)"
        await model.close()


async def test_without_a_name_the_first_model_is_asked_for_once() -> None:
    def reply(request: Received) -> bytes:
        return models("first", "second") if request.line.startswith("GET /v1/models") else said(CHANGES)

    async with asked(reply, name=None) as (server, model):
        await asyncio.gather(model.answer(QUESTION), model.answer(QUESTION))
        await model.answer(QUESTION)
    assert [request.json["model"] for request in server.questions] == ["first"] * 3
    assert len(server.received) == 4


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (models(), "it has no model"),
        (response(200, "<html>"), "it does not list its models; is it a language model server?"),
        (response(404), "it finds nothing at this address (status 404): is its path right?"),
    ],
)
async def test_a_server_whose_models_cannot_be_told_says_so(reply: bytes, expected: str) -> None:
    async with asked(lambda _: reply, name=None) as (_, model):
        assert await reason(model) == expected
        with pytest.raises(ModelUnreachable):
            await model.describe()


async def test_a_question_that_is_too_long_is_asked_once_and_nothing_is_given_up() -> None:
    too_long = response(400, {"error": {"message": SECRET, "type": "exceed_context_size_error"}})
    async with asked(in_turn([too_long, said(CHANGES)])) as (server, model):
        with pytest.raises(ModelFailed, match=r"refused the question \(status 400, exceed_context_size_error\)"):
            await model.answer(QUESTION)
        await model.answer(QUESTION)
    assert server.questions[1].json["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (said(CHANGES, "length", completion_tokens=13), "cut off after 13 tokens"),
        (said(CHANGES[:-3], None), "cut off after 24 tokens"),
        (said("", "content_filter"), "declined"),
        (streamed({"choices": [{"delta": {"refusal": "I would rather not"}, "finish_reason": "stop"}]}), "declined"),
        (said(""), "empty"),
        (streamed({"choices": []}), "empty"),
        (streamed({"choices": [{"delta": {"content": "{"}}]}, {"error": {"message": SECRET}}), "broke off"),
    ],
)
async def test_what_is_no_whole_answer_fails_without_a_word_of_it(reply: bytes, expected: str) -> None:
    async with asked(lambda _: reply) as (server, model):
        for _ in range(4):
            with pytest.raises(ModelFailed, match=expected) as raised:
                await model.answer(QUESTION)
            assert SECRET not in str(raised.value)
    assert len(server.questions) == 4, "a server that answers is not left alone"


@pytest.mark.parametrize(
    "reply",
    [
        response(200, "<html><body>It works!</body></html>", content_type="text/html"),
        response(200, '{"choices": [{"mess'),
        response(200, 'data: {"choices": [{"del\n\n'),
        response(200, {"choices": "none"}),
        response(200, {"hello": SECRET}),
        response(200, b"\xff\xfe\x00"),
        response(200, [1, 2]),
        response(200, b"[" * 100_000),
        response(200, gzip.compress(said(CHANGES).partition(b"\r\n\r\n")[2]), content_encoding="gzip"),
        response(204),
    ],
)
async def test_nonsense_is_told_as_no_language_model_server(reply: bytes) -> None:
    async with asked(lambda _: reply) as (_, model):
        assert await reason(model) == "it is no language model server, or speaks another protocol"


@pytest.mark.parametrize("status", [200, 401, 500])
async def test_a_response_without_an_end_is_cut_off(status: int) -> None:
    sent = 0

    async def flood(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(f"HTTP/1.1 {status} OK\r\ncontent-type: text/event-stream\r\n\r\n".encode())
        while True:
            writer.write(b"data: {}\n\n" * 10_000)
            sent += 100_000
            await writer.drain()

    async with asked(lambda _: flood) as (server, model):
        assert await reason(model) == "it sends far more than an answer"
        while not server.gone:
            await asyncio.sleep(0.01)
    assert sent < 20_000_000


async def test_a_server_that_fails_and_recovers_is_asked_again() -> None:
    async with asked(in_turn([response(500, ERROR), said(CHANGES)])) as (server, model):
        assert (await model.answer(QUESTION)).text == CHANGES
    assert len(server.questions) == 2


async def test_a_busy_server_is_given_the_time_that_it_asks_for() -> None:
    async with asked(in_turn([response(429, ERROR, retry_after="1"), said(CHANGES)])) as (server, model):
        begun = time.monotonic()
        assert (await model.answer(QUESTION)).text == CHANGES
        assert time.monotonic() - begun >= 1.0
    assert len(server.questions) == 2


async def test_a_server_that_wants_more_time_than_there_is_is_not_waited_for() -> None:
    async with asked(lambda _: response(429, ERROR, retry_after="3600")) as (server, model):
        assert await reason(model) == "it is too busy (status 429)"
    assert len(server.questions) == 1


async def test_a_connection_that_breaks_is_tried_three_times() -> None:
    async def cut(writer: asyncio.StreamWriter) -> None:
        writer.write(said(CHANGES)[:-20])
        await writer.drain()

    async with asked(lambda _: cut) as (server, model):
        assert (await reason(model)).startswith("the connection broke off")
    assert len(server.questions) == 3


async def test_why_there_is_no_connection_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    model = RemoteModel(f"http://127.0.0.1:{port}", None, "tiny")
    assert await reason(model) == "no connection (All connection attempts failed)"
    await model.close()


async def test_certificates_that_cannot_be_loaded_are_told_as_what_the_operator_has_to_mend(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/authorities.pem")
    model = RemoteModel("https://127.0.0.1:9", None, "tiny")
    assert await reason(model) == "its certificates cannot be checked"
    await model.close()


async def test_tls_at_a_server_without_it_is_told() -> None:
    async def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(response(400))
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    async with server:
        model = RemoteModel(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}", None, "tiny")
        assert "SSL" in await reason(model)
        await model.close()


async def test_a_server_that_hangs_is_left_when_the_time_is_over() -> None:
    async with asked(lambda _: hang, patience=0.2) as (server, model):
        assert await reason(model, Question("", "", 0)) == "no answer within 0.2 seconds"
        while not server.gone:
            await asyncio.sleep(0.01)
    assert len(server.questions) == 1


async def test_cancelling_closes_the_connection() -> None:
    async with asked(lambda _: hang) as (server, model):
        answer = asyncio.create_task(model.answer(QUESTION))
        while not server.questions:
            await asyncio.sleep(0.01)
        answer.cancel()
        with pytest.raises(asyncio.CancelledError):
            await answer
        while not server.gone:
            await asyncio.sleep(0.01)


async def test_closing_ends_a_question_that_is_under_way() -> None:
    async with asked(lambda _: hang) as (server, model):
        answer = asyncio.create_task(reason(model))
        while not server.questions:
            await asyncio.sleep(0.01)
        await model.close()
        assert "closed" in await answer


async def test_at_most_four_questions_are_at_the_server() -> None:
    release = asyncio.Event()

    async def wait(writer: asyncio.StreamWriter) -> None:
        await release.wait()
        writer.write(said(CHANGES))
        await writer.drain()

    async with asked(lambda _: wait) as (server, model):
        answers = [asyncio.create_task(model.answer(QUESTION)) for _ in range(6)]
        while len(server.questions) < 4:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        assert len(server.questions) == 4
        release.set()
        assert [answer.text for answer in await asyncio.gather(*answers)] == [CHANGES] * 6


async def test_a_redirect_is_not_followed_and_the_key_stays() -> None:
    async with hostile(lambda _: said(CHANGES)) as other:
        target = other.url.replace("//", "//user:word@") + "/v1/chat/completions?token=1"
        async with asked(lambda _: response(307, location=target)) as (_, model):
            assert await reason(model) == f"it redirects to {other.url}, where nothing is sent (status 307)"
    assert not other.received


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (models("tiny"), "it finds nothing at this address (status 404): is its path right?"),
        (models("large", "x" * 200), f"it has no model tiny, it has large, {'x' * 99}…"),
        (response(404), "it finds nothing at this address (status 404): is its path right?"),
    ],
)
async def test_a_wrong_model_is_told_from_a_wrong_path(listed: bytes, expected: str) -> None:
    def reply(request: Received) -> bytes:
        return listed if request.line.startswith("GET") else response(404, ERROR)

    async with asked(reply) as (_, model):
        assert await reason(model) == expected


@pytest.mark.parametrize("status", [401, 403, 404, 405])
async def test_what_somebody_has_to_mend_is_asked_once_and_logged_once(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    async with asked(lambda _: response(status, ERROR), clock=clock) as (server, model):
        first = await reason(model)
        assert await reason(model) == f"{first}; it is tried again in 30 seconds"
        clock.now += 31.0
        assert await reason(model) == first
    assert len(server.questions) == 2
    assert [record.levelname for record in caplog.records if record.name.startswith("bot")] == ["ERROR"]


async def test_a_server_that_is_down_is_left_alone_until_it_answers_again(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")
    clock, down = Clock(), True
    async with asked(lambda _: hang if down else said(CHANGES), patience=0.3, clock=clock) as (server, model):
        question = Question("", SECRET, 0)
        for _ in range(3):
            assert await reason(model, question) == "no answer within 0.3 seconds"
        assert await reason(model, question) == "no answer within 0.3 seconds; it is tried again in 30 seconds"
        assert len(server.questions) == 3
        down = False
        clock.now += 30.0
        assert (await model.answer(QUESTION)).text == CHANGES
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert logged == [
        f"the language model server {server.url}/v1 does not answer: no answer within 0.3 seconds",
        f"the language model server {server.url}/v1 answers again",
    ]


async def test_a_model_that_was_changed_is_found_after_the_first_failure() -> None:
    clock, present = Clock(), "old"

    def reply(request: Received) -> bytes:
        if request.line.startswith("GET"):
            return models(present)
        return said(CHANGES) if request.json["model"] == present else response(404)

    async with asked(reply, name=None, clock=clock) as (_, model):
        await model.answer(QUESTION)
        present = "new"
        assert await reason(model) == "it has no model old, it has new"
        clock.now += 30.0
        assert (await model.answer(QUESTION)).text == CHANGES


async def test_neither_key_nor_text_is_logged_by_anybody(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_LOG", "debug")
    caplog.set_level(logging.DEBUG)
    replies = [response(500, ERROR), said(SECRET), response(401, ERROR)]
    async with asked(in_turn(replies)) as (_, model):
        await model.answer(QUESTION)
        await reason(model)
        assert KEY not in repr(model) + repr(vars(model))
    assert "does not answer" in caplog.text
    assert KEY not in caplog.text
    assert "Zanzibar" not in caplog.text


async def test_a_description_is_the_name_of_the_model_and_its_place() -> None:
    async with asked(lambda _: models("a\nb"), name=None) as (server, model):
        assert await model.describe() == f"a?b at {server.url}/v1"
    async with asked(lambda _: response(401, ERROR), name=None) as (_, model):
        with pytest.raises(ModelUnreachable, match=r"refuses the key .* — check BOT_LLM_KEY"):
            await model.describe()
