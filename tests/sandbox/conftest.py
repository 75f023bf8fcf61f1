from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image
from telegram import Bot
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.sandbox import PersonClient, Sandbox


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as opened:
        yield opened


@pytest.fixture
async def person(sandbox: Sandbox) -> AsyncIterator[PersonClient]:
    async with PersonClient(sandbox.url) as client:
        yield client


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with new_bot(sandbox) as started:
        yield started


@pytest.fixture
async def second_bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """Another program with the same token."""
    async with new_bot(sandbox) as started:
        yield started


def new_bot(sandbox: Sandbox) -> Bot:
    no_certificates = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return ExtBot(
        sandbox.token,
        base_url=f"{sandbox.url}/bot",
        base_file_url=f"{sandbox.url}/file/bot",
        request=HTTPXRequest(httpx_kwargs={"verify": no_certificates}),
        get_updates_request=HTTPXRequest(httpx_kwargs={"verify": no_certificates}),
    )


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    no_certificates = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    async with httpx.AsyncClient(base_url=sandbox.url, verify=no_certificates, trust_env=False) as client:
        yield client


@pytest.fixture
def me(sandbox: Sandbox) -> int:
    return sandbox.world.me.id


@pytest.fixture
def group(sandbox: Sandbox) -> int:
    return next(chat.id for chat in sandbox.world.chats.values() if chat.type != "private")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A JPEG of 2000x1000 pixels, lying on its side by EXIF."""
    path = tmp_path / "note.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.linear_gradient("L").resize((2000, 1000)).save(path, exif=exif)
    return path


@pytest.fixture
def photo_bytes(photo: Path) -> bytes:
    return photo.read_bytes()


@pytest.fixture
def gif(tmp_path: Path) -> Path:
    """A moving GIF of two frames."""
    out = BytesIO()
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=1500)
    path = tmp_path / "wave.gif"
    path.write_bytes(out.getvalue())
    return path
