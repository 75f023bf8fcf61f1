"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from http import HTTPStatus
from secrets import compare_digest

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.sandbox.api_error import ApiError
from bot.sandbox.faults import FILE, CallLog, Faults
from bot.sandbox.methods import answer, spelled
from bot.sandbox.parameters import Call, read_call
from bot.sandbox.world import World

_PAGE_OF_A_PROXY = "<!DOCTYPE html><html><head><title>Welcome to the hotel</title></head><body>Log in</body></html>"


class BotApi:
    """Answers the bot's calls, lets the planned ones fail, and records them all."""

    def __init__(self, world: World, token: str, faults: Faults, calls: CallLog) -> None:
        self.world = world
        self.token = token
        self.faults = faults
        self.calls = calls

    def routes(self) -> list[Route]:
        """Telegram's two kinds of address."""
        methods = ["GET", "POST"]
        return [
            Route("/bot{token}/{method}", self.call, methods=methods),
            Route("/file/bot{token}/{path:path}", self.download, methods=["GET"]),
        ]

    async def call(self, request: Request) -> Response:
        """One call of a method."""
        arrived = time.time()
        call = Call(spelled(request.path_params["method"]), {}, {})
        try:
            self._check_token(request)
            call = await read_call(request, call.method)
            response = await self._suffer(call.method, partial(self._answer, call))
        except ApiError as error:
            response = JSONResponse(error.as_json(), error.status)
        self.calls.add(call.method, call.as_json(), response.status_code, arrived)
        return response

    async def download(self, request: Request) -> Response:
        """The bytes of a file that getFile told the path of."""
        arrived = time.time()
        path = request.path_params["path"]
        try:
            self._check_token(request)
            response = await self._suffer(FILE, partial(self._file, path))
        except ApiError as error:
            response = JSONResponse(error.as_json(), error.status)
        self.calls.add(FILE, {"file_path": path}, response.status_code, arrived)
        return response

    async def _answer(self, call: Call) -> Response:
        return _answered(await answer(self.world, call))

    async def _file(self, path: str) -> Response:
        file = self.world.file_at(path)
        if file is None:
            raise ApiError(HTTPStatus.NOT_FOUND, "Not Found")
        return Response(file.data, media_type="application/octet-stream")

    def _check_token(self, request: Request) -> None:
        if not compare_digest(request.path_params["token"].encode(), self.token.encode()):
            raise ApiError(HTTPStatus.UNAUTHORIZED, "Unauthorized")

    async def _suffer(self, method: str, work: Callable[[], Awaitable[Response]]) -> Response:
        """What the work answers, or what a planned fault makes of it."""
        fault = self.faults.take(method)
        if fault is None:
            return await work()
        if error := fault.error():
            raise error
        match fault.status:
            case "drop":
                return _Dropped(status_code=0)
            case "html":
                return HTMLResponse(_PAGE_OF_A_PROXY)
            case "answer":
                return _answered(fault.result)
            case "endless":
                return StreamingResponse(_without_end())
            case "slow":
                await self.world.changes.wait(lambda: False, fault.seconds)
        try:
            whole = await work()
        except ApiError as refused:
            whole = JSONResponse(refused.as_json(), refused.status)
        if fault.status == "truncated":
            return Response(whole.body[: len(whole.body) // 2], whole.status_code)
        return whole


def _answered(result: object) -> Response:
    """In ASCII, as Telegram answers: halves of letters go through."""
    answer = json.dumps({"ok": True, "result": result}, separators=(",", ":"))
    return Response(answer, media_type="application/json")


async def _without_end() -> AsyncIterator[bytes]:
    while True:
        yield bytes(2**16)
        await asyncio.sleep(0)


class _Dropped(Response):
    """Begins an answer and never ends it, which makes the server cut the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": headers})
