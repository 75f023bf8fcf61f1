"""The health check: is the bot receiving messages, and does its database answer?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

Check = Callable[[], Awaitable[bool]]


def health_app(checks: dict[str, Check]) -> Starlette:
    """`GET /health` answers 200 where all checks hold and 503 otherwise, with each check by its name."""

    async def health(_: Request) -> JSONResponse:
        results = {name: await check() for name, check in checks.items()}
        return JSONResponse(results, status_code=200 if all(results.values()) else 503)

    return Starlette(routes=[Route("/health", health)])
