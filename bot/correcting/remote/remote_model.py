"""The language model on another machine."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Literal

from pydantic import SecretStr

from bot.correcting.language_model import AnswerForm, Completion, Question
from bot.correcting.model_errors import ModelFailed, ModelUnreachable
from bot.correcting.remote.address import Address
from bot.correcting.remote.circuit import Circuit
from bot.correcting.remote.completions import FORMATS
from bot.correcting.remote.server import Server
from bot.correcting.remote.trouble import QuestionRefused, Unusable, shown

_AT_ONCE = 4  # the slots of a llama-server; more would wait there, on the clock
_SECONDS_A_TOKEN = 0.5  # 2 cores write a token of a 3B model in 0.2 s, and four questions share them
_MOST_SECONDS = 600.0

_GREETING = Question("Answer in one word.", "Hello", 1)

log = logging.getLogger(__name__)


class RemoteModel:
    """A LanguageModel on an OpenAI-compatible server; without `model` the first that the server lists.

    A question may take `patience` seconds, in which the server reads it and tries are repeated, and half a second for
    each token of its longest answer. Raises WrongSetting for a URL or a key that cannot be one.
    """

    name: Literal["local", "remote"] = "remote"
    form: AnswerForm = "json"

    def __init__(
        self,
        url: str,
        key: SecretStr | None = None,
        model: str | None = None,
        *,
        patience: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address = Address.of(url, key)
        self._wanted = model
        self._patience = patience
        self._circuit = Circuit(clock)
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._naming = asyncio.Lock()
        self._server: Server | None = None
        self._name = model
        self._format = 0
        self._trouble = ""

    async def answer(self, question: Question) -> Completion:
        """The answer; raises ModelUnreachable, at once while the server is known to be down, and ModelFailed."""
        async with self._turns:
            if not self._circuit.admits():
                left = self._circuit.seconds_left()
                raise self._unreachable(f"{self._trouble}; it is tried again in {left:.0f} seconds")
            try:
                answer = await self._ask(question)
            except Unusable as error:
                self._note_failure(error)
                raise self._unreachable(error.reason) from None
            except ModelFailed:
                self._note_success()
                raise
            self._note_success()
            return answer

    def pause(self) -> None:
        """Nothing: it computes on another machine."""

    def resume(self) -> None:
        """Nothing."""

    async def describe(self) -> str:
        """The model's name and where it is, after it was asked a word; raises ModelUnreachable, ModelFailed."""
        try:
            model = await self._model()
            await self._connected().ask(_GREETING, model, "none", self._patience)
        except Unusable as error:
            raise self._unreachable(error.reason) from None
        except QuestionRefused as error:
            raise ModelFailed(reason=str(error)) from None
        except ModelFailed:
            pass  # one token is no answer, but somebody is there
        return f"{shown(model)} at {self._address.url}"

    async def close(self) -> None:
        """Close the connections; a later question opens them again."""
        server, self._server = self._server, None
        if server:
            await server.close()

    def _connected(self) -> Server:
        if self._server is None:
            self._server = Server(self._address)
        return self._server

    async def _model(self) -> str:
        async with self._naming:
            if not self._name:
                self._name = (await self._connected().models())[0]
            return self._name

    async def _ask(self, question: Question) -> Completion:
        """The answer in the strictest form that the server takes; one that it refused before is not asked for."""
        model = await self._model()
        seconds = min(self._patience + question.most_tokens * _SECONDS_A_TOKEN, _MOST_SECONDS)
        refusal = ""
        for strictness in range(self._format, len(FORMATS)):
            try:
                answer = await self._connected().ask(question, model, FORMATS[strictness], seconds)
            except QuestionRefused as error:
                refusal = str(error)
                continue
            except ModelFailed:
                self._format = max(self._format, strictness)
                raise
            self._format = max(self._format, strictness)
            return answer
        raise ModelFailed(reason=refusal)

    def _note_success(self) -> None:
        self._circuit.succeeded()
        if self._trouble:
            log.info("the language model server %s answers again", self._address.url)
            self._trouble = ""

    def _note_failure(self, trouble: Unusable) -> None:
        """Open the circuit or come nearer to it; the same trouble is logged once."""
        self._circuit.failed(lasting=trouble.lasting)
        if trouble.lasting:
            self._name = self._wanted
        if trouble.reason != self._trouble:
            log.error("the language model server %s does not answer: %s", self._address.url, trouble.reason)
            self._trouble = trouble.reason

    def _unreachable(self, reason: str) -> ModelUnreachable:
        return ModelUnreachable(url=self._address.url, reason=reason)
