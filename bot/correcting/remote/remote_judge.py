"""How a server weighs readings: learned from what it makes of a known text, and kept."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Literal, Protocol

from bot.correcting.judging.cannot_weigh import CannotWeigh
from bot.correcting.judging.choice_question import ChoiceQuestion, choice_questions, chosen
from bot.correcting.judging.forks import Fork, forks
from bot.correcting.judging.lattice import Alternative, Lattice, Slot, Weights
from bot.correcting.language_model import Completion, Question
from bot.correcting.model_errors import ModelFailed
from bot.correcting.remote.json_form import JsonForm
from bot.correcting.remote.text_scores import SCORINGS, ScoredText, Scoring, branch_weights

# After two rounds, every language model knows how it goes on. Probabilities that belong to the token before or behind,
# as llama-cpp-python's server gives them for models without a mark of the beginning, do not tell the two apart.
_ROUND = " one two three four five six"
KNOWN = Fork(_ROUND.strip() + _ROUND, (_ROUND, " three six one five two four"))
PLAINLY = 5.0  # by how much, at least, the logarithms differ; a model of 135 M makes it 40

KNOWN_PLACE = Lattice(
    (Slot("We sat in the ", (Alternative("gardcn", 0.0), Alternative("garden", -1.0))),), " when the rain came."
)

log = logging.getLogger(__name__)

Way = Scoring | Literal["choice", "none"]


class ScoreTexts(Protocol):
    """Tells how likely the tokens of texts are; raises ModelError, and ModelFailed for whatever happens in a trial."""

    def __call__(
        self, texts: Sequence[str], scoring: Scoring, *, trial: bool = False
    ) -> Awaitable[list[ScoredText]]: ...


class RemoteJudge:
    """Weighs lattices on the server at `url`: by probabilities of texts, else by a choice that is asked for.

    `score` and `answer` ask the server; both raise ModelError.
    """

    def __init__(
        self, url: str, score: ScoreTexts, answer: Callable[[Question, JsonForm], Awaitable[Completion]]
    ) -> None:
        self._url = url
        self._score = score
        self._answer = answer
        self._learning = asyncio.Lock()
        self._way: Way | None = None

    async def weigh(self, lattice: Lattice) -> Weights:
        """How likely the alternatives are; raises ModelError, and CannotWeigh."""
        async with self._learning:
            if self._way is None and lattice.slots:
                self._way = await self._learn()
        if isinstance(self._way, Scoring):
            return await self._weighed(lattice, self._way)
        if self._way == "none":
            raise CannotWeigh
        answers = [await self._choice(asked) for asked in choice_questions(lattice)]
        return tuple(weights for answer in answers for weights in answer)

    async def _weighed(self, lattice: Lattice, scoring: Scoring) -> Weights:
        """The weights, fork by fork: each sees what was chosen before.

        All forks at once, each behind the text as it stands, would take as many tokens of the server, which keeps none
        of a text that it weighs, and spare only round trips.
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
            weights = await self._fork(text, fork.branches, scoring)

    async def _fork(
        self, text: str, branches: Sequence[str], scoring: Scoring, *, trial: bool = False
    ) -> tuple[float, ...]:
        scored: list[ScoredText] = []
        for texts in scoring.batches([text + branch for branch in branches]):
            scored += await self._score(texts, scoring, trial=trial)
        return branch_weights(scored)

    async def _choice(self, asked: ChoiceQuestion) -> Weights:
        form = JsonForm("readings", asked.schema, lambda said: chosen(said) is not None)
        return asked.weights((await self._answer(asked.question, form)).text)

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
            await self._choice(asked)
        except ModelFailed as error:
            reason = error.details.get("reason", error)
            log.info("the language model server %s only answers questions (%s; choice: %s)", self._url, why, reason)
            return "none"
        log.info("the language model server %s chooses between readings (%s)", self._url, why)
        return "choice"

    async def _fault(self, scoring: Scoring) -> str:
        """Why a server is not asked so; empty where it is. Raises ModelUnreachable."""
        try:
            right, wrong = await self._fork(KNOWN.added, KNOWN.branches, scoring, trial=True)
        except ModelFailed as error:
            return str(error.details["reason"])
        return "" if right >= wrong + PLAINLY else "its probabilities are of other tokens"
