"""What language models make of a corrected page: they judge its readings, or are asked what was misread."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.correcting.judging.cannot_weigh import CannotWeigh
from bot.correcting.judging.lattice import Lattice
from bot.correcting.language_model import LanguageModel
from bot.correcting.model_errors import ModelError
from bot.engine.asking import Asking
from bot.engine.compute import Compute
from bot.engine.judging import Judging
from bot.errors import PhotoError
from bot.glossary.glossary import Glossary
from bot.page import CorrectionNotice, CorrectorName, NotePage

NOTHING = Lattice((), "")

log = logging.getLogger(__name__)


async def refined(compute: Compute, models: Sequence[LanguageModel], note: NotePage, glossary: Glossary) -> NotePage:
    """The page with what `models` repair of it, a later one where an earlier one does not answer.

    One that tells probabilities chooses among the readings that the photo allows; another is asked what was misread.
    Lines for which none answers stay as they are, and the correction's notice says so.
    """
    try:
        return await _refined(compute, models, note, glossary)
    except PhotoError as error:
        log.error("the correction stays as it was: %s", error)
        return _noticed(note, "model_failed")


async def _refined(compute: Compute, models: Sequence[LanguageModel], note: NotePage, glossary: Glossary) -> NotePage:
    judging, asking = Judging(compute, note, glossary), Asking(compute, note, glossary)
    corrector: CorrectorName = note.correction.corrector
    notice: CorrectionNotice = "model_failed"
    for model in models:
        done = judging.done + asking.done
        try:
            await _go_on(judging, asking, model)
        except ModelError as error:
            log.warning("%s", error)
            if judging.done + asking.done > done:
                corrector = model.name
        else:
            corrector = model.name
            if not (judging.lost or asking.lost):
                notice = "" if model is models[0] else "standby"
            break
    note = await judging.result(note, corrector)
    return _noticed(await asking.result(note, corrector), notice, corrector)


async def _go_on(judging: Judging, asking: Asking, model: LanguageModel) -> None:
    """Have a model weigh, or answer, what none before it did. Raises PhotoError, ModelError.

    One that cannot weigh is also asked about a page on which there is nothing to be weighed.
    """
    try:
        if await judging.has_texts():
            await judging.go_on(model)
        elif await asking.has_questions(model):
            await model.weigh(NOTHING)
    except CannotWeigh:
        await asking.go_on(model)


def _noticed(note: NotePage, notice: CorrectionNotice, corrector: CorrectorName | None = None) -> NotePage:
    correction = replace(note.correction, notice=notice, corrector=corrector or note.correction.corrector)
    return replace(note, correction=correction)
