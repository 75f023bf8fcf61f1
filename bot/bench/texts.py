"""`legible bench` on a file of texts: through the corrector that the settings name, or a model's recorded answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bot.bench.counting import CountingModel
from bot.bench.pairs import measure_pairs, read_pairs
from bot.bench.recorded_answers import measure_answers
from bot.engine.engine import Engine
from bot.engine.language_models import language_models, missing_model
from bot.engine.loading import DefaultLoader
from bot.page import Correction, Page
from bot.settings import Settings


async def measure_texts(
    settings: Settings, file: Path, answers: str | None, complain: Callable[[str], None]
) -> dict[str, object]:
    """The figures of a `.jsonl` file, for JSON; `answers` is the field of the recorded ones.

    Raises WrongSetting and CannotRun.
    """
    pairs = read_pairs(file, answers)
    if answers:
        return measure_answers(pairs, settings.language, marked=True).as_object()
    wanted = language_models(settings)
    if sentence := missing_model(settings, wanted):
        complain(sentence)
    models = [CountingModel(model) for model in wanted or ()]
    notices: Counter[str] = Counter()
    engine = Engine(DefaultLoader.of(settings), models=models)
    try:
        await engine.start()
        measured = await measure_pairs(pairs, partial(_corrected, engine, notices))
    finally:
        await engine.stop()
    if failed := notices["model_failed"]:
        complain(
            f"the language model did not answer for {failed} of {len(pairs)} texts — these have spelling mended only"
        )
    return measured.as_object() | _tokens(models)


async def _corrected(engine: Engine, notices: Counter[str], page: Page) -> Correction:
    note = await engine.refine(await engine.correct(page))
    notices[note.correction.notice] += 1
    return note.correction


def _tokens(models: Sequence[CountingModel]) -> dict[str, object]:
    """What the models were asked and answered, where there are any."""
    if not models:
        return {}
    return {
        "weighed": sum(model.weighed for model in models),
        "questions": sum(model.questions for model in models),
        "tokens_in": sum(model.sent for model in models),
        "tokens_kept": sum(model.kept for model in models),
        "tokens_out": sum(model.answered for model in models),
    }
