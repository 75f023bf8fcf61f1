"""`legible run` as a program of its own, with the real reader."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from bot.sandbox import PersonClient, Sandbox


async def start(sandbox: Sandbox, folder: Path, **settings: str) -> asyncio.subprocess.Process:
    """A bot of its own process, with these variables of the environment besides."""
    own = {
        "BOT_TOKEN": sandbox.token,
        "BOT_API_URL": sandbox.url,
        "BOT_CORRECTOR": "spelling",
        "BOT_DATA_DIR": str(folder),
        "BOT_LISTEN": "127.0.0.1:0",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env={**os.environ, **own, **settings}, stderr=asyncio.subprocess.DEVNULL
    )


async def ready(person: PersonClient) -> None:
    """Wait until the bot answers."""
    chat = await person.new_person("Impatient")
    await person.send_text(chat, "/help")
    await person.wait(lambda state: len(state.chat(chat).messages) > 1, 60)
