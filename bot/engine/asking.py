"""The talk with language models that are asked what was misread."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bot.correcting.asking.answers import Repair, wanted_repairs
from bot.correcting.language_model import LanguageModel, Question
from bot.correcting.model_errors import ModelFailed
from bot.engine import worker
from bot.engine.compute import Compute
from bot.glossary.glossary import Glossary
from bot.page import CorrectorName, NotePage

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Answer:
    """The repairs that a model wants; `lost` where it gave no answer to this question, or not to its end."""

    repairs: tuple[Repair, ...] = ()
    lost: bool = False


class Asking:
    """The questions about a page that were answered so far, by one model or several."""

    def __init__(self, compute: Compute, note: NotePage, glossary: Glossary) -> None:
        self._compute = compute
        self._note = note
        self._glossary = glossary
        self._answers: list[_Answer] = []

    @property
    def done(self) -> int:
        """How many questions are answered."""
        return sum(not answer.lost for answer in self._answers)

    @property
    def lost(self) -> bool:
        """Whether a question has no answer."""
        return any(answer.lost for answer in self._answers)

    async def has_questions(self, model: LanguageModel) -> bool:
        """Whether there is anything to ask it about the page. Raises PhotoError."""
        return bool(await self._questions(model))

    async def go_on(self, model: LanguageModel) -> None:
        """Ask what is not answered yet. Raises PhotoError, and ModelError where the model answers no more."""
        for question in (await self._questions(model))[len(self._answers) :]:
            self._answers.append(await _answer(model, question))

    async def _questions(self, model: LanguageModel) -> tuple[Question, ...]:
        return await self._compute(worker.questions, self._note, self._glossary, model.form)

    async def result(self, note: NotePage, corrector: CorrectorName) -> NotePage:
        """The page, which may have been judged meanwhile, with what was repaired. Raises PhotoError."""
        if not self._answers:
            return note
        repairs = [answer.repairs for answer in self._answers]
        return await self._compute(worker.result, self._note, note, self._glossary, repairs, corrector)


async def _answer(model: LanguageModel, question: Question) -> _Answer:
    """The answer; one where the model fails this question and may answer others. Raises ModelError."""
    try:
        completion = await model.answer(question)
        return _Answer(wanted_repairs(completion, model.form), completion.cut)
    except ModelFailed as error:
        log.warning("%s", error)
        return _Answer(lost=True)
