"""What a library that runs models can compute on: `python -m bot.correcting.local.devices LIBRARY` prints its GPUs.

A process of its own asks: the libraries are large, and those that use a GPU take hold of it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE

from bot.correcting.local.runtimes import LIBRARIES
from bot.processes import command_for, environment, own_pipes

MODULE = "bot.correcting.local.devices"
SECONDS = 60.0

log = logging.getLogger(__name__)


async def gpus(library: str) -> tuple[str, ...]:
    """The GPUs with memory of their own that a library finds; none where its build knows none, or does not work."""
    process = await asyncio.create_subprocess_exec(
        *command_for(MODULE, library), env=environment(), stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL
    )
    try:
        async with asyncio.timeout(SECONDS):
            said, _ = await process.communicate()
    except TimeoutError:
        said = b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        log.warning("%s does not say which GPUs there are: its process ended with %s", library, process.returncode)
        return ()
    return tuple(json.loads(said))


def main() -> None:
    """The command line."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    _, answers = own_pipes()
    answers.write(json.dumps(LIBRARIES[sys.argv[1]].gpus()).encode())
    answers.flush()


if __name__ == "__main__":
    main()
