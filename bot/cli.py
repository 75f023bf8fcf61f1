"""The commands: run, try, read, bench, model, doctor; and `--version`."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.concurrency import stop_on_signals
from bot.errors import LegibleError
from bot.logs import configure_logging
from bot.output import write_every_letter
from bot.proxies import described, tidy
from bot.settings import Settings, load_settings, unknown_settings

app = typer.Typer(
    name="legible",
    help="A Telegram bot that reads a photo and answers with clean text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
model = typer.Typer(
    help="The language model that corrects: fetch it, list what is here.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(model, name="model")


def main() -> None:
    """Run the command line; errors become one sentence on standard error and an exit code."""
    write_every_letter(sys.stdout, sys.stderr)
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # python-telegram-bot: durations as timedelta
    try:
        app()
    except LegibleError as error:
        complain(str(error))
        sys.exit(error.exit_code)


def complain(sentence: str) -> None:
    """Say what is wrong, on standard error."""
    typer.echo(f"legible: {sentence}", err=True)


def settings_for_command() -> Settings:
    """The settings, with a warning for each unknown one."""
    settings = load_settings()
    for name in unknown_settings():
        complain(f"{name} means nothing to this version — check the spelling in the README's table of settings")
    for sentence in tidy(os.environ, settings.hosts):
        complain(f"{sentence} — name hosts, addresses or ranges of addresses, separated by commas")
    return settings


def print_versions(wanted: bool) -> None:
    """Print what is installed and end, where that was asked for."""
    if wanted:
        from bot.commands.version import versions

        for line in versions():
            typer.echo(line)
        raise typer.Exit


@app.callback()
def legible(
    version: Annotated[
        bool, typer.Option("--version", callback=print_versions, is_eager=True, help="print versions and exit")
    ] = False,
) -> None:
    """What stands before a command."""


@app.command()
def run() -> None:
    """Run the bot on Telegram until it is stopped."""
    from bot.app import run as run_bot

    settings = settings_for_command()
    configure_logging(settings.log)
    described()

    async def until_stopped() -> None:
        await run_bot(settings, stop_on_signals())

    asyncio.run(until_stopped())


@app.command("try")
def try_(
    photo: Annotated[list[Path] | None, typer.Option(help="send this photo, print the conversation and exit")] = None,
    caption: Annotated[str | None, typer.Option(help="the caption of the photos")] = None,
    group: Annotated[bool, typer.Option("--group", help="send to a group and ask with /read")] = False,
    album: Annotated[bool, typer.Option("--album", help="send the photos as one album")] = False,
) -> None:
    """Try the bot without a token: against a stand-in for Telegram on this machine, with a page to chat on."""
    from bot.commands.trial import chat_in_browser, send_photos

    settings = settings_for_command()
    tidy(os.environ, direct=["127.0.0.1"])
    configure_logging(settings.log, logging.WARNING)
    if not photo:
        asyncio.run(chat_in_browser(settings))
    elif not asyncio.run(send_photos(settings, photo, caption=caption, group=group, album=album)):
        sys.exit(1)


@app.command()
def read(
    paths: Annotated[list[Path], typer.Argument(metavar="P…", help="images and PDFs, or folders of them")],
    json: Annotated[bool, typer.Option("--json", help="one JSON object a page and line")] = False,
    raw: Annotated[bool, typer.Option("--raw", help="print the text as it was read")] = False,
    correct: Annotated[bool, typer.Option(" /--no-correct", help="leave the corrector out")] = True,
    glossary: Annotated[Path | None, typer.Option(help="a file with a term or wrong=right on each line")] = None,
    term: Annotated[list[str] | None, typer.Option(help="a word as it is spelled, or wrong=right")] = None,
) -> None:
    """Read images and PDFs to text on standard output."""
    from bot.commands.read import ReadOptions, read_paths
    from bot.glossary.glossary import Glossary, parse_glossary
    from bot.glossary.glossary_files import read_glossary

    settings = settings_for_command()
    configure_logging(settings.log, logging.WARNING)
    known = (read_glossary(glossary) if glossary else Glossary()) + parse_glossary(term or ())
    if not asyncio.run(read_paths(settings, paths, ReadOptions(json, raw, correct, known))):
        sys.exit(1)


@app.command()
def bench(
    target: Annotated[Path, typer.Argument(metavar="DIR", help="images with their texts, or a .jsonl of ocr and gt")],
    json: Annotated[bool, typer.Option("--json", help="one JSON object")] = False,
    correct: Annotated[bool, typer.Option(" /--no-correct", help="leave the corrector out")] = True,
    corrector: Annotated[str | None, typer.Option(help="correct with this one, whatever BOT_CORRECTOR says")] = None,
    answers: Annotated[str | None, typer.Option(help="guard a model's answers recorded in this field")] = None,
    against: Annotated[str, typer.Option(help="peers to measure as well: tesseract,rapidocr,faster-paddle")] = "",
    chart: Annotated[Path | None, typer.Option(help="draw accuracy against time into this .png or .svg")] = None,
) -> None:
    """Measure how well and how fast images are read whose text is known."""
    from bot.commands.bench import bench as measure

    settings = settings_for_command()
    configure_logging(settings.log, logging.WARNING)
    work = measure(
        settings,
        target,
        as_json=json,
        correct=correct,
        corrector=corrector,
        answers=answers,
        against=against,
        chart=chart,
        complain=complain,
    )
    if not asyncio.run(work):
        sys.exit(1)


@app.command()
def doctor() -> None:
    """Say what works on this machine and what does not, and the command that mends it."""
    from bot.commands.doctor import examine

    if not asyncio.run(examine()):
        sys.exit(3)


@model.command()
def download() -> None:
    """Fetch the language model, going on where an earlier download stopped, and print its path."""
    from bot.commands.model_command import fetch
    from bot.correcting.models.choice import ModelChoice

    choice = ModelChoice.of(settings_for_command())
    described()
    fetch(choice)


@model.command("list")
def list_() -> None:
    """List the models that are here, and mark the one that is used."""
    from bot.commands.model_command import print_list
    from bot.correcting.models.choice import ModelChoice

    print_list(ModelChoice.of(settings_for_command()))


@model.command()
def path() -> None:
    """Print the path of the model that is used."""
    from bot.commands.model_command import print_path
    from bot.correcting.models.choice import ModelChoice

    print_path(ModelChoice.of(settings_for_command()))
