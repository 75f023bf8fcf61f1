"""The language model on another machine."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from pydantic import SecretStr

from bot.correcting.judging.lattice import Lattice, Picks, Weights
from bot.correcting.language_model import AnswerForm, Completion, Question
from bot.correcting.model_errors import ModelFailed, ModelUnreachable, OnlyThought, ServerRefuses
from bot.correcting.remote.address import Address
from bot.correcting.remote.circuit import Circuit
from bot.correcting.remote.completions import Json
from bot.correcting.remote.dialect import Dialect, is_no_chat
from bot.correcting.remote.json_form import REPAIRS, JsonForm
from bot.correcting.remote.remote_judge import RemoteJudge
from bot.correcting.remote.server import Server
from bot.correcting.remote.trouble import SERVER, NotFound, QuestionRefused, Stumbled, Unusable, shown

R = TypeVar("R")

_AT_ONCE = 4  # the slots of a llama-server; more would wait there, on the clock
_SECONDS_A_TOKEN = 0.5  # 2 cores write a token of a 3B model in 0.2 s, and four questions share them
_MOST_SECONDS = 600.0
_TRIES = 4  # of one question in other words: most servers take the second

log = logging.getLogger(__name__)


class RemoteModel:
    """A LanguageModel on an OpenAI-compatible server; without `model` the first that chats of those it lists.

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
        self._names = [model] if model else []
        self._dialect = Dialect()
        self._judge = RemoteJudge(self._address.url, self._complete, self._answer, clock)
        self._trouble = ""
        self._look = SERVER

    async def answer(self, question: Question) -> Completion:
        """The answer; raises ModelUnreachable, at once while the server is known to be down, and ModelFailed."""
        return await self._answer(question, REPAIRS)

    async def weigh(self, lattice: Lattice) -> Weights | Picks:
        """As the server can: by probabilities, or a choice; raises as `answer`, and CannotWeigh."""
        return await self._judge.weigh(lattice)

    def pause(self) -> None:
        """Nothing: it computes on another machine."""

    def resume(self) -> None:
        """Nothing."""

    async def describe(self) -> str:
        """The model's name and where it is; raises ModelUnreachable where it has none."""
        try:
            model = await self._model()
        except Unusable as error:
            raise self._unreachable(error.reason, error.look) from None
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
            if not self._names:
                self._names = await self._connected().models()
            return self._names[0]

    async def _answer(self, question: Question, form: JsonForm) -> Completion:
        return await self._guarded(lambda: self._ask(question, form))

    async def _complete(self, body: Json, hidden: Sequence[str], *, trial: bool = False) -> object:
        """The JSON that a completion is; raises as `answer`, and Stumbled in a trial."""
        return await self._guarded(lambda: self._ask_completion(body, hidden, trial=trial))

    async def _guarded(self, ask: Callable[[], Awaitable[R]]) -> R:
        """What comes of asking, where the server is not known to be down."""
        async with self._turns:
            if not self._circuit.admits():
                left = self._circuit.seconds_left()
                raise self._unreachable(f"{self._trouble}; it is tried again in {left:.0f} seconds", self._look)
            try:
                answer = await ask()
            except Unusable as error:
                self._note_failure(error)
                raise self._unreachable(error.reason, error.look) from None
            except (ModelFailed, Stumbled):
                self._note_success()
                raise
            self._note_success()
            return answer

    async def _ask_completion(self, body: Json, hidden: Sequence[str], *, trial: bool) -> object:
        """That it finds nothing there may be true of completions alone: only a chat tells more of the server."""
        model = await self._model()
        try:
            return await self._connected().complete({"model": model, **body}, self._patience, hidden)
        except (QuestionRefused, Unusable) as error:
            if trial and error.stumbled:
                raise Stumbled(str(error)) from None
            if isinstance(error, Unusable) and not (isinstance(error, NotFound) or (trial and error.lasting)):
                raise
            raise ServerRefuses(url=self._address.url, reason=str(error)) from None

    async def _ask(self, question: Question, form: JsonForm) -> Completion:
        """The answer, asked for as the server takes it; what it refused before is not asked for again."""
        dialect = self._dialect
        for tries_left in reversed(range(_TRIES)):
            model = await self._model()
            seconds = min(self._patience + dialect.most_tokens(question) * _SECONDS_A_TOKEN, _MOST_SECONDS)
            try:
                answer = await self._connected().ask(question, model, dialect, form, seconds)
            except QuestionRefused as error:
                if self._has_another(model, error.said):
                    continue
                changed = dialect.after(error.said) if tries_left and not is_no_chat(error.said) else None
                if changed is None:
                    raise ServerRefuses(url=self._address.url, reason=str(error)) from None
                dialect = changed
            except OnlyThought:
                if dialect.thinks or not tries_left:
                    raise
                self._learn(dialect := replace(dialect, thinks=True))
            except ModelFailed:
                self._learn(dialect)
                raise
            else:
                self._learn(replace(dialect, thinks=dialect.thinks or answer.thought))
                return answer.completion
        raise ServerRefuses(url=self._address.url, reason="it takes none of the ways in which it is asked")

    def _has_another(self, model: str, said: str) -> bool:
        """Whether another of the server's models is asked from now on, since this one does not chat."""
        if self._wanted or not is_no_chat(said) or len(self._names) < 2:
            return False
        self._names = [name for name in self._names if name != model]
        self._judge.forget()
        return True

    def _learn(self, dialect: Dialect) -> None:
        """Keep how the server is asked; what it does not take is logged once."""
        if new := dialect.without - self._dialect.without:
            log.info("the language model server %s does not take %s", self._address.url, ", ".join(sorted(new)))
        if dialect.thinks and not self._dialect.thinks:
            log.info("the model of the server %s thinks, and is asked not to", self._address.url)
        self._dialect = dialect

    def _note_success(self) -> None:
        self._circuit.succeeded()
        if self._trouble:
            log.info("the language model server %s answers again", self._address.url)
            self._trouble = ""

    def _note_failure(self, trouble: Unusable) -> None:
        """Open the circuit or come nearer to it; the same trouble is logged once.

        Whoever answers again may be another server, or have another model: how it weighs is learned anew.
        """
        self._circuit.failed(lasting=trouble.lasting)
        self._judge.forget()
        if trouble.lasting:
            self._names = [self._wanted] if self._wanted else []
        if trouble.reason != self._trouble:
            log.error("the language model server %s does not answer: %s", self._address.url, trouble.reason)
            self._trouble, self._look = trouble.reason, trouble.look

    def _unreachable(self, reason: str, look: str) -> ModelUnreachable:
        return ModelUnreachable(url=self._address.url, reason=reason, look=look)
