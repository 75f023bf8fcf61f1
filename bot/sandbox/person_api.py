"""What a person does in a chat, over HTTP: what the chat page, the command line and the tests use."""

from __future__ import annotations

from urllib.parse import quote

from pydantic import ConfigDict, Field
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox import people
from bot.sandbox.faults import CallLog, Fault, Faults, FaultStatus
from bot.sandbox.membership import join
from bot.sandbox.parameters import Upload
from bot.sandbox.requests import Body, chat_in, message_in, number, person_in, read, valid
from bot.sandbox.state import FILES, state_of
from bot.sandbox.world import MediaKind, StoredPhoto, World

_LONGEST_POLL = 60.0


class _Press(Body):
    data: str
    person: int | None = None


class _Forward(Body):
    to: int
    messages: tuple[int, ...]
    person: int | None = None


class _Fault(Body):
    method: str
    status: FaultStatus
    times: int = Field(1, ge=1)
    retry_after: int = Field(1, ge=1)
    seconds: float = Field(2.0, ge=0)
    description: str = ""
    result: object = None
    chance: float = Field(1.0, gt=0, le=1)


class _Draft(Body):
    model_config = ConfigDict(extra="ignore")

    text: str = ""
    caption: str = ""
    kind: MediaKind = Field("photo", alias="as")
    reply_to: int | None = None
    thread: int | None = None
    album: str | None = None
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
            Route("/person/faults", self.fault, methods=["POST"]),
            Route("/person/faults", self.heal, methods=["DELETE"]),
            Route("/person/chats/{chat}/commands", self.commands),
            Route(messages, self.send, methods=["POST"]),
            Route("/person/chats/{chat}/forward", self.forward, methods=["POST"]),
            Route(messages + "/{message:int}", self.edit, methods=["PUT"]),
            Route(messages + "/{message:int}", self.delete, methods=["DELETE"]),
            Route(messages + "/{message:int}/press", self.press, methods=["POST"]),
            Route(FILES + "{secret}", self.file),
        ]

    async def state(self, request: Request) -> Response:
        """The state, once it is newer than `after`."""
        after = number(request, "after")
        seconds = min(number(request, "timeout"), _LONGEST_POLL)
        changes = self.world.changes
        await changes.wait(lambda: changes.version > after, seconds)
        return JSONResponse(state_of(self.world).model_dump(mode="json", by_alias=True))

    async def made_calls(self, request: Request) -> Response:
        """The bot's calls with a number above `after`."""
        records = self.calls.after(int(number(request, "after")))
        return JSONResponse([record.as_json() for record in records])

    async def commands(self, request: Request) -> Response:
        """The commands that an app offers a person in the chat."""
        chat = chat_in(self.world, request)
        person = person_in(self.world, chat, int(number(request, "person")) or None)
        return JSONResponse(list(self.world.profile.commands_for(chat, person)))

    async def fault(self, request: Request) -> Response:
        """Plans failures of the bot's next calls."""
        self.faults.add(Fault(**(await read(request, _Fault)).model_dump()))
        return JSONResponse({})

    async def heal(self, _: Request) -> Response:
        """Takes back what was planned."""
        self.faults.clear()
        return JSONResponse({})

    async def send(self, request: Request) -> Response:
        """A person's message."""
        chat = chat_in(self.world, request)
        async with request.form() as form:
            fields = valid(_Draft, {name: value for name, value in form.items() if isinstance(value, str)})
            files = await _uploads(form)
        draft = people.Draft(
            text=fields.caption or fields.text,
            files=files,
            kind=fields.kind,
            reply_to=fields.reply_to,
            thread=fields.thread,
            album=fields.album,
        )
        sent = await people.send(self.world, chat, person_in(self.world, chat, fields.person), draft)
        return JSONResponse({"messages": [message.id for message in sent]})

    async def edit(self, request: Request) -> Response:
        """A person puts something else into a message."""
        message = message_in(self.world, request)
        async with request.form() as form:
            text = form.get("text")
            files = await _uploads(form)
        await people.edit(self.world, message, text if isinstance(text, str) else None, next(iter(files), None))
        return JSONResponse({})

    async def forward(self, request: Request) -> Response:
        """A person forwards messages of this chat to the chat `to`."""
        body, source = await read(request, _Forward), chat_in(self.world, request)
        target = self.world.chats.get(body.to)
        messages = [self.world.message(source.id, message_id) for message_id in body.messages]
        if target is None or not messages or not all(messages):
            raise HTTPException(404, "there is no such chat or message")
        person = person_in(self.world, target, body.person)
        sent = people.forward(self.world, [message for message in messages if message], target, person)
        return JSONResponse({"messages": [message.id for message in sent]})

    async def press(self, request: Request) -> Response:
        """A person presses a button."""
        chat, message = chat_in(self.world, request), message_in(self.world, request)
        body = await read(request, _Press)
        person = person_in(self.world, chat, body.person)
        join(self.world, chat, person)
        answer = await people.press(self.world, message, person, body.data)
        if answer is None:
            raise HTTPException(504, "the bot did not answer")
        return JSONResponse({"text": answer.text, "alert": answer.alert, "url": answer.url})

    async def delete(self, request: Request) -> Response:
        """A person deletes a message for everyone; the bot is not told."""
        self.world.delete(message_in(self.world, request))
        return JSONResponse({})

    async def file(self, request: Request) -> Response:
        """A photo to show, or a file to download."""
        file = self.world.file_behind(request.path_params["secret"])
        if file is None:
            raise HTTPException(404, "there is no such file")
        if isinstance(self.world.media(file.id), StoredPhoto):
            return Response(file.data, media_type=file.mime_type)
        headers = {"Content-Disposition": _attachment(file.name)}
        return Response(file.data, media_type="application/octet-stream", headers=headers)


async def _uploads(form: FormData) -> tuple[Upload, ...]:
    files = [value for value in form.getlist("file") if isinstance(value, UploadFile)]
    return tuple([Upload(file.filename, await file.read()) for file in files if file.filename])


def _attachment(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
