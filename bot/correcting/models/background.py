"""A model that is downloaded while the bot works."""

from __future__ import annotations

import asyncio
import logging
import os
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

from bot.correcting.models.choice import ModelChoice
from bot.correcting.models.fetcher import DONE, MODULE, TRY_AGAIN, Order
from bot.correcting.models.model_files import find
from bot.processes import command_for, environment

log = logging.getLogger(__name__)

FIRST_PAUSE = 60.0  # seconds before a download that failed is tried again; doubled each time
LONGEST_PAUSE = 3600.0


async def fetch_in_background(choice: ModelChoice, pause: float = FIRST_PAUSE) -> Path | None:
    """The file to be loaded, once it is here; None where it cannot be had, which was logged then.

    A process of its own downloads it and ends with the bot, or when this is cancelled. While the network is down or
    the disk is full, it is tried again after `pause` seconds, then twice as many, up to an hour. Raises ModelDamaged.
    """
    found = await asyncio.to_thread(find, choice)
    if found or choice.path is not None or not choice.may_download:
        return found
    log.info("downloading the language model %s in the background", choice.model)
    while (code := await _try(choice)) != DONE:
        if code != TRY_AGAIN:
            return None
        log.info("trying the download again in %.0f s", pause)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)
    found = await asyncio.to_thread(find, choice)
    log.info("the language model is here: %s", found)
    return found


async def _try(choice: ModelChoice) -> int:
    """The exit code of one try, whose error is logged."""
    order = Order(choice.model, choice.pattern, str(choice.folder), os.getpid())
    process = await asyncio.create_subprocess_exec(
        *command_for(MODULE, order.dump()), env=environment(), stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE
    )
    try:
        _, said = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if code := process.returncode or DONE:
        lines = said.decode(errors="replace").splitlines() or [f"the download ended with status {code}"]
        log.warning("%s", lines[-1])
    return code
