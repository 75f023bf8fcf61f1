"""Who is in which chat, over HTTP: new persons and groups, and what becomes of the members."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox import membership
from bot.sandbox.chats import Chat, GroupType
from bot.sandbox.requests import Body, chat_in, person_in, read
from bot.sandbox.world import World


class _NewChat(Body):
    name: str | None = Field(None, min_length=1, max_length=64)
    language_code: str = "en"
    title: str | None = Field(None, min_length=1, max_length=128)
    topics: tuple[str, ...] = ()
    type: GroupType = "supergroup"


class _Switch(Body):
    on: bool


class _Person(Body):
    person: int


class _Role(_Person, _Switch):
    pass


class _Reactions(Body):
    emoji: tuple[str, ...] | None


class _Act(Protocol):
    def __call__(self, world: World, chat: Chat, *, on: bool) -> None: ...


class MembershipApi:
    """Answers a person who changes chats and their members."""

    def __init__(self, world: World) -> None:
        self.world = world

    def routes(self) -> list[Route]:
        """The addresses under `/person`."""
        chat = "/person/chats/{chat}/"
        return [
            Route("/person/chats", self.new_chat, methods=["POST"]),
            Route("/person/privacy", self.privacy, methods=["POST"]),
            Route(chat + "join", self.join, methods=["POST"]),
            Route(chat + "leave", self.leave, methods=["POST"]),
            Route(chat + "admins", self.promote, methods=["POST"]),
            Route(chat + "block", self._switch(membership.block), methods=["POST"]),
            Route(chat + "bot", self._switch(membership.invite_bot), methods=["POST"]),
            Route(chat + "mute", self._switch(membership.mute_bot), methods=["POST"]),
            Route(chat + "migrate", self.migrate, methods=["POST"]),
            Route(chat + "reactions", self.allow_reactions, methods=["POST"]),
        ]

    async def new_chat(self, request: Request) -> Response:
        """A new person with a private chat, or a new group."""
        body = await read(request, _NewChat)
        if (body.name is None) == (body.title is None):
            raise HTTPException(400, "give a name for a person or a title for a group")
        if body.name is not None:
            chat = membership.new_person(self.world, body.name, body.language_code)
            return JSONResponse({"id": chat.id, "person": chat.id})
        group = membership.new_group(self.world, body.title or "", body.topics, body.type)
        return JSONResponse({"id": group.id, "person": self.world.me.id})

    async def privacy(self, request: Request) -> Response:
        """Privacy mode on or off."""
        self.world.set_privacy_mode((await read(request, _Switch)).on)
        return JSONResponse({"privacy_mode": self.world.privacy_mode})

    async def join(self, request: Request) -> Response:
        """A person enters a group."""
        chat = chat_in(self.world, request)
        person = person_in(self.world, chat, (await read(request, _Person)).person)
        membership.join(self.world, chat, person)
        return JSONResponse({})

    async def leave(self, request: Request) -> Response:
        """A person leaves a group."""
        chat = chat_in(self.world, request)
        membership.leave(self.world, chat, person_in(self.world, chat, (await read(request, _Person)).person))
        return JSONResponse({})

    async def promote(self, request: Request) -> Response:
        """A member, or the bot, becomes an administrator or a plain member."""
        chat, body = chat_in(self.world, request), await read(request, _Role)
        user = self.world.users.get(body.person)
        if user is None:
            raise HTTPException(404, "there is no such person")
        membership.promote(self.world, chat, user, on=body.on)
        return JSONResponse({})

    async def migrate(self, request: Request) -> Response:
        """A basic group becomes a supergroup."""
        chat = membership.migrate(self.world, chat_in(self.world, request))
        return JSONResponse({"id": chat.id})

    async def allow_reactions(self, request: Request) -> Response:
        """A group allows some reactions, none or all."""
        body = await read(request, _Reactions)
        membership.allow_reactions(self.world, chat_in(self.world, request), body.emoji)
        return JSONResponse({})

    def _switch(self, act: _Act) -> Callable[[Request], Awaitable[Response]]:
        async def switch(request: Request) -> Response:
            act(self.world, chat_in(self.world, request), on=(await read(request, _Switch)).on)
            return JSONResponse({})

        return switch
