"""Files of a ledger that take long to make, each in a process of its own: threads would hold up the loop and others."""

from __future__ import annotations

import asyncio
import sys

from bot.processes import environment

SECONDS = 180.0  # ten thousand receipts take about twenty as a workbook


class ExportFailed(Exception):
    """The file was not made."""


async def made_apart(module: str, content: bytes) -> bytes:
    """What a module of the bot, run as a program, makes of its input. Raises ExportFailed."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", module),
        stdin=pipe,
        stdout=pipe,
        stderr=asyncio.subprocess.DEVNULL,
        env=environment(),
    )
    try:
        async with asyncio.timeout(SECONDS):
            made, _ = await process.communicate(content)
    except TimeoutError as error:
        raise ExportFailed from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode or not made:
        raise ExportFailed
    return made
