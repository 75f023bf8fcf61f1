"""Files from Telegram: no more of one than is allowed, from nowhere else, and not given up after one refusal."""

from __future__ import annotations

import asyncio
import os
import resource
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from telegram.ext import ExtBot

from bot.chat import downloads as module
from bot.chat.application import build_bot
from bot.chat.downloads import Downloads
from bot.chat.polling import PollingRequest
from bot.errors import FileGone, FileOutOfReach, FileTooLarge, LegibleError, TelegramUnreachable
from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.faults import FaultStatus
from bot.sandbox.pictures import make_document

CONTENT = bytes(range(256)) * 40


@pytest.fixture(scope="module")
async def client(sandbox: Sandbox) -> AsyncIterator[ExtBot[Any]]:
    """The bot's client."""
    polling = PollingRequest()
    async with build_bot(sandbox.token, sandbox.url, polling) as bot:
        yield bot
    polling.fatal.cancel()


@pytest.fixture(scope="module")
def file_id(sandbox: Sandbox) -> str:
    """A file that Telegram has."""
    media = sandbox.world.keep(make_document(sandbox.world, "scan", CONTENT))
    return media.file.id  # type: ignore[union-attr]


@pytest.fixture
async def downloads(client: ExtBot[Any], monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Downloads]:
    """What fetches; it is not patient."""
    monkeypatch.setattr(module, "PAUSES", (0.01, 0.01))
    downloads = Downloads(client)
    yield downloads
    await downloads.close()


def answer(path: str, size: int | None = None) -> dict[str, object]:
    """What getFile answers."""
    return {"file_id": "f", "file_unique_id": "u", "file_path": path, **({} if size is None else {"file_size": size})}


async def test_a_file_comes_whole(downloads: Downloads, file_id: str, tmp_path: Path) -> None:
    await downloads.fetch(file_id, tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == CONTENT
    assert await downloads.content(file_id, 1) == CONTENT


async def test_a_download_without_end_is_cut_off_and_fills_no_memory(
    downloads: Downloads, person: PersonClient, file_id: str, tmp_path: Path
) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    await person.fail("file", "endless")
    with pytest.raises(FileTooLarge):
        await downloads.fetch(file_id, tmp_path / "file")
    assert list(tmp_path.iterdir()) == []
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10 * 2**10


async def test_a_download_that_does_not_come_is_given_up(
    downloads: Downloads, person: PersonClient, file_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.2)
    await person.fail("file", "slow", seconds=1)
    with pytest.raises(TelegramUnreachable):
        await downloads.fetch(file_id, tmp_path / "file")


@pytest.mark.parametrize("status", [401, 403, 429, 500, "drop", "html"])
async def test_a_download_that_fails_is_worth_trying_again(
    downloads: Downloads, person: PersonClient, file_id: str, tmp_path: Path, status: FaultStatus
) -> None:
    await person.fail("file", status)
    with pytest.raises(TelegramUnreachable):
        await downloads.fetch(file_id, tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("method", "status", "details"),
    [
        ("getFile", 400, {"description": "Bad Request: wrong file_id or the file is temporarily unavailable"}),
        ("file", 404, {}),
        ("file", "truncated", {}),
    ],
)
async def test_one_refusal_is_no_verdict_and_three_are_one(
    downloads: Downloads,
    person: PersonClient,
    file_id: str,
    tmp_path: Path,
    method: str,
    status: FaultStatus,
    details: Any,
) -> None:
    await person.fail(method, status, **details)
    await downloads.fetch(file_id, tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == CONTENT
    await person.fail(method, status, times=3, **details)
    if status == "truncated":
        await downloads.fetch(file_id, tmp_path / "file")
        assert (tmp_path / "file").read_bytes() == CONTENT[: len(CONTENT) // 2]
    else:
        with pytest.raises(FileGone):
            await downloads.fetch(file_id, tmp_path / "file")


async def test_a_size_that_is_too_large_is_believed(downloads: Downloads, person: PersonClient, tmp_path: Path) -> None:
    await person.fail("getFile", "answer", result=answer("documents/file_1", 21 * 2**20))
    with pytest.raises(FileTooLarge):
        await downloads.fetch("f", tmp_path / "file")


PATHS = [
    "/etc/passwd",
    "//etc/passwd",
    "../../etc/passwd",
    "a/../../b",
    "file:///etc/passwd",
    "http://127.0.0.1:9/x",
    "C:\\x",
    ".",
]


@pytest.mark.parametrize("path", PATHS)
async def test_no_file_comes_from_elsewhere(
    downloads: Downloads, person: PersonClient, tmp_path: Path, path: str
) -> None:
    calls = len(await person.calls())
    await person.fail("getFile", "answer", result=answer(path))
    with pytest.raises(FileOutOfReach):
        await downloads.fetch("f", tmp_path / "file")
    assert "file" not in [call["method"] for call in await person.calls(calls)]


async def test_a_relative_path_is_one_of_the_servers_also_where_such_a_file_is_here(
    downloads: Downloads, person: PersonClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.txt").write_text("mine")
    monkeypatch.chdir(tmp_path)
    await person.fail("getFile", "answer", result=answer("secret.txt"), times=3)
    with pytest.raises(FileGone):
        await downloads.fetch("f", tmp_path / "file")


@pytest.fixture
async def local(client: ExtBot[Any], tmp_path: Path) -> AsyncIterator[Downloads]:
    """What fetches from a server on this machine."""
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "photo.jpg").write_bytes(CONTENT)
    (tmp_path / "outside.jpg").write_bytes(CONTENT)
    (tmp_path / "server" / "link.jpg").symlink_to(tmp_path / "outside.jpg")
    os.mkfifo(tmp_path / "server" / "pipe")
    with (tmp_path / "server" / "large").open("wb") as large:
        large.truncate(21 * 2**20)
    downloads = Downloads(client, tmp_path / "server")
    yield downloads
    await downloads.close()


async def test_files_of_a_server_on_this_machine_are_copied(
    local: Downloads, person: PersonClient, tmp_path: Path
) -> None:
    await person.fail("getFile", "answer", result=answer(str(tmp_path / "server" / "photo.jpg"), 10**9))
    with pytest.raises(FileTooLarge):
        await local.fetch("f", tmp_path / "file")
    await person.fail("getFile", "answer", result=answer(str(tmp_path / "server" / "photo.jpg"), 1000))
    await local.fetch("f", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("server/missing.jpg", FileOutOfReach),
        ("server/../outside.jpg", FileOutOfReach),
        ("outside.jpg", FileOutOfReach),
        ("server/link.jpg", FileOutOfReach),
        ("server/pipe", FileOutOfReach),
        ("server", FileOutOfReach),
        ("server/large", FileTooLarge),
    ],
)
async def test_of_a_server_on_this_machine_only_its_own_files_are_copied(
    local: Downloads, person: PersonClient, tmp_path: Path, path: str, error: type[LegibleError]
) -> None:
    await person.fail("getFile", "answer", result=answer(f"{tmp_path}/{path}"))
    async with asyncio.timeout(5):
        with pytest.raises(error) as raised:
            await local.fetch("f", tmp_path / "file")
    assert str(tmp_path) not in str(raised.value)
    assert not (tmp_path / "file").exists()
