"""The person's side over HTTP: what the chat page, the command line and the tests use."""

from __future__ import annotations

import math
from typing import Literal, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox import people
from bot.sandbox.faults import CallLog, Fault, Faults, FaultStatus
from bot.sandbox.parameters import Upload
from bot.sandbox.view import FILES, state_of
from bot.sandbox.world import Chat, Message, Photo, User, World

_LONGEST_POLL = 60.0
_BodyT = TypeVar("_BodyT", bound="_Body")


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Press(_Body):
    data: str
    person: int | None = None


class _NewChat(_Body):
    name: str | None = Field(None, min_length=1, max_length=64)
    title: str | None = Field(None, min_length=1, max_length=128)
    topics: tuple[str, ...] = ()


class _Privacy(_Body):
    on: bool


class _Fault(_Body):
    method: str
    status: FaultStatus
    times: int = Field(1, ge=1)
    retry_after: int = Field(1, ge=1)
    seconds: float = Field(2.0, ge=0)


class _Draft(_Body):
    model_config = ConfigDict(extra="ignore")

    text: str = ""
    caption: str = ""
    kind: Literal["photo", "document"] = Field("photo", alias="as")
    reply_to: int | None = None
    thread: int | None = None
    person: int | None = None


class PersonApi:
    """Answers what a person does and sees."""

    def __init__(self, world: World, faults: Faults, calls: CallLog) -> None:
        self.world = world
        self.faults = faults
        self.calls = calls

    def routes(self) -> list[Route]:
        """The addresses under `/person`, and the files of messages."""
        messages = "/person/chats/{chat}/messages"
        return [
            Route("/person/state", self.state),
            Route("/person/calls", self.made_calls),
            Route("/person/chats", self.new_chat, methods=["POST"]),
            Route("/person/privacy", self.privacy, methods=["POST"]),
            Route("/person/faults", self.fault, methods=["POST"]),
            Route(messages, self.send, methods=["POST"]),
            Route(messages + "/{message:int}", self.delete, methods=["DELETE"]),
            Route(messages + "/{message:int}/press", self.press, methods=["POST"]),
            Route(FILES + "{secret}", self.file),
        ]

    async def state(self, request: Request) -> Response:
        """The state, once it is newer than `after`."""
        after = _number(request, "after")
        seconds = min(_number(request, "timeout"), _LONGEST_POLL)
        changes = self.world.changes
        await changes.wait(lambda: changes.version > after, seconds)
        return JSONResponse(state_of(self.world).model_dump(mode="json", by_alias=True))

    async def made_calls(self, request: Request) -> Response:
        """The bot's calls with a number above `after`."""
        records = self.calls.after(int(_number(request, "after")))
        return JSONResponse([record.as_json() for record in records])

    async def new_chat(self, request: Request) -> Response:
        """A new person with a private chat, or a new group."""
        body = await _read(request, _NewChat)
        if (body.name is None) == (body.title is None):
            raise HTTPException(400, "give a name for a person or a title for a group")
        if body.name is not None:
            chat = people.new_person(self.world, body.name)
            return JSONResponse({"id": chat.id, "person": chat.id})
        group = people.new_group(self.world, body.title or "", body.topics)
        return JSONResponse({"id": group.id, "person": self.world.me.id})

    async def privacy(self, request: Request) -> Response:
        """Privacy mode on or off."""
        self.world.set_privacy_mode((await _read(request, _Privacy)).on)
        return JSONResponse({"privacy_mode": self.world.privacy_mode})

    async def fault(self, request: Request) -> Response:
        """Plans failures of the bot's next calls."""
        self.faults.add(Fault(**(await _read(request, _Fault)).model_dump()))
        return JSONResponse({})

    async def send(self, request: Request) -> Response:
        """A person's message."""
        chat = self._chat(request)
        async with request.form() as form:
            fields = _valid(_Draft, {name: value for name, value in form.items() if isinstance(value, str)})
            files = await _uploads(form)
        draft = people.Draft(
            text=fields.caption or fields.text,
            files=files,
            kind=fields.kind,
            reply_to=fields.reply_to,
            thread=fields.thread,
        )
        sent = await people.send(self.world, chat, self._person(chat, fields.person), draft)
        return JSONResponse({"messages": [message.id for message in sent]})

    async def press(self, request: Request) -> Response:
        """A person presses a button."""
        chat, message = self._chat(request), self._message(request)
        body = await _read(request, _Press)
        person = self._person(chat, body.person)
        people.join(self.world, chat, person)
        answer = await people.press(self.world, message, person, body.data)
        if answer is None:
            raise HTTPException(504, "the bot did not answer")
        return JSONResponse({"text": answer.text, "alert": answer.alert})

    async def delete(self, request: Request) -> Response:
        """A person deletes a message for everyone; the bot is not told."""
        self.world.delete(self._message(request))
        return JSONResponse({})

    async def file(self, request: Request) -> Response:
        """A photo to show, or a file to download."""
        file = self.world.file_behind(request.path_params["secret"])
        if file is None:
            raise HTTPException(404, "there is no such file")
        if isinstance(self.world.media(file.id), Photo):
            return Response(file.data, media_type=file.mime_type)
        headers = {"Content-Disposition": _attachment(file.name)}
        return Response(file.data, media_type="application/octet-stream", headers=headers)

    def _chat(self, request: Request) -> Chat:
        chat = next((c for c in self.world.chats.values() if str(c.id) == request.path_params["chat"]), None)
        if chat is None:
            raise HTTPException(404, "there is no such chat")
        return chat

    def _message(self, request: Request) -> Message:
        message = self.world.message(self._chat(request).id, request.path_params["message"])
        if message is None:
            raise HTTPException(404, "there is no such message")
        return message

    def _person(self, chat: Chat, person_id: int | None) -> User:
        default = chat.id if chat.type == "private" else self.world.me.id
        person = self.world.users.get(person_id or default)
        if person is None or person.is_bot:
            raise HTTPException(404, "there is no such person")
        return person


def refused(request: Request, error: Exception) -> Response:
    """The answer to what a person cannot do: `{"error": why}`."""
    if isinstance(error, HTTPException):
        return JSONResponse({"error": error.detail}, error.status_code)
    return JSONResponse({"error": str(error)}, 400)


def _number(request: Request, name: str) -> float:
    try:
        number = float(request.query_params.get(name, 0))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise HTTPException(400, f"{name} must be a number")
    return number


async def _read(request: Request, kind: type[_BodyT]) -> _BodyT:
    try:
        data = await request.json()
    except ValueError as error:
        raise HTTPException(400, "the body must be JSON") from error
    return _valid(kind, data)


def _valid(kind: type[_BodyT], data: object) -> _BodyT:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise HTTPException(400, f"{where}: {first['msg']}" if where else first["msg"]) from error


async def _uploads(form: FormData) -> tuple[Upload, ...]:
    files = [value for value in form.getlist("file") if isinstance(value, UploadFile)]
    return tuple([Upload(file.filename, await file.read()) for file in files if file.filename])


def _attachment(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
