"""`legible bench`: what is measured, and where the figures go."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import typer

from bot.bench.chart import check_chart, draw
from bot.bench.legible import Legible, MeasuredEngine
from bot.bench.pairs import PairsResult, measure_pairs, read_pairs
from bot.bench.peers import peers_named
from bot.bench.run import measure
from bot.bench.sets import find_sets
from bot.bench.table import show
from bot.errors import WrongSetting
from bot.loading import DefaultLoader
from bot.settings import Settings


async def bench(
    settings: Settings,
    target: Path,
    *,
    as_json: bool,
    correct: bool,
    against: str,
    chart: Path | None,
    complain: Callable[[str], None],
) -> bool:
    """Measure a folder of images, or a `.jsonl` file of texts; False where Legible could not read an image.

    Raises WrongSetting and CannotRun, and ToolMissing before anything is measured.
    """
    engine = MeasuredEngine(DefaultLoader.of(settings if correct else settings.model_copy(update={"corrector": "off"})))
    if target.suffix == ".jsonl":
        if against or chart or not correct:
            raise WrongSetting(
                problem="--against, --chart and --no-correct are for images",
                allowed="leave them out, or name a folder of images",
            )
        pairs = await _correct_pairs(engine, target)
        typer.echo(json.dumps(pairs.as_object(), indent=None if as_json else 2))
        return True
    peers = peers_named(against) if against else []
    if chart:
        check_chart(chart)
    measured = await measure(find_sets(target), [Legible(engine), *peers], complain)
    if as_json:
        typer.echo(json.dumps(measured.as_object(), ensure_ascii=False))
    else:
        show(measured)
    if chart:
        draw(measured, chart)
    return not any(results[Legible.name].failed for results in measured.sets.values())


async def _correct_pairs(engine: MeasuredEngine, file: Path) -> PairsResult:
    pairs = read_pairs(file)
    try:
        await engine.start()
        return await measure_pairs(pairs, engine.correct)
    finally:
        await engine.stop()
