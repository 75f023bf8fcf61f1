"""How the bot asks Telegram for updates."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from telegram.request import HTTPXRequest

from bot.chat.slim_updates import slim
from bot.errors import LegibleError, SecondInstance, TokenRefused


class PollingRequest(HTTPXRequest):
    """Asks Telegram for updates and notices what ends the program: a refused token, a second instance.

    `fatal` raises the error; `last_success` is when Telegram last answered, in seconds of the monotonic clock.
    """

    def __init__(self) -> None:
        super().__init__(connection_pool_size=1)
        self.fatal: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.last_success = time.monotonic()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """The library's hook: makes one request."""
        status, body = await super().do_request(*args, **kwargs)
        errors: dict[int, type[LegibleError]] = {401: TokenRefused, 404: TokenRefused, 409: SecondInstance}
        if status in errors and not self.fatal.done():
            self.fatal.set_exception(errors[status]())
        if status == 200:
            self.last_success = time.monotonic()
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The library's hook: the updates, slim."""
        answer = HTTPXRequest.parse_json_payload(payload)
        found = answer.get("result")
        return {**answer, "result": [*map(slim, found)]} if isinstance(found, list) else answer
