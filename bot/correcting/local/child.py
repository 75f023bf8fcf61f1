"""The process of a language model, from the bot's side: started, asked, stopped, paused, ended."""

from __future__ import annotations

import asyncio
import json
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.concurrency import uninterrupted
from bot.correcting.judging.lattice import Lattice, Weights
from bot.correcting.language_model import Completion, Question
from bot.correcting.local import process
from bot.correcting.local.requests import Request, dumped
from bot.correcting.local.runtime import Options
from bot.correcting.model_errors import ModelFailed, RuntimeMissing
from bot.correcting.models.records import damaged
from bot.processes import command_for, environment

LONGEST_ANSWER = 16 * 2**20  # bytes
SECONDS_TO_STOP = 5.0  # a batch of a question takes 4 s on two cores; loading anew and what was kept would take longer
LOOK = 0.5  # seconds between two looks at whether it is paused
# Threads wait for each other spinning, and beside another busy process that was most of their work: an answer of 26
# tokens took 24 s, so 6; on two quiet cores 4 either way.
ENVIRONMENT = {"GOMP_SPINCOUNT": "1000"}


class Child:
    """A process with a loaded model. Each wait has a limit in seconds, which stands still while it is paused."""

    def __init__(self, process: Process, options: Options) -> None:
        self._process = process
        self._paused = False
        self._must_run = True
        self._line: asyncio.Task[bytes] | None = None
        self.options = options

    @classmethod
    async def start(cls, options: Options) -> Child:
        """A process that begins to load the model."""
        started = await asyncio.create_subprocess_exec(
            *command_for(process.__name__, options.dump()),
            env={**environment(), **ENVIRONMENT},
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            limit=LONGEST_ANSWER,
        )
        return cls(started, options)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._process.returncode is None

    async def loaded(self, seconds: float) -> None:
        """Wait until the model is loaded; raises ModelDamaged, RuntimeMissing, ModelFailed."""
        await self._answer(seconds)  # from now on it ends with the bot, also while it is paused
        self._must_run = False
        self._heed_pause()
        answer = await self._answer(seconds)
        if "damaged" in answer:
            raise damaged(Path(self.options.model), answer["damaged"])
        if "missing" in answer:
            raise RuntimeMissing(library=self.options.library, reason=answer["missing"])

    async def ask(self, question: Question, seconds: float) -> Completion:
        """The answer; cancelling stops the computation and keeps the model. Raises ModelFailed."""
        return Completion(**await self._asked(question, seconds))

    async def weigh(self, lattice: Lattice, seconds: float) -> Weights:
        """The weights; cancelling stops the computation and keeps the model. Raises ModelFailed."""
        answer = await self._asked(lattice, seconds)
        return tuple(tuple(slot) for slot in answer["weights"])

    async def _asked(self, request: Request, seconds: float) -> dict[str, Any]:
        self._send(dumped(request))
        try:
            answer = await self._answer(seconds)
        except asyncio.CancelledError:
            await self._stop()
            raise
        if "failed" in answer:
            raise ModelFailed(reason=answer["failed"])
        return answer

    def pause(self) -> None:
        """Take the processor from it, where the system can; not before it has begun, nor while it stops a request."""
        self._paused = True
        self._heed_pause()

    def resume(self) -> None:
        """Let it go on."""
        self._paused = False
        self._heed_pause()

    async def end(self) -> None:
        """End it at once; afterwards its memory is free."""
        self._signal("SIGKILL")
        await self._process.wait()

    @uninterrupted
    async def _stop(self) -> None:
        """Stop the request, or the process where it does not heed that; it runs for that, whoever pauses it."""
        self._must_run = True
        self._heed_pause()
        self._send(process.STOP)
        with suppress(ModelFailed):
            await self._answer(SECONDS_TO_STOP)
        self._must_run = False
        self._heed_pause()

    @property
    def _held(self) -> bool:
        """Whether the processor is taken from it."""
        return self._paused and not self._must_run

    def _heed_pause(self) -> None:
        self._signal("SIGSTOP" if self._held else "SIGCONT")

    async def _answer(self, seconds: float) -> dict[str, Any]:
        """The next answer. Raises ModelFailed where the process ends, or is ended after `seconds` without a pause."""
        assert self._process.stdout  # noqa: S101 — it is a pipe
        self._line = line = self._line or asyncio.ensure_future(self._process.stdout.readline())
        while seconds > 0 and not line.done():
            await asyncio.wait({line}, timeout=min(LOOK, seconds))
            seconds -= 0 if self._held else LOOK
        if not line.done():
            await self.end()
            raise ModelFailed(reason="it took too long")
        self._line = None
        if not line.result():
            raise ModelFailed(reason=f"its process ended with exit code {await self._process.wait()}")
        answer: dict[str, Any] = json.loads(line.result())
        return answer

    def _send(self, message: object) -> None:
        assert self._process.stdin  # noqa: S101 — it is a pipe
        self._process.stdin.write(json.dumps(message).encode() + b"\n")

    def _signal(self, name: str) -> None:
        number = getattr(signal, name, None)
        if number is not None and self.runs:
            with suppress(ProcessLookupError):
                self._process.send_signal(number)
