"""The stand-in as a server on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
from collections.abc import Generator
from pathlib import Path
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from bot.sandbox.botapi import BotApi
from bot.sandbox.faults import CallLog, Faults
from bot.sandbox.guard import Guard
from bot.sandbox.people import NotPossible, default_world
from bot.sandbox.person import PersonApi, refused
from bot.sandbox.webhook import call_webhook
from bot.sandbox.world import World

HOST = "127.0.0.1"
_PAGE = Path(__file__).parent / "page"
_SECONDS_TO_CLOSE = 2
_SECONDS_TO_KEEP_ALIVE = 75


class Sandbox:
    """A stand-in for Telegram on loopback; an async context manager that serves while it is open.

    `port` 0 takes a free one. Give `{url}/bot` as base URL and `{url}/file/bot` as base file URL to
    python-telegram-bot; the chat page is at `url`. Raises OSError if the port is taken.
    """

    def __init__(self, port: int = 0, *, world: World | None = None) -> None:
        self.world = world or default_world()
        self.token = f"{self.world.bot.id}:AA{secrets.token_hex(17)[:33]}"
        self.bot_username = self.world.bot.username or ""
        self._port = port
        self._server: _Server | None = None
        self._serving: asyncio.Task[None] | None = None
        self._calling: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end; the port is known once it is open."""
        return f"http://{HOST}:{self._port}"

    async def __aenter__(self) -> Self:
        listener = socket.create_server((HOST, self._port))
        self._port = listener.getsockname()[1]
        config = uvicorn.Config(
            self._app(),
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_keep_alive=_SECONDS_TO_KEEP_ALIVE,
            timeout_graceful_shutdown=_SECONDS_TO_CLOSE,
        )
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve([listener]))
        self._calling = asyncio.create_task(call_webhook(self.world))
        await self._server.ready.wait()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.world.changes.close()
        if self._server and self._serving and self._calling:
            self._calling.cancel()
            self._server.should_exit = True
            await asyncio.wait({self._serving, self._calling})

    def _app(self) -> Guard:
        faults, calls = Faults(), CallLog()
        bot_api = BotApi(self.world, self.token, faults, calls)
        person_api = PersonApi(self.world, faults, calls)
        app = Starlette(
            routes=[
                *bot_api.routes(),
                *person_api.routes(),
                Mount("/", StaticFiles(directory=_PAGE, html=True, check_dir=False)),
            ],
            exception_handlers={HTTPException: refused, NotPossible: refused},
        )
        return Guard(app, {f"{HOST}:{self._port}", f"localhost:{self._port}"})


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Says when it is ready, or has failed to be."""
        try:
            await super().startup(sockets)
        finally:
            self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leaves the signals to the program."""
        yield
