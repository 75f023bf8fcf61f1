"""The stand-in for Telegram and a person in a private chat, for each test of its own."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.sandbox import PersonClient, Sandbox
from bot.settings import Settings
from tests.botapi import violations
from tests.end_to_end.live import Chat, running


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """The stand-in; where the Bot API is there as data, every call the bot made is checked against it afterwards."""
    async with Sandbox() as sandbox:
        yield sandbox
        async with PersonClient(sandbox.url) as person:
            calls = await person.calls()
    if folder := os.environ.get("LEGIBLE_DATA"):
        spec = json.loads((Path(folder) / "botapi" / "api.json").read_text())
        for call in calls:
            if call["method"] != "file":
                assert violations(call["method"], call["params"], spec) == [], call


@pytest.fixture
def calm(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing that happens in the test is worth a warning."""
    yield
    assert [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING] == []


@pytest.fixture
async def group(chat: Chat) -> Chat:
    """You, in the group with Ada."""
    return Chat(chat.person, (await chat.person.state()).group.id, chat.folder)


@pytest.fixture
async def chat(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Chat]:
    """You, in your private chat with the bot."""
    async with PersonClient(sandbox.url) as person:
        yield Chat(person, (await person.state()).private.id, tmp_path)


@pytest.fixture
async def bot(settings: Settings, sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> AsyncIterator[None]:
    """The bot, running; nothing may be warned of."""
    async with running(settings, sandbox):
        yield
    assert [record.message for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []
