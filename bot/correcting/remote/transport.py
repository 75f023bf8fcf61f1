"""What leaves for the server and how much may come back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import cast

import httpx2
import openai

_NEEDED = ("host", "accept", "connection", "content-length", "content-type")
_MOST_BYTES = 2**22  # a streamed token takes about 300 bytes: 14,000 tokens


class AnswerTooLong(openai.OpenAIError):
    """The server sends more than an answer can be."""


class Transport(httpx2.AsyncHTTPTransport):
    """Sends the few headers that a server needs, and stops reading after 4 MiB; raises AnswerTooLong.

    The openai client would add this machine's system and Python version, and whatever `OPENAI_ORG_ID`,
    `OPENAI_PROJECT_ID` and `OPENAI_CUSTOM_HEADERS` hold. Bodies are taken as they come: a packed one could swell.
    """

    def __init__(self, authorization: str | None) -> None:
        super().__init__()
        self._headers = {"accept-encoding": "identity", "user-agent": "legible"}
        if authorization:
            self._headers["authorization"] = authorization

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """One exchange with the server."""
        needed = {name: request.headers[name] for name in _NEEDED if name in request.headers}
        request.headers = httpx2.Headers(needed | self._headers)
        response = await super().handle_async_request(request)
        response.headers.pop("content-encoding", None)
        response.stream = _Bounded(cast("httpx2.AsyncByteStream", response.stream))
        return response


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        length = 0
        async for part in self._stream:
            length += len(part)
            if length > _MOST_BYTES:
                raise AnswerTooLong
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
