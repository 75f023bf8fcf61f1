"""What is no answer of Telegram's is a network error, whichever call it came to; letters cut in half are made whole."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InputMediaPhoto
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.chat.application import build_bot
from bot.chat.polling import PollingRequest
from bot.chat.telegram_request import checked
from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.faults import FaultStatus

NO_RESULTS: list[object] = [None, [], {}, "", 7, [None], {"message_id": "1"}, {"id": 1}, [{"command": 1}]]
NO_ANSWERS = [b"", b"<html>", b"[]", b'{"ok":', b'{"ok":true}', b'{"ok":false}', b'{"ok":1,"result":1}']
FIELDS = st.sampled_from(["ok", "result", "description", "parameters", "message_id", "chat", "id"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda part: st.lists(part) | st.dictionaries(FIELDS, part),
    max_leaves=12,
)
BODIES = st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode())
METHODS = st.sampled_from(["sendMessage", "getUpdates", "getFile", "getMe", "editMessageText"])


@pytest.fixture(scope="module")
async def client(sandbox: Sandbox) -> AsyncIterator[ExtBot[None]]:
    """The bot's client, which does not try again by itself."""
    polling = PollingRequest()
    bot = build_bot(sandbox.token, sandbox.url, polling)
    bot._rate_limiter = None
    async with bot:
        yield bot
    polling.fatal.cancel()


@pytest.mark.parametrize("status", ["truncated", "html", "drop", 500])
@pytest.mark.parametrize("method", ["sendMessage", "getFile", "getMe", "getMyCommands", "setMyCommands", "getUpdates"])
async def test_no_answer_is_a_network_error(
    client: ExtBot[None], person: PersonClient, method: str, status: FaultStatus
) -> None:
    await person.fail(method, status)
    with pytest.raises(NetworkError) as raised:
        await call(client, method)
    assert not isinstance(raised.value, BadRequest)


async def test_a_result_of_another_type_is_a_network_error(client: ExtBot[None], person: PersonClient) -> None:
    for method in ("sendMessage", "getFile", "getMe", "getMyCommands", "getMyDescription", "getUpdates"):
        for result in NO_RESULTS:
            if result == [] and method in ("getMyCommands", "getUpdates"):
                continue
            if result == {} and method == "getMyDescription":
                continue
            await person.fail(method, "answer", result=result)
            with pytest.raises(NetworkError):
                await call(client, method)


@pytest.mark.parametrize("method", ["editMessageText", "editMessageMedia", "editMessageReplyMarkup"])
async def test_an_edit_answers_the_message_or_that_it_was_made(
    client: ExtBot[None], person: PersonClient, method: str
) -> None:
    for result in [*NO_RESULTS, "x", False]:
        await person.fail(method, "answer", result=result)
        with pytest.raises(NetworkError):
            await call(client, method)
    await person.fail(method, "answer", result=True)
    assert await call(client, method) is True


async def call(client: ExtBot[None], method: str) -> object:
    """Make a call of this method."""
    match method:
        case "sendMessage":
            return await client.send_message(1, "hello")
        case "getFile":
            return await client.get_file("a file")
        case "setMyCommands":
            return await client.set_my_commands([])
        case "getMyDescription":
            return await client.get_my_description()
        case "getMyCommands":
            return await client.get_my_commands()
        case "getUpdates":
            return await client.get_updates()
        case "editMessageText":
            return await client.edit_message_text("hello", 1, 1)
        case "editMessageMedia":
            return await client.edit_message_media(InputMediaPhoto("a file"), 1, 1)
        case "editMessageReplyMarkup":
            return await client.edit_message_reply_markup(1, 1)
    return await client.get_me()


@pytest.mark.parametrize(
    ("status", "method", "error"),
    [
        (401, "getMe", InvalidToken),
        (404, "getMe", InvalidToken),
        (401, "sendMessage", NetworkError),
        (404, "deleteWebhook", NetworkError),
        (403, "sendMessage", Forbidden),
    ],
)
async def test_that_the_token_is_refused_is_believed_of_getme_alone(
    client: ExtBot[None], person: PersonClient, status: FaultStatus, method: str, error: type[TelegramError]
) -> None:
    await person.fail(method, status)
    with pytest.raises(error) as raised:
        await (client.delete_webhook() if method == "deleteWebhook" else call(client, method))
    assert type(raised.value) is error


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 413, 502])
@pytest.mark.parametrize("body", NO_ANSWERS)
def test_no_status_counts_without_telegrams_own_words(status: int, body: bytes) -> None:
    with pytest.raises(NetworkError):
        checked("sendMessage", status, body)


def test_a_refusal_in_an_answer_of_status_200_is_one() -> None:
    body = b'{"ok": false, "error_code": 400, "description": "Bad Request: chat not found"}'
    assert checked("sendMessage", 200, body)[0] == 400
    assert checked("sendMessage", 200, body.replace(b"400", b'"x"'))[0] == 502


async def test_a_server_older_than_a_method_refuses_it(client: ExtBot[None]) -> None:
    with pytest.raises(BadRequest, match="method not found"):
        await client.get_my_name()


def test_a_refusals_parameters_are_numbers() -> None:
    said = {"ok": False, "error_code": 429, "description": "Too Many", "parameters": {"retry_after": "soon", "x": 1}}
    assert json.loads(checked("sendMessage", 429, json.dumps(said).encode())[1])["parameters"] == {"x": 1}


@given(st.text(alphabet=st.characters(categories=["Cs", "Lu", "So"]), max_size=9))
def test_halves_of_letters_become_replacement_characters(text: str) -> None:
    body = json.dumps({"ok": True, "result": {"text": text}}).encode()
    came = json.loads(checked("getSomething", 200, body)[1])["result"]["text"]
    came.encode()
    assert len(came.encode("utf-16-le")) == len(text.encode("utf-16-le", "surrogatepass"))


@given(BODIES, METHODS, st.sampled_from([200, 400, 404, 500]))
def test_whatever_comes_is_an_answer_or_a_network_error(body: bytes, method: str, status: int) -> None:
    try:
        number, checked_body = checked(method, status, body)
    except NetworkError:
        return
    answer = json.loads(checked_body)
    assert answer["result"] is not None if number == 200 else answer["description"] is not None
