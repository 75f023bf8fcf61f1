"""A bot without its language model fetches it while it works, and asks it from then on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psutil
import pytest

from bot.chat import texts
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.correcting.local.tiny_gguf import write
from tests.correcting.models.local_hub import REPOSITORY, local_hub
from tests.end_to_end.live import Chat, running

NOTE = "We had a lovley dinner"
SECONDS = 30
MODULE = "bot.correcting.local.process"


def models_at_work() -> list[psutil.Process]:
    """The processes below this one that hold a language model."""
    return [process for process in psutil.Process().children(recursive=True) if MODULE in process.cmdline()]


async def test_answers_say_that_there_is_no_model_until_it_is_there(
    settings: Settings, sandbox: Sandbox, chat: Chat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "tiny.gguf")
    with local_hub({"tiny-q4_k_m.gguf": (tmp_path / "tiny.gguf").read_bytes()}) as hub:
        hub.stall_after = 1000
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        own = settings.model_copy(update={"corrector": "auto", "model": REPOSITORY})
        async with running(own, sandbox):
            first = await chat.answer(await chat.send("text", NOTE))
            assert texts.NOTICES["no_model"] in (first.text or "")
            hub.stall_after = None
            hub.ended.set()
            async with asyncio.timeout(SECONDS):
                while texts.REFINING not in ((await chat.answer(await chat.send("text", NOTE))).text or ""):
                    await asyncio.sleep(0.2)
                while not models_at_work():
                    await asyncio.sleep(0.02)
        assert not models_at_work()


async def test_a_bot_that_may_not_download_asks_nobody(
    settings: Settings, sandbox: Sandbox, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    with local_hub({}) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        own = settings.model_copy(update={"corrector": "auto", "model": REPOSITORY, "model_download": False})
        async with running(own, sandbox):
            answer = await chat.answer(await chat.send("text", NOTE))
        assert texts.NOTICES["no_model"] in (answer.text or "")
        assert hub.asked == []
