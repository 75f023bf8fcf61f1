"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

from __future__ import annotations

import time
from http import HTTPStatus
from secrets import compare_digest

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.sandbox.api_error import ApiError
from bot.sandbox.faults import FILE, CallLog, Fault, Faults
from bot.sandbox.methods import answer, spelled
from bot.sandbox.parameters import Call, read_call
from bot.sandbox.world import World


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
            if dropped := await self._suffer(call.method):
                self.calls.add(call.method, call.as_json(), 0, arrived)
                return dropped
            body, status = {"ok": True, "result": await answer(self.world, call)}, 200
        except ApiError as error:
            body, status = error.as_json(), error.status
        self.calls.add(call.method, call.as_json(), status, arrived)
        return JSONResponse(body, status)

    async def download(self, request: Request) -> Response:
        """The bytes of a file that getFile told the path of."""
        arrived = time.time()
        path = request.path_params["path"]
        try:
            self._check_token(request)
            if dropped := await self._suffer(FILE):
                self.calls.add(FILE, {"file_path": path}, 0, arrived)
                return dropped
            response = self._file(path)
        except ApiError as error:
            response = JSONResponse(error.as_json(), error.status)
        self.calls.add(FILE, {"file_path": path}, response.status_code, arrived)
        return response

    def _file(self, path: str) -> Response:
        file = self.world.file_at(path)
        if file is None:
            raise ApiError(HTTPStatus.NOT_FOUND, "Not Found")
        return Response(file.data, media_type="application/octet-stream")

    def _check_token(self, request: Request) -> None:
        if not compare_digest(request.path_params["token"].encode(), self.token.encode()):
            raise ApiError(HTTPStatus.UNAUTHORIZED, "Unauthorized")

    async def _suffer(self, method: str) -> Response | None:
        fault = self.faults.take(method)
        if fault is None:
            return None
        if error := fault.error():
            raise error
        if fault.status == "drop":
            return _Dropped()
        await self._delay(fault)
        return None

    async def _delay(self, fault: Fault) -> None:
        await self.world.changes.wait(lambda: False, fault.seconds)


class _Dropped(Response):
    """Begins an answer and never ends it, which makes the server cut the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": headers})
