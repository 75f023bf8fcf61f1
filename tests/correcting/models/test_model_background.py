"""A download beside a running loop: done, tried again, given up, cancelled, and never begun."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from bot.correcting.models.background import fetch_in_background
from bot.correcting.models.choice import ModelChoice
from bot.correcting.models.fetcher import MODULE
from bot.correcting.models.model_files import find, unfinished
from tests.correcting.models.local_hub import NAME, LocalHub

pytestmark = pytest.mark.slow

SECONDS = 30
ROOT = Path(__file__).parents[3]
BOT = """
import asyncio, sys
from pathlib import Path
from bot.correcting.models.background import fetch_in_background
from bot.correcting.models.choice import ModelChoice
asyncio.run(fetch_in_background(ModelChoice(sys.argv[1], "*", Path(sys.argv[2]))))
"""


@pytest.fixture(autouse=True)
def endpoint(hub: LocalHub, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Processes started here reach the hub on this machine."""
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    caplog.set_level(logging.INFO)


async def until(holds: Callable[[], object]) -> None:
    """Wait for something that happens in another process."""

    async def wait() -> None:
        while not holds():
            await asyncio.sleep(0.02)

    await asyncio.wait_for(wait(), SECONDS)


def children(pid: int | None = None) -> list[psutil.Process]:
    """The downloads below a process, which is this one unless said otherwise."""
    return [process for process in psutil.Process(pid).children(recursive=True) if MODULE in process.cmdline()]


async def test_the_model_comes_while_the_loop_works(
    hub: LocalHub, choice: ModelChoice, caplog: pytest.LogCaptureFixture
) -> None:
    task = asyncio.create_task(fetch_in_background(choice))
    turns = 0
    while not task.done():
        turns += 1
        await asyncio.sleep(0.01)
    assert turns > 5
    assert await task == choice.repository_folder / NAME == find(choice)
    began, ended = (record.message for record in caplog.records)
    assert began == f"downloading the language model {choice.model} in the background"
    assert ended == f"the language model is here: {choice.repository_folder / NAME}"
    assert {asked.token for asked in hub.asked if "storage" not in asked.path} == {"Bearer hf_secret"}
    assert "hf_secret" not in caplog.text


async def test_another_bot_in_the_working_folder_is_not_run(
    choice: ModelChoice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot/__init__.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert await fetch_in_background(choice) == choice.repository_folder / NAME


async def test_a_model_that_is_here_is_answered_without_a_process(hub: LocalHub, choice: ModelChoice) -> None:
    await fetch_in_background(choice)
    asked = len(hub.asked)
    assert await fetch_in_background(choice) == choice.repository_folder / NAME
    assert len(hub.asked) == asked


async def test_nothing_begins_where_nothing_may_be_downloaded(
    hub: LocalHub, choice: ModelChoice, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert await fetch_in_background(replace(choice, may_download=False)) is None
    assert await fetch_in_background(replace(choice, model=str(tmp_path / "own.gguf"))) is None
    assert hub.asked == [] and caplog.records == [] and not choice.folder.exists()


async def test_while_the_network_is_down_it_is_tried_again(
    hub: LocalHub, choice: ModelChoice, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{closed.getsockname()[1]}")
    task = asyncio.create_task(fetch_in_background(choice, pause=0.01))
    await until(lambda: len(caplog.records) >= 4)
    monkeypatch.setenv("HF_ENDPOINT", hub.url)
    assert await asyncio.wait_for(task, SECONDS) == choice.repository_folder / NAME
    failed = [record.message for record in caplog.records if record.levelno == logging.WARNING]
    assert all("Connection refused" in line for line in failed) and len(failed) >= 2


async def test_what_no_other_try_would_change_is_given_up(
    hub: LocalHub, choice: ModelChoice, caplog: pytest.LogCaptureFixture
) -> None:
    assert await fetch_in_background(replace(choice, pattern="*iq1*"), pause=0.01) is None
    assert [record.levelname for record in caplog.records] == ["INFO", "WARNING"]
    assert f"no file fits *iq1*; it has {NAME}" in caplog.records[1].message


async def test_when_it_is_cancelled_its_process_ends_and_the_next_goes_on(hub: LocalHub, choice: ModelChoice) -> None:
    hub.stall_after = 50_000
    task = asyncio.create_task(fetch_in_background(choice))
    await until(lambda: any(part.stat().st_size for part in unfinished(choice.folder)))
    assert len(children()) == 1
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, SECONDS)
    assert children() == []
    hub.stall_after = None
    (left,) = [part.stat().st_size for part in unfinished(choice.folder)]
    assert await fetch_in_background(choice) == choice.repository_folder / NAME
    assert hub.ranges_asked == ["bytes=0-", f"bytes={left}-"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
async def test_when_the_bot_is_killed_the_download_ends_too(hub: LocalHub, choice: ModelChoice) -> None:
    hub.stall_after = 50_000
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-c", BOT, choice.model, str(choice.folder), env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    try:
        await until(lambda: any(part.stat().st_size for part in unfinished(choice.folder)))
        (fetcher,) = children(bot.pid)
    finally:
        bot.send_signal(signal.SIGKILL)
        await bot.wait()
    await until(lambda: not fetcher.is_running() or fetcher.status() == psutil.STATUS_ZOMBIE)
