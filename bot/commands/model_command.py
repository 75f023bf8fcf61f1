"""`legible model`: download, list and path."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TimeRemainingColumn, TransferSpeedColumn

from bot.correcting.model_errors import DownloadStopped
from bot.correcting.models.choice import ModelChoice
from bot.correcting.models.model_files import absent, find, kept_models, require, unfinished


def print_path(choice: ModelChoice) -> None:
    """Print the file that would be loaded. Raises ModelMissing, ModelDamaged."""
    typer.echo(require(choice))


def fetch(choice: ModelChoice) -> None:
    """Download the model with a progress bar on standard error, and print its file.

    Raises what `download` raises, and DownloadStopped after Ctrl-C.
    """
    from bot.correcting.models.download import download
    from bot.correcting.models.hub import Hub

    try:
        with _bar() as bar:
            path = download(choice, Hub.of(os.environ), bar)
    except KeyboardInterrupt as error:
        raise DownloadStopped(model=choice.model) from error
    typer.echo(path)


def print_list(choice: ModelChoice) -> None:
    """Print the model files that are here and mark the one that would be loaded. Raises ModelDamaged."""
    chosen = find(choice)
    if choice.path is not None:
        typer.echo(f"BOT_MODEL={choice.model}")
    else:
        typer.echo(f"BOT_MODEL={choice.model} BOT_MODEL_FILE={choice.pattern}")
    for model in kept_models(choice.folder):
        _print_row(model.files[0], model.size, "verified" if model.verified else "not verified", chosen)
    if chosen and not chosen.is_relative_to(choice.folder):
        _print_row(chosen, chosen.stat().st_size, "yours", chosen)
    for part in unfinished(choice.folder):
        _print_row(part, part.stat().st_size, "unfinished", chosen)
    if not chosen:
        typer.echo(f"legible: {absent(choice)}", err=True)


def _print_row(path: Path, size: int, state: str, chosen: Path | None) -> None:
    typer.echo(f"{'*' if path == chosen else ' '} {size / 1e9:6.1f} GB  {state:12}  {path}")


class _Bar:
    """A Watcher that draws on standard error."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task: TaskID | None = None

    def say(self, sentence: str) -> None:
        """Print it above the bar."""
        self._bar.console.print(f"legible: {sentence}", markup=False, highlight=False, soft_wrap=True)

    def progress(self, there: int, total: int) -> None:
        """Move the bar; what was there at the start counts for no speed."""
        if self._task is None:
            self._task = self._bar.add_task("", completed=there, total=total)
        self._bar.update(self._task, completed=there)


@contextmanager
def _bar() -> Iterator[_Bar]:
    console = Console(stderr=True)
    columns = (BarColumn(None), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        yield _Bar(bar)
