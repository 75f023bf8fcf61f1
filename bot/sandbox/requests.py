"""What a person's request refers to and holds; raises HTTPException where it is wrong."""

from __future__ import annotations

import math
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.chats import Chat, User
from bot.sandbox.world import Message, World

BodyT = TypeVar("BodyT", bound="Body")


class Body(BaseModel):
    """What a request may hold, and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def chat_in(world: World, request: Request) -> Chat:
    """The chat of the path."""
    chat = next((c for c in world.chats.values() if str(c.id) == request.path_params["chat"]), None)
    if chat is None:
        raise HTTPException(404, "there is no such chat")
    return chat


def message_in(world: World, request: Request) -> Message:
    """The message of the path."""
    message = world.message(chat_in(world, request).id, request.path_params["message"])
    if message is None:
        raise HTTPException(404, "there is no such message")
    return message


def person_in(world: World, chat: Chat, person_id: int | None) -> User:
    """The person with this id; without one the owner of a private chat, or You."""
    default = chat.id if chat.type == "private" else world.me.id
    person = world.users.get(person_id or default)
    if person is None or person.is_bot:
        raise HTTPException(404, "there is no such person")
    return person


def number(request: Request, name: str) -> float:
    """A number of the query, 0 if it is not there."""
    try:
        number = float(request.query_params.get(name, 0))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise HTTPException(400, f"{name} must be a number")
    return number


async def read(request: Request, kind: type[BodyT]) -> BodyT:
    """The JSON body."""
    try:
        data = await request.json()
    except ValueError as error:
        raise HTTPException(400, "the body must be JSON") from error
    return valid(kind, data)


def valid(kind: type[BodyT], data: object) -> BodyT:
    """The data as this kind of body."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise HTTPException(400, f"{where}: {first['msg']}" if where else first["msg"]) from error


def refused(request: Request, error: Exception) -> Response:
    """The answer to what a person cannot do: `{"error": why}`."""
    if isinstance(error, HTTPException):
        return JSONResponse({"error": error.detail}, error.status_code)
    return JSONResponse({"error": str(error)}, 400)
