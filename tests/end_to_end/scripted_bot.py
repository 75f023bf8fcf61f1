"""`legible run` with the scripted reader, as a process: `python -m tests.end_to_end.scripted_bot`."""

from __future__ import annotations

import asyncio

from bot.app import run
from bot.concurrency import stop_on_signals
from bot.logs import configure_logging
from bot.settings import load_settings
from tests.scripted import ScriptedLoader


async def until_stopped() -> None:
    """Run it until it is told to stop."""
    settings = load_settings()
    configure_logging(settings.log)
    await run(settings, stop_on_signals(), load=ScriptedLoader())


if __name__ == "__main__":
    asyncio.run(until_stopped())
