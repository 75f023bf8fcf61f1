from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict

from bot.sandbox import PersonClient


@dataclass
class Hook:
    """A web server that takes what is posted, or not."""

    url: str = ""
    status: str = "200 OK"
    requests: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = int(head.lower().partition("content-length: ")[2].partition("\r\n")[0])
        body = await reader.readexactly(length)
        writer.write(f"HTTP/1.1 {self.status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        await self.requests.put(head + body.decode())


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    server = await asyncio.start_server(hook.answer, "127.0.0.1", 0)
    hook.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    yield hook
    server.close()
    await server.wait_closed()


async def test_updates_are_posted_with_the_secret(bot: Bot, person: PersonClient, me: int, hook: Hook) -> None:
    await bot.set_webhook(hook.url, secret_token="s-3_cret")
    for text in ("one", "two"):
        await person.send_text(me, text)
    first, second = [await asyncio.wait_for(hook.requests.get(), 5) for _ in range(2)]
    assert "x-telegram-bot-api-secret-token: s-3_cret" in first.lower()
    assert '"text":"one"' in first and '"text":"two"' in second


async def test_an_update_that_is_not_taken_comes_again(bot: Bot, person: PersonClient, me: int, hook: Hook) -> None:
    hook.status = "503 Service Unavailable"
    await bot.set_webhook(hook.url)
    await person.send_text(me, "one")
    await asyncio.wait_for(hook.requests.get(), 5)
    await asyncio.sleep(0.2)
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == (hook.url, 1)
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    hook.status = "200 OK"
    assert '"text":"one"' in await asyncio.wait_for(hook.requests.get(), 5)


async def test_no_polling_beside_a_webhook(bot: Bot, person: PersonClient, me: int, hook: Hook) -> None:
    await bot.set_webhook(hook.url)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    await person.send_text(me, "one")
    assert len(await bot.get_updates()) == 1


@pytest.mark.parametrize(
    ("url", "secret", "reason"),
    [
        ("http://[", "", "invalid webhook URL specified"),
        ("ftp://127.0.0.1/hook", "", "An HTTPS URL must be provided"),
        ("https://example.org/hook", "", "the stand-in calls this machine only"),
        ("http://127.0.0.1:1/hook", "not a secret", "unallowed characters"),
    ],
)
async def test_webhooks_that_are_refused(bot: Bot, url: str, secret: str, reason: str) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.set_webhook(url, secret_token=secret)
    assert reason.lower() in caught.value.message.lower()
