"""A server on loopback that answers as a test says, and remembers what it was sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Received:
    """A request: its first line, its headers by lower-case name, and its JSON, if any."""

    line: str
    headers: dict[str, str]
    json: Any


@dataclass
class Hostile:
    """Where it listens, what came, and how many clients have gone before they were answered."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    gone: int = 0

    @property
    def questions(self) -> list[Received]:
        """The requests for a chat completion."""
        return [request for request in self.received if request.line.startswith("POST")]


Reply = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]
"""What is sent, or what does the sending."""


def response(status: int, body: bytes | str | object = b"", **headers: str) -> bytes:
    """A whole response; what is neither bytes nor text goes as JSON, and `_` in a header's name stands for `-`."""
    content = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} So", f"content-length: {len(content)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + content


def said(content: str, finish: str | None = "stop", **usage: object) -> bytes:
    """A chat completion, streamed a sign at a time."""
    events: list[object] = [{"choices": [{"index": 0, "delta": {"content": sign}}]} for sign in content]
    events.append({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
    return streamed(*events, {"choices": [], "usage": usage})


def streamed(*events: object) -> bytes:
    """These objects as a stream of events."""
    lines = [f"data: {json.dumps(event)}\n\n" for event in events]
    return response(200, "".join([*lines, "data: [DONE]\n\n"]), content_type="text/event-stream")


def answered(*messages: object, finish: str | None = "stop", key: str = "delta") -> bytes:
    """A stream of these messages; `key` is what a choice calls them."""
    events = [{"choices": [{"index": 0, key: message}]} for message in messages]
    return streamed(*events, {"choices": [{"index": 0, key: {}, "finish_reason": finish}]})


def models(*names: str) -> bytes:
    """A list of models."""
    return response(200, {"object": "list", "data": [{"id": name, "object": "model"} for name in names]})


async def hang(_: asyncio.StreamWriter) -> None:
    """Never answer."""
    await asyncio.Event().wait()


@asynccontextmanager
async def hostile(reply: Callable[[Received], Reply]) -> AsyncIterator[Hostile]:
    """The server, which answers each request with what `reply` makes of it."""
    state = Hostile()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await _request(reader):
                state.received.append(request)
                await _send(reply(request), reader, writer, state)
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    state.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield state
    finally:
        server.close()


def in_turn(replies: Iterable[Reply]) -> Callable[[Received], Reply]:
    """The replies one after the other."""
    rest = iter(replies)
    return lambda _: next(rest)


async def _request(reader: asyncio.StreamReader) -> Received | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    except asyncio.IncompleteReadError:
        return None
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Received(head[0], headers, json.loads(body) if body else None)


async def _send(reply: Reply, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, state: Hostile) -> None:
    if isinstance(reply, bytes):
        writer.write(reply)
        await writer.drain()
        return
    sending = asyncio.ensure_future(reply(writer))
    leaving = asyncio.ensure_future(reader.read(1))
    await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
    if not sending.done() or sending.exception():
        state.gone += 1
    sending.cancel()
    leaving.cancel()
    await asyncio.gather(sending, leaving, return_exceptions=True)
    raise ConnectionResetError
