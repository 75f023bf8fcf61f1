"""The peers that Legible is measured against, each with its defaults."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import Any

from bot.bench import peer_process
from bot.bench.contender import Outcome, Seconds
from bot.errors import ToolMissing, WrongSetting

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 300
LONGEST_ANSWER = 16 * 2**20


def peers_named(names: str) -> list[Peer]:
    """The peers of a list separated by commas. Raises WrongSetting for an unknown one, ToolMissing."""
    chosen = list(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    unknown = [name for name in chosen if name not in peer_process.PEERS]
    if unknown or not chosen:
        raise WrongSetting(
            problem=f"--against knows no {', '.join(unknown)}" if unknown else "--against names nobody",
            allowed=f"name {' or '.join(peer_process.PEERS)}, or several with commas",
        )
    if "tesseract" in chosen and not shutil.which("tesseract"):
        raise ToolMissing(tool="Tesseract", purpose="--against tesseract", command="apt install tesseract-ocr")
    return [Peer(name) for name in chosen]


class Peer:
    """A Contender in a process of its own, which is begun anew where it ends or hangs. One stage, `read`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._process: Process | None = None

    @property
    def pid(self) -> int | None:
        """The number of its process, while there is one."""
        return self._process.pid if self._process else None

    async def start(self) -> Seconds:
        """Begin the process and load the peer. Raises ToolMissing."""
        started = time.perf_counter()
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", peer_process.__name__, self.name),
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            limit=LONGEST_ANSWER,
        )
        ready = await self._answer(self._process)
        if "error" in ready:
            raise ToolMissing(tool=self.name, purpose="--against", command=f"pip install --force-reinstall {self.name}")
        return Seconds(ready["cpu"], time.perf_counter() - started)

    async def read(self, image: Path) -> Outcome:
        """What the peer makes of an image file as it is."""
        if self._process is None:
            await self.start()
        assert self._process and self._process.stdin  # noqa: S101 — `start` made them
        started = time.perf_counter()
        self._process.stdin.write(json.dumps(str(image)).encode() + b"\n")
        answer = await self._answer(self._process)
        seconds = Seconds(answer.get("cpu", 0.0), time.perf_counter() - started)
        return Outcome(answer.get("text", ""), {"read": seconds}, answer.get("peak", 0), error=answer.get("error"))

    async def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process and process.returncode is None:
            process.kill()
        if process:
            await process.communicate()

    async def _answer(self, process: Process) -> dict[str, Any]:
        """The next line of a process; an `error` where there is none, and then the process is no more."""
        assert process.stdout  # noqa: S101 — a pipe
        try:
            line = await asyncio.wait_for(process.stdout.readline(), MOST_SECONDS)
        except TimeoutError:
            line, error = b"", f"it took more than {MOST_SECONDS} seconds"
        else:
            error = "it crashed"
        if not line:
            await self.stop()
            return {"error": error}
        answer: dict[str, Any] = json.loads(line)
        return answer
