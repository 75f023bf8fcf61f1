"""`legible read`: images to text on standard output, through the same engine as the bot."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from bot.engine import Engine
from bot.errors import LegibleError, NoSuchFile, WrongSetting
from bot.loading import DefaultLoader
from bot.page import Change, Correction, Page
from bot.reading.image import SUFFIXES
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one image, and the seconds that each stage took."""

    path: Path
    page: Page
    correction: Correction
    seconds: dict[str, float]


async def read_paths(settings: Settings, paths: Iterable[Path], *, as_json: bool, raw: bool, correct: bool) -> bool:
    """Print what stands on the images; False where one could not be read. Raises CannotRun, WrongSetting."""
    images = list(find_images(paths))
    if not images:
        raise WrongSetting(problem="there are no images in these folders", allowed="name images or folders of images")
    settings = settings if correct else settings.model_copy(update={"corrector": "off"})
    engine = Engine(DefaultLoader.of(settings))
    try:
        started = time.perf_counter()
        await engine.start()
        load = time.perf_counter() - started
        failed = 0
        for index, path in enumerate(images):
            try:
                reading = await _read(engine, path, load if index == 0 else 0.0)
            except LegibleError as error:
                failed += 1
                _print_failure(path, error, as_json=as_json)
            else:
                _print_reading(reading, as_json=as_json, raw=raw, title=len(images) > 1)
        return failed == 0
    finally:
        await engine.stop()


def find_images(paths: Iterable[Path]) -> Iterator[Path]:
    """The files among `paths` as they are, and the images in the folders among them, sorted."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES)
        else:
            yield path


async def _read(engine: Engine, path: Path, load: float) -> Reading:
    if not await asyncio.to_thread(path.is_file):
        raise NoSuchFile
    started = time.perf_counter()
    page = await engine.read(path)
    was_read = time.perf_counter()
    correction = await engine.correct(page)
    seconds = {"load": load, "read": was_read - started, "correct": time.perf_counter() - was_read}
    return Reading(path, page, correction, {stage: round(value, 3) for stage, value in seconds.items()})


def as_object(reading: Reading) -> dict[str, object]:
    """A reading as `read --json` prints it."""
    page, correction = reading.page, reading.correction
    return {
        "path": str(reading.path),
        "page": 1,
        "text": correction.text,
        "raw": page.raw,
        "lines": [
            {"text": text, "raw": line.raw, "confidence": round(line.confidence, 4), "box": line.box}
            for text, line in zip(correction.lines, page.lines, strict=True)
        ],
        "changes": [_change(change) for change in correction.changes],
        "reader": page.reader,
        "corrector": correction.corrector,
        "turned": page.turned,
        "seconds": reading.seconds,
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "from": change.before,
        "to": change.after,
        "line": change.line,
        "start": change.start,
        "by": change.by,
    }


def _print_reading(reading: Reading, *, as_json: bool, raw: bool, title: bool) -> None:
    if as_json:
        typer.echo(json.dumps(as_object(reading), ensure_ascii=False))
        return
    if title:
        typer.echo(f"==> {reading.path} <==")
    typer.echo(reading.page.raw if raw else reading.correction.text)


def _print_failure(path: Path, error: LegibleError, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"path": str(path), "error": str(error)}, ensure_ascii=False))
    typer.echo(f"legible: {path}: {error}", err=True)
