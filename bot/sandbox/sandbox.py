"""The stand-in as a server on this machine."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import AsyncExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from bot.sandbox.bot_api import BotApi
from bot.sandbox.faults import CallLog, Faults
from bot.sandbox.membership import default_world
from bot.sandbox.membership_api import MembershipApi
from bot.sandbox.person_api import PersonApi
from bot.sandbox.posting import NotPossible
from bot.sandbox.requests import refused
from bot.sandbox.same_origin import SameOrigin
from bot.sandbox.webhook import call_webhook
from bot.sandbox.world import World
from bot.web.serve import listen, serving

HOST = "127.0.0.1"
_PAGE = Path(__file__).parent / "page"


class Sandbox:
    """A stand-in for Telegram on loopback; an async context manager that serves while it is open.

    `port` 0 takes a free one. Give `{url}/bot` as base URL and `{url}/file/bot` as base file URL to
    python-telegram-bot; the chat page is at `url`. Raises AddressTaken.
    """

    def __init__(self, port: int = 0, *, world: World | None = None) -> None:
        self.world = world or default_world()
        self.token = f"{self.world.bot.id}:AA{secrets.token_hex(17)[:33]}"
        self.bot_username = self.world.bot.username or ""
        self._port = port
        self._open = AsyncExitStack()

    @property
    def url(self) -> str:
        """Where it answers, without a slash at the end; the port is known once it is open."""
        return f"http://{HOST}:{self._port}"

    async def __aenter__(self) -> Self:
        listener = listen(HOST, self._port)
        self._port = listener.getsockname()[1]
        await self._open.enter_async_context(serving(self._app(), listener))
        self._open.callback(asyncio.create_task(call_webhook(self.world)).cancel)
        self._open.callback(self.world.changes.close)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._open.aclose()

    def _app(self) -> SameOrigin:
        faults, calls = Faults(), CallLog()
        app = Starlette(
            routes=[
                *BotApi(self.world, self.token, faults, calls).routes(),
                *PersonApi(self.world, faults, calls).routes(),
                *MembershipApi(self.world).routes(),
                Mount("/", StaticFiles(directory=_PAGE, html=True, check_dir=False)),
            ],
            exception_handlers={HTTPException: refused, NotPossible: refused},
        )
        return SameOrigin(app, {f"{HOST}:{self._port}", f"localhost:{self._port}"})
