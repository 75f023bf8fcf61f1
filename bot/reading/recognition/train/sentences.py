"""What goes wrong in a step of the training, as a sentence on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from bot.errors import LegibleError


@contextmanager
def errors_as_sentences() -> Iterator[None]:
    """End the command with a sentence where a file or a value is wrong, or torch is missing."""
    try:
        yield
    except LegibleError as error:
        typer.echo(f"legible: {error}", err=True)
        raise typer.Exit(error.exit_code) from error
    except ModuleNotFoundError as error:
        raise typer.BadParameter(f"{error.name} is missing: pip install 'legible[train]'") from error
    except (OSError, ValueError) as error:
        raise typer.BadParameter(str(error)) from error
