"""The stand-in for Telegram and a person in a private chat, for each test of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox import PersonClient, Sandbox
from tests.end_to_end.live import Chat


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """The stand-in."""
    async with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
async def chat(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Chat]:
    """You, in your private chat with the bot."""
    async with PersonClient(sandbox.url) as person:
        yield Chat(person, (await person.state()).private.id, tmp_path)
