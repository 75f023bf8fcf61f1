"""The local language model: a GGUF file, loaded when it is asked, freed when it is not."""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from bot.concurrency import uninterrupted
from bot.correcting.judging.cannot_weigh import CannotWeigh
from bot.correcting.judging.lattice import Lattice, Weights
from bot.correcting.language_model import AnswerForm, Completion, Question
from bot.correcting.local.child import Child
from bot.correcting.local.cores import usable_cores
from bot.correcting.local.devices import gpus
from bot.correcting.local.memory import free_memory, memory_needed
from bot.correcting.local.runtime import Options
from bot.correcting.local.runtimes import LIBRARIES, answering_library, installed_library
from bot.correcting.local.weighing import most_tokens
from bot.correcting.model_errors import GpuMissing, ModelDamaged, ModelFailed, ModelTooLarge
from bot.correcting.models.gguf_header import Header, read_header

LEAST_CONTEXT = 1024  # tokens
MARKS = 64  # tokens that a chat template adds to a question
TIME_LIMIT = 600.0  # seconds for a load or an answer; a page of 3B takes one minute on two cores
GB = 1e9

T = TypeVar("T")
log = logging.getLogger(__name__)


class LocalModel:
    """A LanguageModel in a process of its own; requests are answered one after the other.

    One on a library that weighs is not asked questions.

    `gpu_layers` are those that a GPU computes, where `find_gpus` finds one for the library. After `idle_seconds`
    without a request the process is ended; a load or an answer may take `time_limit` seconds. `free` says how many
    bytes of memory are free, or None where the system does not tell.
    """

    name: Literal["local"] = "local"
    form: AnswerForm = "lines"

    def __init__(
        self,
        path: Path,
        *,
        gpu_layers: int,
        idle_seconds: float,
        time_limit: float = TIME_LIMIT,
        free: Callable[[], int | None] = free_memory,
        library: str | None = None,
        find_gpus: Callable[[str], Awaitable[tuple[str, ...]]] = gpus,
    ) -> None:
        self._path = path
        self._gpu_layers = gpu_layers
        self._idle_seconds = idle_seconds
        self._time_limit = time_limit
        self._free = free
        self._library = library or installed_library()
        self._find_gpus = find_gpus
        self._gpus: tuple[str, ...] | None = None
        self._turn = asyncio.Lock()
        self._going = asyncio.Event()
        self._going.set()
        self._closings = 0
        self._starting = asyncio.Lock()
        self._child: Child | None = None
        self._room = 0
        self._marks: tuple[str, ...] = ()
        self._rest: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The number of the process that holds the model, while there is one."""
        return self._child.pid if self._child and self._child.runs else None

    async def describe(self) -> str:
        """What would run, in a few words. Raises ModelMissing, ModelDamaged, ModelTooLarge."""
        layers = await self._layers_on_gpu()
        header = await asyncio.to_thread(self._checked, LEAST_CONTEXT, layers)
        where = f" and {', '.join(self._gpus or ())}" if layers else ""
        return f"{self._path.name}: {header.describe()}, on {self._library}{where}"

    async def load(self) -> None:
        """Load the model now rather than with the first question; raises ModelError."""
        closings = self._closings
        async with self._turn:
            await self._going.wait()
            await self._loaded(LEAST_CONTEXT, closings)
            self._rest_later()

    async def answer(self, question: Question) -> Completion:
        """The answer; raises ModelError."""
        return await self._in_turn(
            context_for(question), lambda child: child.ask(self._as_text(question), self._time_limit)
        )

    async def weigh(self, lattice: Lattice) -> Weights:
        """The weights; raises ModelError, CannotWeigh."""
        if not LIBRARIES[self._library].weighs:
            raise CannotWeigh
        if not lattice.slots:
            return ()
        room = _room_for(most_tokens(lattice))
        try:
            return await self._in_turn(room, lambda child: child.weigh(lattice, self._time_limit))
        except ModelDamaged as error:
            await self._change_library(error)
            raise CannotWeigh from error

    async def _change_library(self, error: ModelDamaged) -> None:
        """Go on with a library that answers questions: it may know a kind of model that the first does not.

        Raises ModelDamaged where it is the file that is damaged, or there is no other library.
        """
        await asyncio.to_thread(read_header, self._path)
        other = answering_library()
        if other is None:
            raise error
        why = error.details["reason"]
        log.warning("%s cannot weigh with this model (%s): %s asks it what was misread", self._library, why, other)
        self._library, self._gpus = other, None

    async def _in_turn(self, context: int, ask: Callable[[Child], Coroutine[Any, Any, T]]) -> T:
        """What a process with so much room says when it is its turn, and nothing is paused; raises ModelError."""
        closings = self._closings
        async with self._turn:
            await self._going.wait()
            child = await self._loaded(context, closings)
            try:
                return await ask(child)
            finally:
                self._rest_later()

    def pause(self) -> None:
        """Take the processor from the model until `resume`, as while a photo is read."""
        self._going.clear()
        if self._child:
            self._child.pause()

    def resume(self) -> None:
        """Let the model go on."""
        self._going.set()
        if self._child:
            self._child.resume()

    async def close(self) -> None:
        """Free the memory at once; questions that were asked before fail."""
        self._closings += 1
        await self._keep()
        async with self._starting:
            await self._end()

    async def _loaded(self, context: int, closings: int) -> Child:
        """The process, with room for so many tokens, or for as many as the model knows.

        Raises ModelFailed where the model was closed since it had been so often.
        """
        await self._keep()
        if self._child and self._child.runs and self._room >= context:
            return self._child
        await self._end()
        layers = await self._layers_on_gpu()
        header = await asyncio.to_thread(self._checked, context, layers)
        self._room, self._marks = context, header.marks
        async with self._starting:
            if self._closings != closings:
                raise ModelFailed(reason="it was closed")
            self._child = child = await Child.start(self._options(min(context, header.context), layers))
        if not self._going.is_set():
            child.pause()
        try:
            await child.loaded(self._time_limit)
        except BaseException:
            await self._end()
            raise
        return child

    async def _layers_on_gpu(self) -> int:
        """How many layers a GPU takes: none where there is none, which is logged once."""
        if not self._gpu_layers:
            return 0
        if self._gpus is None:
            self._gpus = await self._find_gpus(self._library)
            if not self._gpus:
                log.warning("%s", GpuMissing(layers=self._gpu_layers, library=self._library))
        return self._gpu_layers if self._gpus else 0

    def _options(self, context: int, gpu_layers: int) -> Options:
        return Options(self._library, str(self._path), context, gpu_layers, usable_cores(), os.getpid())

    def _as_text(self, question: Question) -> Question:
        """The question without marks of a chat, which would end the user's turn: a space parts each."""
        marks = "|".join(map(re.escape, self._marks))
        broken = re.sub(marks, lambda mark: f"{mark[0][0]} {mark[0][1:]}", question.user) if marks else question.user
        return replace(question, user=broken)

    def _checked(self, context: int, gpu_layers: int) -> Header:
        """The header of a model that fits. Raises ModelMissing, ModelDamaged, ModelTooLarge."""
        header, free = read_header(self._path), self._free()
        needed = memory_needed(header, min(context, header.context), gpu_layers)
        if free is not None and needed > free:
            raise ModelTooLarge(needed=f"{needed / GB:.1f}", free=f"{free / GB:.1f}")
        return header

    async def _keep(self) -> None:
        """Let it not be ended for being idle; where that has begun, wait for the memory."""
        if self._rest:
            self._rest.cancel()
            await asyncio.wait({self._rest})

    def _rest_later(self) -> None:
        """End the process when it has been idle for long enough."""
        self._rest = asyncio.ensure_future(self._rest_soon())

    async def _rest_soon(self) -> None:
        await asyncio.sleep(self._idle_seconds)
        await self._end()

    @uninterrupted
    async def _end(self) -> None:
        child, self._child = self._child, None
        if child:
            await child.end()


def context_for(question: Question) -> int:
    """How many tokens a question and its answer may take: a power of two, at least 1024.

    A token has one byte or more; English has four.
    """
    return _room_for(len(question.system.encode()) + len(question.user.encode()) + MARKS + question.most_tokens)


def _room_for(most: int) -> int:
    """A power of two: a little more is no reason to load the model anew."""
    return max(LEAST_CONTEXT, 1 << (most - 1).bit_length())
