"""How a server weighs readings: learned from what it makes of a known text, and kept while that serves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from bot.correcting.judging.cannot_weigh import CannotWeigh
from bot.correcting.judging.choice_question import ChoiceQuestion, choice_questions, object_in
from bot.correcting.judging.forks import forks
from bot.correcting.judging.lattice import Alternative, Lattice, Picks, Slot, Weights
from bot.correcting.language_model import Completion, Question
from bot.correcting.model_errors import ModelFailed
from bot.correcting.remote.completions import Json
from bot.correcting.remote.finding import Finding, KeptFinding
from bot.correcting.remote.json_form import JsonForm
from bot.correcting.remote.trouble import Stumbled
from bot.correcting.remote.ways import SCORINGS, Scoring, Way

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


class Complete(Protocol):
    """The JSON that a completion is; raises ModelError, and in a trial ModelFailed or Stumbled whatever happens."""

    def __call__(self, body: Json, hidden: Sequence[str], *, trial: bool = False) -> Awaitable[object]: ...


class RemoteJudge:
    """Weighs lattices on the server at `url`: by probabilities of texts, else by a choice that is asked for.

    `complete` and `answer` ask the server; both raise ModelError.
    """

    def __init__(
        self,
        url: str,
        complete: Complete,
        answer: Callable[[Question, JsonForm], Awaitable[Completion]],
        clock: Callable[[], float],
    ) -> None:
        self._url = url
        self._complete = complete
        self._answer = answer
        self._trial = asyncio.Lock()
        self._finding = KeptFinding(clock)

    async def weigh(self, lattice: Lattice) -> Weights | Picks:
        """How likely the alternatives are; raises ModelError, and CannotWeigh.

        Where it fails, the known text tells whether that is the server's fault, such as of another one behind the same
        address: then it is asked in the way that this one takes.
        """
        finding = await self._learned()
        try:
            return await self._asked(lattice, finding.way)
        except ModelFailed:
            anew = await self._learned(failed=finding)
            if anew.way == finding.way:
                raise
        return await self._asked(lattice, anew.way)

    def forget(self) -> None:
        """Learn again how the server weighs: it was away, or another of its models is asked from now on."""
        self._finding.forget()

    async def _learned(self, failed: Finding | None = None) -> Finding:
        """How the server weighs, by a trial where that is not known, or in doubt. Raises ModelError.

        What was forgotten during the trial is not kept: a part of it may have been about another server or model.
        """
        async with self._trial:
            if kept := self._finding.get(failed):
                return kept
            times = self._finding.times_forgotten
            found, told = await self._try()
            is_new = self._finding.keep(found)
            if self._finding.times_forgotten > times:
                self._finding.forget()
            if is_new:
                log.info("the language model server %s %s", self._url, told)
            return found

    async def _asked(self, lattice: Lattice, way: Way) -> Weights | Picks:
        if way == "none":
            raise CannotWeigh
        if not lattice.slots:
            return ()
        if way != "choice":
            return await self._weighed(lattice, way)
        answers = [asked.picks(await self._answered(asked)) for asked in choice_questions(lattice)]
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
            hidden = (text, *fork.texts, *fork.branches)
            bodies = scoring.requests(text, fork.texts)
            weights = scoring.weights([await self._complete(body, hidden) for body in bodies], text, fork.texts)

    async def _answered(self, asked: ChoiceQuestion) -> str:
        form = JsonForm("readings", asked.schema, lambda said: object_in(said) is not None, asked.readings)
        return (await self._answer(asked.question, form)).text

    async def _try(self) -> tuple[Finding, str]:
        """The first way in which the server tells a known text from a wrong one, or chooses; and that in words.

        It is not sure where the server stumbled, which may only be warming up, or gave no answer to the question.
        """
        faults, stumbled = list[str](), False
        for scoring in SCORINGS:
            try:
                fault = await self._fault(scoring)
            except Stumbled as error:
                fault, stumbled = str(error), True
            if not fault:
                return Finding(scoring, sure=True), f"weighs readings, by {scoring.name}"
            faults.append(f"{scoring.name}: {fault}")
        why = "; ".join(faults)
        [asked] = choice_questions(KNOWN_PLACE)
        answer = None
        try:
            answer = await self._answered(asked)
            asked.picks(answer)
        except ModelFailed as error:
            told = f"only answers questions ({why}; choice: {error.details.get('reason', error)})"
            return Finding("none", sure=answer is not None and not stumbled), told
        return Finding("choice", sure=not stumbled), f"chooses between readings ({why})"

    async def _fault(self, scoring: Scoring) -> str:
        """Why a server is not asked so; empty where it is. Raises ModelUnreachable, and Stumbled."""
        try:
            bodies = scoring.requests(KNOWN, GOING_ON)
            found = [await self._complete(body, (KNOWN, *GOING_ON), trial=True) for body in bodies]
            right, wrong = scoring.weights(found, KNOWN, GOING_ON)
        except ModelFailed as error:
            return str(error.details["reason"])
        return "" if right >= wrong + PLAINLY else "its probabilities are of other tokens"
