"""A language model that answers by a table, and may take its time, fail, or lie."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import Literal

from bot.correcting.asking.answers import NONE
from bot.correcting.judging.cannot_weigh import CannotWeigh
from bot.correcting.judging.lattice import Lattice, Weights
from bot.correcting.language_model import AnswerForm, Completion, Question
from bot.correcting.model_errors import ModelFailed, ModelUnreachable

_DOUBTFUL = re.compile(r"\{([^}]*)\}")


class ScriptedModel:
    """Takes the words that are keys of `repairs` for their values.

    It waits for `answering` to be set, does not answer while `broken`, and fails the first `failing` questions. `asked`
    are the questions it was asked; `cancelled` counts those that were taken back, `paused` the times it had to stand
    still.
    """

    def __init__(
        self,
        repairs: Mapping[str, str],
        name: Literal["local", "remote"] = "local",
        form: AnswerForm = "lines",
        *,
        broken: bool = False,
        failing: int = 0,
    ) -> None:
        self.name: Literal["local", "remote"] = name
        self.form: AnswerForm = form
        self.answering = asyncio.Event()
        self.answering.set()
        self.broken = broken
        self.failing = failing
        self.asked: list[Question] = []
        self.cancelled = 0
        self.paused = 0
        self.closed = False
        self._repairs = repairs

    async def weigh(self, lattice: Lattice) -> Weights:
        """Raises CannotWeigh: it answers questions."""
        raise CannotWeigh

    async def answer(self, question: Question) -> Completion:
        """The repairs."""
        self.asked.append(question)
        try:
            await self.answering.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.broken:
            raise ModelUnreachable(url="http://gpu", reason="it is down", look="the server")
        if self.failing:
            self.failing -= 1
            raise ModelFailed(reason="its answer was cut off")
        doubtful = _DOUBTFUL.findall(question.user)
        found = [f"{word}={self._repairs[word]}" for word in doubtful if word in self._repairs]
        return Completion("\n".join(found) or NONE)

    def pause(self) -> None:
        """Note it."""
        self.paused += 1

    def resume(self) -> None:
        """Nothing to do."""

    async def describe(self) -> str:
        """A few words."""
        return "a table"

    async def close(self) -> None:
        """Note it."""
        self.closed = True
