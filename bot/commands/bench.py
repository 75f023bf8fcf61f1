"""`legible bench`: what is measured, and where the figures go."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import typer

from bot.bench.chart import check_chart, draw
from bot.bench.legible import Legible
from bot.bench.peers import peers_named
from bot.bench.run import measure
from bot.bench.sets import find_sets
from bot.bench.table import show
from bot.bench.texts import measure_texts
from bot.engine.engine import Engine
from bot.engine.language_models import language_models, missing_model
from bot.engine.loading import DefaultLoader
from bot.errors import WrongSetting
from bot.settings import Settings


async def bench(
    settings: Settings,
    target: Path,
    *,
    as_json: bool,
    correct: bool,
    corrector: str | None,
    answers: str | None,
    against: str,
    chart: Path | None,
    complain: Callable[[str], None],
) -> bool:
    """Measure a folder of images, or a `.jsonl` file of texts; False where Legible could not read an image.

    Raises WrongSetting and CannotRun, and ToolMissing before anything is measured.
    """
    if corrector or not correct:
        settings = _with_corrector(settings, corrector if correct else "off")
    if answers and (corrector or target.suffix != ".jsonl"):
        raise WrongSetting(
            problem="--answers is for texts, and takes the place of --corrector",
            allowed="name a .jsonl file, without --corrector",
        )
    if target.suffix == ".jsonl":
        if against or chart or not correct:
            raise WrongSetting(
                problem="--against, --chart and --no-correct are for images",
                allowed="leave them out, or name a folder of images",
            )
        result = await measure_texts(settings, target, answers, complain)
        typer.echo(json.dumps(result, indent=None if as_json else 2))
        return True
    peers = peers_named(against) if against else []
    if chart:
        check_chart(chart)
    sets = find_sets(target)
    if chart and not any(sample.truth is not None for samples in sets.values() for sample in samples):
        raise WrongSetting(problem="--chart shows how texts were read", allowed="lay their texts beside the images")
    models = language_models(settings)
    if sentence := missing_model(settings, models):
        complain(sentence)
    engine = Engine(DefaultLoader.of(settings), models=models)
    measured = await measure(sets, [Legible(engine), *peers], complain)
    if as_json:
        typer.echo(json.dumps(measured.as_object(), ensure_ascii=False))
    else:
        show(measured)
    if chart:
        draw(measured, chart)
    return not any(results[Legible.name].failed for results in measured.sets.values())


def _with_corrector(settings: Settings, name: str | None) -> Settings:
    """The settings with another corrector. Raises WrongSetting where BOT_CORRECTOR could not have that value."""
    allowed = get_args(Settings.model_fields["corrector"].annotation)
    if name not in allowed:
        raise WrongSetting(problem=f"--corrector knows no {name}", allowed=f"it knows {', '.join(allowed)}")
    return settings.model_copy(update={"corrector": name})
