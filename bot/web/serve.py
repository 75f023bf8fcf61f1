"""An ASGI application served in the running event loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.errors import AddressTaken


class LoopServer(uvicorn.Server):
    """A server that leaves the signals to the program it runs in."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The library's hook: capture none."""
        yield


@asynccontextmanager
async def serving(app: ASGIApp, host: str, port: int, *, shutdown_seconds: int = 1) -> AsyncIterator[int]:
    """Serve `app` and give its port, a free one for port 0. Raises AddressTaken."""
    listener = listener_at(host, port)
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=shutdown_seconds
    )
    server = LoopServer(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started and not task.done():
            await asyncio.sleep(0.01)
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        await task
        listener.close()


def listener_at(host: str, port: int) -> socket.socket:
    """A socket bound to an address. Raises AddressTaken."""
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise AddressTaken(address=f"{host}:{port}") from error
    return listener
