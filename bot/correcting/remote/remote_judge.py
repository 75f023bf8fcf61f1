"""How a server weighs readings: learned from what it makes of a known text, and kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Literal, Protocol

from bot.correcting.judging.cannot_weigh import CannotWeigh
from bot.correcting.judging.choice_question import ChoiceQuestion, choice_questions, chosen
from bot.correcting.judging.forks import forks
from bot.correcting.judging.lattice import Alternative, Lattice, Picks, Slot, Weights
from bot.correcting.language_model import Completion, Question
from bot.correcting.model_errors import ModelFailed
from bot.correcting.remote.completions import Json
from bot.correcting.remote.forced_texts import Forcing
from bot.correcting.remote.json_form import JsonForm
from bot.correcting.remote.text_scores import PROMPT_SCORINGS

# After two rounds, every language model knows how it goes on. Probabilities that belong to the token before or behind,
# as llama-cpp-python's server gives them for models without a mark of the beginning, do not tell the two apart.
_ROUND = " one two three four five six"
KNOWN = _ROUND.strip() + _ROUND
GOING_ON = (_ROUND, " three six one five two four")
PLAINLY = 5.0  # by how much, at least, the logarithms differ; a model of 135 M makes it 40

KNOWN_PLACE = Lattice(
    (Slot("We sat in the ", (Alternative("gardcn", 0.0), Alternative("garden", -1.0))),), " when the rain came."
)

log = logging.getLogger(__name__)


class Scoring(Protocol):
    """A way to ask for the probabilities of the branches behind a text, and to take them from the responses."""

    @property
    def name(self) -> str:
        """What is sent for it."""
        ...

    def requests(self, text: str, branches: Sequence[str]) -> list[Json]:
        """The bodies of requests, without the model's name."""
        ...

    def weights(self, found: Sequence[object], text: str, branches: Sequence[str]) -> tuple[float, ...]:
        """The natural logarithms of how likely the branches are behind the text; raises ModelFailed."""
        ...


SCORINGS: tuple[Scoring, ...] = (*PROMPT_SCORINGS, Forcing())

Way = Scoring | Literal["choice", "none"]


class Complete(Protocol):
    """The JSON that a completion is; raises ModelError, and ModelFailed for whatever happens in a trial."""

    def __call__(self, body: Json, hidden: Sequence[str], *, trial: bool = False) -> Awaitable[object]: ...


class RemoteJudge:
    """Weighs lattices on the server at `url`: by probabilities of texts, else by a choice that is asked for.

    `complete` and `answer` ask the server; both raise ModelError.
    """

    def __init__(
        self, url: str, complete: Complete, answer: Callable[[Question, JsonForm], Awaitable[Completion]]
    ) -> None:
        self._url = url
        self._complete = complete
        self._answer = answer
        self._learning = asyncio.Lock()
        self._way: Way | None = None

    async def weigh(self, lattice: Lattice) -> Weights | Picks:
        """How likely the alternatives are; raises ModelError, and CannotWeigh."""
        async with self._learning:
            if self._way is None:
                self._way = await self._learn()
        if self._way == "none":
            raise CannotWeigh
        if not lattice.slots:
            return ()
        if self._way and self._way != "choice":
            return await self._weighed(lattice, self._way)
        answers = [await self._picks(asked) for asked in choice_questions(lattice)]
        return Picks(tuple(index for answer in answers for index in answer.indexes))

    async def _weighed(self, lattice: Lattice, scoring: Scoring) -> Weights:
        """The weights, fork by fork: each sees what was chosen before.

        All forks at once, each behind the text as it stands, would cost the server as many tokens, since those that
        weigh a prompt keep nothing of it, and spare only round trips.
        """
        asked, text = forks(lattice), ""
        weights: tuple[float, ...] = ()
        while True:
            try:
                fork = asked.send(weights) if weights else next(asked)
            except StopIteration as end:
                found: Weights = end.value
                return found
            text += fork.added
            weights = await self._fork(text, fork.texts, scoring)

    async def _fork(
        self, text: str, branches: Sequence[str], scoring: Scoring, *, trial: bool = False
    ) -> tuple[float, ...]:
        hidden = (text, *branches)
        bodies = scoring.requests(text, branches)
        return scoring.weights([await self._complete(body, hidden, trial=trial) for body in bodies], text, branches)

    async def _picks(self, asked: ChoiceQuestion) -> Picks:
        form = JsonForm("readings", asked.schema, lambda said: chosen(said) is not None)
        return asked.picks((await self._answer(asked.question, form)).text)

    async def _learn(self) -> Way:
        """The first way in which the server tells a known text from a wrong one, or chooses; logged with why not."""
        faults = list[str]()
        for scoring in SCORINGS:
            if not (fault := await self._fault(scoring)):
                log.info("the language model server %s weighs readings, by %s", self._url, scoring.name)
                return scoring
            faults.append(f"{scoring.name}: {fault}")
        why = "; ".join(faults)
        try:
            [asked] = choice_questions(KNOWN_PLACE)
            await self._picks(asked)
        except ModelFailed as error:
            reason = error.details.get("reason", error)
            log.info("the language model server %s only answers questions (%s; choice: %s)", self._url, why, reason)
            return "none"
        log.info("the language model server %s chooses between readings (%s)", self._url, why)
        return "choice"

    async def _fault(self, scoring: Scoring) -> str:
        """Why a server is not asked so; empty where it is. Raises ModelUnreachable."""
        try:
            right, wrong = await self._fork(KNOWN, GOING_ON, scoring, trial=True)
        except ModelFailed as error:
            return str(error.details["reason"])
        return "" if right >= wrong + PLAINLY else "its probabilities are of other tokens"
