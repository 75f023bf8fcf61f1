"""Requests to Telegram. Between it and us stand proxies, hotels and servers of others: an answer is looked at first."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

import httpx
from telegram import (
    BotCommand,
    BotDescription,
    BotShortDescription,
    ChatMember,
    File,
    Message,
    MessageId,
    TelegramObject,
    Update,
    User,
)
from telegram.error import NetworkError
from telegram.request import HTTPXRequest, RequestData

from bot.chat.update_shape import is_shaped
from bot.proxies import described

ANSWERS: Mapping[str, type[TelegramObject]] = {
    "copyMessage": MessageId,
    "editMessageMedia": Message,
    "editMessageReplyMarkup": Message,
    "editMessageText": Message,
    "getChatAdministrators": ChatMember,
    "getChatMember": ChatMember,
    "getFile": File,
    "getMe": User,
    "getMyCommands": BotCommand,
    "getMyDescription": BotDescription,
    "getMyShortDescription": BotShortDescription,
    "getUpdates": Update,
    "sendDocument": Message,
    "sendMessage": Message,
    "sendPhoto": Message,
}
"""What each method answers; the others answer what nobody looks at."""
EDITS = frozenset({"editMessageMedia", "editMessageReplyMarkup", "editMessageText"})  # True is an answer as well
LISTS = frozenset({"getChatAdministrators", "getMyCommands", "getUpdates"})
TOKEN_REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)
NO_SUCH_METHOD = "method not found"
SENT = re.compile(rb'\{"ok": ?true, ?"result": ?\{"message_id": ?(?P<message_id>\d+),')
ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


class TelegramRequest(HTTPXRequest):
    """Makes requests; what is no answer of Telegram's is a network error, which is tried again everywhere.

    That is: no JSON, half of it, another program's, or a result of another type. A status other than 200 counts only
    with Telegram's own words beside it, and that the token is refused is believed of getMe alone.
    """

    def __init__(self, **options: Any) -> None:
        """The library's options. Raises ProxyUnusable where a proxy of the environment is none."""
        try:
            super().__init__(**options)
        except (RuntimeError, ImportError, ValueError, httpx.InvalidURL):
            described()  # says which it is
            raise

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """The library's hook: makes one request."""
        status, body = await self.ask(url, *args, **kwargs)
        if status in TOKEN_REFUSED and not url.endswith("/getMe"):
            raise NetworkError("the token was refused in passing")
        return status, body

    @asynccontextmanager
    async def stream(self, url: str) -> AsyncIterator[httpx.Response]:
        """The answer to a request for a file, as it comes. Raises the library's NetworkError, which names no URL."""
        try:
            async with self._client.stream("GET", url, headers={"Accept-Encoding": "identity"}) as response:
                yield response
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NetworkError(type(error).__name__) from None

    async def ask(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Status and body of an answer that is Telegram's."""
        status, body = await super().do_request(url, *args, **kwargs)
        method = url.rpartition("/")[2]
        if status == HTTPStatus.OK and ANSWERS.get(method) is Message and (sent := SENT.match(body)):
            body = _completed(body, sent, kwargs.get("request_data"))
        return checked(method, status, body)


def _completed(body: bytes, sent: re.Match[bytes], asked: RequestData | None) -> bytes:
    """What was sent although half of the answer is missing is there: with its number it is not sent twice."""
    try:
        json.loads(body)
    except ValueError:
        chat = {"id": asked.parameters.get("chat_id") if asked else None, "type": "private"}
        message = {"message_id": int(sent["message_id"]), "date": 0, "chat": chat}
        return json.dumps({"ok": True, "result": message}).encode()
    return body


def checked(method: str, status: int, body: bytes) -> tuple[int, bytes]:
    """Status and body of an answer, without halves of letters in it. Raises NetworkError where it is none."""
    answer = parsed(body)
    if answer.get("ok") is True and status == HTTPStatus.OK and is_understood(method, answer.get("result")):
        return status, body if not ESCAPED_SURROGATE.search(body) else _whole(answer)
    if answer.get("ok") is False and isinstance(answer.get("description"), str):
        return _refused(status, answer)
    raise NetworkError(f"what came with status {status} is no answer to {method}")


def parsed(body: bytes) -> dict[str, Any]:
    """The JSON object in a body. Raises NetworkError where there is none."""
    try:
        answer = json.loads(body.decode(errors="replace"))
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise NetworkError("what came is no answer of Telegram's")
    return answer


def is_understood(method: str, result: object) -> bool:
    """Whether a result is of the type that the method has."""
    kind = ANSWERS.get(method)
    if kind is None:
        return result is not None
    if method not in LISTS:
        return can_be(kind, result) or (result is True and method in EDITS)
    return isinstance(result, list) and (kind is Update or all(can_be(kind, each) for each in result))


def can_be(kind: type[TelegramObject], part: object) -> bool:
    """Whether the library makes such an object of it, with the numbers and names that we go by."""
    try:
        made = kind.de_json(part, None) if isinstance(part, dict) else None
    except Exception:  # each class of the library fails in its own way
        return False
    match made:
        case Update():
            return is_shaped(part)
        case MessageId(message_id=number) | User(id=number):
            return type(number) is int
        case Message(message_id=number, chat=chat):
            return type(number) is int and type(chat.id) is int
        case ChatMember(user=user):
            return type(user.id) is int and isinstance(user.first_name, str)
        case File(file_size=size, file_path=path):
            return isinstance(size, int | None) and isinstance(path, str | None)
    return made is not None


def _refused(status: int, answer: Mapping[str, Any]) -> tuple[int, bytes]:
    """A refusal, with the status that it names where it came with another, and the parameters that are numbers."""
    code, parameters = answer.get("error_code"), answer.get("parameters")
    if status == HTTPStatus.OK:
        status = code if type(code) is int and code >= HTTPStatus.BAD_REQUEST else HTTPStatus.BAD_GATEWAY
    if status == HTTPStatus.NOT_FOUND and NO_SUCH_METHOD in answer["description"].lower():
        status = HTTPStatus.BAD_REQUEST  # a server that is older than the method
    numbers = parameters.items() if isinstance(parameters, dict) else ()
    kept = {"parameters": {name: number for name, number in numbers if type(number) is int}}
    return int(status), _whole({**answer, **kept})


def _whole(answer: Mapping[str, Any]) -> bytes:
    """JSON in which each half of a surrogate pair is a replacement character: no database and no request takes them."""
    text = json.dumps(answer, ensure_ascii=False)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
