"""What an environment says of proxies works, or is one sentence; it is never a traceback."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ssl import PROTOCOL_TLS_CLIENT, SSLContext

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.application import bot_name
from bot.errors import ProxyUnusable, TelegramUnreachable
from bot.proxies import described, tidy
from bot.sandbox import Sandbox

HAS_SOCKS = importlib.util.find_spec("socksio") is not None
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
PARTS = [
    "localhost",
    "[::1]",
    "::1",
    "fd07:b51a::/64",
    "10.0.0.0/8",
    "[fd07::]/8",
    "*.local",
    ".local",
    "a b",
    "[",
    "%%",
]


@pytest.fixture(autouse=True)
def without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without proxies."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def exceptions(no_proxy: str, hosts: tuple[str, ...] = ()) -> str:
    """What becomes of NO_PROXY."""
    environment = {"NO_PROXY": no_proxy}
    tidy(environment, hosts)
    return environment["NO_PROXY"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("localhost,[::1]", "localhost,::1"),
        ("example.com, .local,127.0.0.1", "example.com,.local,127.0.0.1"),
        ("fd07:b51a::/64", "fd07:b51a::7"),
        ("10.0.0.0/8,192.168.0.0/16", "10.1.2.3"),
        ("*", "*"),
        ("localhost:8080", "localhost:8080"),
        ("a:b,,", ""),
    ],
)
def test_no_proxy_is_written_as_the_libraries_read_it(said: str, meant: str) -> None:
    assert exceptions(said, ("10.1.2.3", "fd07:b51a::7", "api.telegram.org")) == meant


def test_what_means_nothing_is_said() -> None:
    assert tidy({"no_proxy": "localhost,a:b"}) == ["'a:b' in no_proxy means nothing"]
    assert tidy({"NO_PROXY": "localhost,[::1],fd07::/64"}) == []
    assert tidy({}) == []


@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=8), max_size=5).map(",".join))
def test_whatever_no_proxy_says_a_client_can_be_made(said: str) -> None:
    said = said.encode("utf-8", "replace").decode().replace("\0", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALL_PROXY", "http://127.0.0.1:9")
        patch.setenv("NO_PROXY", said)
        tidy(os.environ, ["10.1.2.3"])
        httpx.AsyncClient(verify=SSLContext(PROTOCOL_TLS_CLIENT))


def test_hosts_can_be_reached_without_a_proxy() -> None:
    environment = {"ALL_PROXY": "http://127.0.0.1:9", "no_proxy": "localhost"}
    tidy(environment, direct=["127.0.0.1"])
    assert environment["no_proxy"] == "127.0.0.1,localhost"
    assert environment["NO_PROXY"] == "127.0.0.1"


@pytest.mark.parametrize(
    "address", ["socks4://h:1", "ftp://h", "http://a:b:c", "socks5://[bad", "http://", "http://h:99999999"]
)
def test_a_proxy_that_cannot_be_used_is_named_without_its_address(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", address)
    with pytest.raises(ProxyUnusable, match="HTTPS_PROXY") as raised:
        described()
    assert not re.search(r"socks4|ftp|a:b|bad|9999", str(raised.value))


def test_a_proxy_that_can_be_used_is_described_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    assert described() == "none"
    monkeypatch.setenv("HTTPS_PROXY", "user:secret@proxy.local:3128")
    assert described() == "http by HTTPS_PROXY"


@asynccontextmanager
async def socks_server() -> AsyncIterator[tuple[int, list[bytes]]]:
    """A SOCKS5 proxy without a password: its port, and the addresses that it connected to."""
    asked: list[bytes] = []

    async def pipe(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while data := await source.read(2**16):
            target.write(data)
            await target.drain()
        target.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        methods = (await reader.readexactly(2))[1]
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        kind = (await reader.readexactly(4))[3]
        length = 4 if kind == 1 else (await reader.readexactly(1))[0]
        address, port = await reader.readexactly(length), int.from_bytes(await reader.readexactly(2))
        asked.append(address)
        host = ".".join(map(str, address)) if kind == 1 else address.decode()
        far_reader, far_writer = await asyncio.open_connection(host, port)
        writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        await asyncio.gather(pipe(reader, far_writer), pipe(far_reader, writer), return_exceptions=True)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], asked


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "socks"])
async def test_telegram_is_reached_through_socks_or_it_is_said_what_that_needs(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    async with Sandbox() as sandbox, socks_server() as (port, asked):
        monkeypatch.setenv("ALL_PROXY", f"{scheme}://127.0.0.1:{port}")
        tidy(os.environ)
        if HAS_SOCKS:
            assert await bot_name(sandbox.token, sandbox.url) == sandbox.bot_username
            assert asked
        else:
            with pytest.raises(ProxyUnusable, match="socksio"):
                await bot_name(sandbox.token, sandbox.url)


async def test_a_proxy_that_does_not_answer_is_a_telegram_that_cannot_be_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.chat.pacing.RETRIES", 0)
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    async with Sandbox() as sandbox:
        with pytest.raises(TelegramUnreachable):
            await bot_name(sandbox.token, sandbox.url)
