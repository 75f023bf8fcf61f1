"""`legible read`: images to text on standard output, through the same engine as the bot."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import typer

from bot.cells import rewritten_cells
from bot.engine.engine import Engine
from bot.engine.language_models import language_models, missing_model
from bot.engine.loading import DefaultLoader
from bot.errors import LegibleError, NoSuchFile, WrongSetting
from bot.glossary.glossary import Glossary
from bot.page import Cell, Change, NotePage
from bot.reading.files.image import SUFFIXES
from bot.receipts.as_object import receipt_object
from bot.settings import Settings

SAID = "said-no-language-model"  # a file in the data folder: from then on `legible doctor` says it


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of page `number` of `pages` in a file, and the seconds that each stage took."""

    path: Path
    number: int
    pages: int
    note: NotePage
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How the text is wanted: as JSON, as it was read, corrected, with the words of a glossary."""

    as_json: bool = False
    raw: bool = False
    correct: bool = True
    glossary: Glossary = field(default_factory=Glossary)


async def read_paths(settings: Settings, paths: Iterable[Path], options: ReadOptions) -> bool:
    """Print what stands on the images; False where one could not be read. Raises CannotRun, WrongSetting."""
    files = list(find_images(paths))
    if not files:
        raise WrongSetting(problem="there are no images in these folders", allowed="name images or folders of images")
    if not options.correct or (options.raw and not options.as_json):
        settings = settings.model_copy(update={"corrector": "off"})
    models = language_models(settings)
    if sentence := missing_model(settings, models):
        _say_once(sentence, settings.folder / SAID)
    engine = Engine(DefaultLoader.of(settings), models=models)
    try:
        started = time.perf_counter()
        await engine.start()
        load = time.perf_counter() - started
        well = True
        for path in files:
            well &= await _read_file(engine, path, load, options, title=len(files) > 1)
            load = 0.0
        return well
    finally:
        await engine.stop()


def _say_once(sentence: str, noted: Path) -> None:
    """Print a sentence, unless it was noted that it had been; where that cannot be noted, it is printed again."""
    if noted.exists():
        return
    typer.echo(f"legible: {sentence}", err=True)
    with suppress(OSError):
        noted.parent.mkdir(parents=True, exist_ok=True)
        noted.touch()


def find_images(paths: Iterable[Path]) -> Iterator[Path]:
    """The files among `paths` as they are, and the images and PDFs in the folders among them, sorted."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES)
        else:
            yield path


async def _read_file(engine: Engine, path: Path, load: float, options: ReadOptions, *, title: bool) -> bool:
    """Print every page of a file; False where one could not be read."""
    try:
        if not await asyncio.to_thread(path.is_file):
            raise NoSuchFile
        pages = await engine.count(path)
    except LegibleError as error:
        _print_failure(path, error, options)
        return False
    well = True
    for number in range(1, pages + 1):
        try:
            reading = await _read_page(engine, path, number, pages, load if number == 1 else 0.0, options.glossary)
        except LegibleError as error:
            _print_failure(path, error, options, number if pages > 1 else None)
            well = False
        else:
            _print_reading(reading, options, title=title or pages > 1)
    return well


async def _read_page(engine: Engine, path: Path, number: int, pages: int, load: float, glossary: Glossary) -> Reading:
    started = time.perf_counter()
    page = await engine.read(path, number)
    was_read = time.perf_counter()
    note = await engine.refine(await engine.correct(page, glossary), glossary)
    seconds = {"load": load, "read": was_read - started, "correct": time.perf_counter() - was_read}
    rounded = {stage: round(value, 3) for stage, value in seconds.items()}
    return Reading(path, number, pages, note, rounded)


def as_object(reading: Reading) -> dict[str, object]:
    """A reading as `read --json` prints it; `receipts` is there where the page has several."""
    page, correction = reading.note.page, reading.note.correction
    receipts = [receipt_object(receipt) for receipt in reading.note.receipts]
    return {
        "path": str(reading.path),
        "page": reading.number,
        "text": correction.text,
        "raw": page.raw,
        "lines": [
            {
                "text": text,
                "raw": line.raw,
                "confidence": round(line.confidence, 4),
                "box": line.box,
                "cells": [_cell(cell) for cell in rewritten_cells(line, text)],
            }
            for text, line in zip(correction.lines, page.lines, strict=True)
        ],
        "changes": [_change(change) for change in correction.changes],
        "receipt": receipts[0] if receipts else None,
        **({"receipts": receipts} if len(receipts) > 1 else {}),
        "reader": page.reader,
        "corrector": correction.corrector,
        "turned": page.turned,
        "seconds": reading.seconds,
    }


def _cell(cell: Cell) -> dict[str, object]:
    return {"text": cell.text, "confidence": round(cell.confidence, 4), "box": cell.box}


def _change(change: Change) -> dict[str, object]:
    return {
        "from": change.before,
        "to": change.after,
        "line": change.line,
        "start": change.start,
        "by": change.by,
        **({"odds": {"photo": round(odds.photo, 2), "text": round(odds.text, 2)}} if (odds := change.odds) else {}),
    }


def _print_reading(reading: Reading, options: ReadOptions, *, title: bool) -> None:
    for notice in (reading.note.page.notice, reading.note.correction.notice):
        if notice and notice != "no_model":  # which was said at the beginning, for all
            from bot.chat.texts import NOTICES  # with the chat come the database's libraries

            typer.echo(f"legible: {reading.path}: {NOTICES[notice]}", err=True)
    if options.as_json:
        typer.echo(json.dumps(as_object(reading), ensure_ascii=False))
        return
    if title:
        place = f", page {reading.number} of {reading.pages}" if reading.pages > 1 else ""
        typer.echo(f"==> {reading.path}{place} <==")
    typer.echo(reading.note.page.raw if options.raw else reading.note.text)


def _print_failure(path: Path, error: LegibleError, options: ReadOptions, page: int | None = None) -> None:
    """Say what went wrong with a file, or with one of its pages."""
    if options.as_json:
        place: dict[str, object] = {"path": str(path)} if page is None else {"path": str(path), "page": page}
        typer.echo(json.dumps({**place, "error": str(error)}, ensure_ascii=False))
    typer.echo(f"legible: {path}{'' if page is None else f', page {page}'}: {error}", err=True)
