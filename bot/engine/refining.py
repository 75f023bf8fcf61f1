"""The talk with language models about a corrected page: the questions, who answers them, what comes of the answers."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from bot.correcting.asking.answers import Repair, wanted_repairs
from bot.correcting.language_model import LanguageModel, Question
from bot.correcting.model_errors import ModelError, ModelFailed
from bot.engine import worker
from bot.engine.worker import Tools
from bot.errors import PhotoError
from bot.glossary.glossary import Glossary
from bot.page import CorrectionNotice, CorrectorName, NotePage

log = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")


class Compute(Protocol):
    """Does a piece of work in the engine's worker; raises PhotoError."""

    def __call__(self, work: Callable[Concatenate[Tools, P], R], *args: P.args, **kwargs: P.kwargs) -> Awaitable[R]: ...


async def refined(compute: Compute, models: Sequence[LanguageModel], note: NotePage, glossary: Glossary) -> NotePage:
    """The page with what `models` repair of it, a later one where an earlier one does not answer.

    Lines for which none answers stay as they are, and the correction's notice says so.
    """
    try:
        return await _talk(compute, models, note, glossary)
    except PhotoError as error:
        log.error("the correction stays as it was: %s", error)
        return _noticed(note, "model_failed")


async def _talk(compute: Compute, models: Sequence[LanguageModel], note: NotePage, glossary: Glossary) -> NotePage:
    answers: list[_Answer] = []
    corrector: CorrectorName = note.correction.corrector
    for model in models:
        questions = await compute(worker.questions, note, glossary, model.form)
        try:
            for question in questions[len(answers) :]:
                answers.append(await _answer(model, question))
                corrector = model.name
        except ModelError as error:
            log.warning("%s", error)
        else:
            after = await _result(compute, note, glossary, answers, model.name)
            standby: CorrectionNotice = "" if model is models[0] else "standby"
            return _noticed(after, "model_failed" if any(answer.lost for answer in answers) else standby)
    return _noticed(await _result(compute, note, glossary, answers, corrector), "model_failed")


def _noticed(note: NotePage, notice: CorrectionNotice) -> NotePage:
    return replace(note, correction=replace(note.correction, notice=notice))


@dataclass(frozen=True, slots=True)
class _Answer:
    """The repairs that a model wants; `lost` where it gave no answer to this question, or not to its end."""

    repairs: tuple[Repair, ...] = ()
    lost: bool = False


async def _answer(model: LanguageModel, question: Question) -> _Answer:
    """The answer; one where the model fails this question and may answer others. Raises ModelError."""
    try:
        completion = await model.answer(question)
        return _Answer(wanted_repairs(completion, model.form), completion.cut)
    except ModelFailed as error:
        log.warning("%s", error)
        return _Answer(lost=True)


def _result(
    compute: Compute, note: NotePage, glossary: Glossary, answers: Sequence[_Answer], corrector: CorrectorName
) -> Awaitable[NotePage]:
    return compute(worker.result, note, glossary, [answer.repairs for answer in answers], corrector)
