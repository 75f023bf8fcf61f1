"""The stand-in for Telegram and a person in a chat with the bot.

`sandbox`, `chat`, `group` and `bot` are a test's own. `shared_chat` and `shared_group` are new chats with a
bot that the tests of a file share, for those that need none of their own: it takes a second to start one.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.sandbox import PersonClient, Sandbox
from bot.settings import Settings
from tests.botapi import violations
from tests.end_to_end.live import PATIENCE, Chat, database_file, running


@asynccontextmanager
async def stand_in() -> AsyncIterator[Sandbox]:
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
async def sandbox(settings: Settings, migrated: Path) -> AsyncIterator[Sandbox]:
    """A stand-in of the test's own, for whose bot there is a database."""
    async with stand_in() as sandbox:
        settings.folder.mkdir(mode=0o700)
        shutil.copy(migrated, database_file(settings, sandbox))
        yield sandbox


@pytest.fixture
def calm(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing that happens in the test is worth a warning."""
    yield
    assert warnings(caplog) == []


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING]


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
    assert warnings(caplog) == []


@pytest.fixture(scope="module")
async def shared_person(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[PersonClient]:
    """The people at a stand-in of a file's own, whose bot runs; it lets everybody send as much as they like."""
    settings = Settings(
        token=SecretStr("1:none"),
        data_dir=tmp_path_factory.mktemp("shared"),
        listen="127.0.0.1:0",
        corrector="spelling",
        photos_per_minute=0,
    )
    async with stand_in() as sandbox, running(settings, sandbox), PersonClient(sandbox.url) as person:
        yield person


@pytest.fixture
async def shared_chat(
    shared_person: PersonClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Chat]:
    """Somebody new, in their private chat with the bot that the file's tests share; nothing may be warned of."""
    yield Chat(shared_person, await shared_person.new_person("Bela"), tmp_path)
    await shared_person.set_privacy(True)
    assert warnings(caplog) == []


@pytest.fixture
async def shared_group(
    shared_person: PersonClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Chat]:
    """You, in a new group with Ada and the bot that the file's tests share; nothing may be warned of."""
    group = await shared_person.new_group("Kitchen table")
    state = await shared_person.wait(lambda state: state.chat(group).messages, PATIENCE)
    await shared_person.delete(group, state.chat(group).messages[-1].id)  # the bot's greeting
    ada = next(member for member in state.group.members if member.name == "Ada")
    await shared_person.join(group, ada.id)
    yield Chat(shared_person, group, tmp_path)
    await shared_person.set_privacy(True)
    assert warnings(caplog) == []
