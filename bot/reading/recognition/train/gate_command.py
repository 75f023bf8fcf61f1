"""`gate`, a subcommand of the training: a network is held against the one that it is to replace."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.errors import LegibleError, WrongSetting
from bot.reading.rapid import RapidReader
from bot.reading.recognition.models import original_recogniser
from bot.reading.recognition.train.cjk_lines import LANGUAGES, cjk_readings
from bot.reading.recognition.train.drawn_lines import font_of
from bot.reading.recognition.train.foreign_lines import FONT_LANGUAGES, letters_seen, no_longer_refused
from bot.reading.recognition.train.gate import HALVES, PhotoReading, Standing, objections, standings
from bot.reading.recognition.train.photo_crops import TruePhoto, a_third, cut_photos, is_cut, true_photos
from bot.reading.recognition.train.readings import readings

Half = Literal["all", "tune", "report"]


def gate(
    model: Annotated[Path, typer.Argument(help="The ONNX file of what was learnt.", exists=True, dir_okay=False)],
    photos: Annotated[Path, typer.Argument(help="A folder of photos with .txt beside them.", file_okay=False)],
    against: Annotated[Path | None, typer.Option(help="What it replaces; RapidOCR's network.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="A third of each set, always the same.")] = False,
    half: Annotated[Half, typer.Option(help="The half of the photos that decides.")] = "all",
    crops: Annotated[Path, typer.Option(help="Where the photos' lines are kept.")] = Path("crops.zip"),
    cjk: Annotated[Path | None, typer.Option(help="A font of Chinese and Japanese; the system's.")] = None,
) -> None:
    """Say how photos are read with a network beside another, and exit with 1 where it must not replace that.

    As in the reader a share of what was learnt looks first, and another again where that is not certain; each line in
    its own width, and without a language model.
    """
    try:
        sentences = _objections(model, against or original_recogniser(), photos, crops, cjk, half, quick=quick)
    except LegibleError as error:
        typer.echo(f"legible: {error}", err=True)
        raise typer.Exit(error.exit_code) from error
    typer.echo("\n".join(sentences or ["It passes."]))
    if sentences:
        raise typer.Exit(1)


def _objections(
    model: Path, against: Path, folder: Path, crops: Path, font: Path | None, half: Half, *, quick: bool
) -> list[str]:
    """Read the photos with both networks, show the figures, and say what speaks against the first one."""
    console = Console(stderr=True)
    try:
        photos = _photos(folder)
        if not is_cut(photos, crops):
            _cut(photos, crops, console)
        judged = a_third(photos) if quick else photos
        before, after = (_read(network, crops, judged, console) for network in (against, model))
        font = font or font_of(*LANGUAGES)
        if font is None:
            console.print("Chinese and Japanese are not looked at: no font of them is installed; --cjk names one.")
        else:
            before, after = [*before, *cjk_readings(against, font)], [*after, *cjk_readings(model, font)]
        strange = _strange(against, model, console)
    except OSError as error:
        raise WrongSetting(problem=str(error), allowed="name files that can be read and written") from error
    show(before, after)
    return [*objections(standings(before, after, None if half == "all" else half)), *strange]


def _strange(before: Path, after: Path, console: Console) -> Sequence[str]:
    """What speaks against the second network in scripts that neither knows."""
    font = font_of(*FONT_LANGUAGES)
    if font is None:
        console.print("Scripts that it does not know are not looked at: no font of them is installed.")
        return ()
    return no_longer_refused(letters_seen(before, font), letters_seen(after, font))


def show(before: Sequence[PhotoReading], after: Sequence[PhotoReading]) -> None:
    """Print a table of the sets, as a whole and in halves, and of their sure words."""
    table = Table(
        "set", "half", "photos", "CER %", "", "WER %", "", "word F1", "", "digits wrong", "", "sure words lost", ""
    )
    for half in (None, *HALVES):
        for stand in standings(before, after, half):
            table.add_row(stand.set, half or "", str(stand.photos), *_figures(stand))
    Console(width=160).print(table)


def _figures(stand: Standing) -> list[str]:
    scores, words = (stand.before, stand.after), (stand.words_before, stand.words_after)
    return [
        *(f"{score.cer:.2f}" for score in scores),
        *(f"{score.wer:.1f}" for score in scores),
        *(f"{score.f1:.3f}" for score in scores),
        *(f"{each.wrong['digits']}/{each.there['digits']}" for each in words),
        *(f"{each.lost}/{each.count}" for each in words),
    ]


def _photos(folder: Path) -> list[TruePhoto]:
    try:
        photos = true_photos(folder)
    except UnicodeDecodeError as error:
        raise WrongSetting(problem=f"a text in {folder} is not in UTF-8: {error}", allowed="save it again") from error
    if not photos:
        raise WrongSetting(
            problem=f"{folder} holds no image with its text", allowed="lay a .txt of the same stem beside"
        )
    return photos


def _cut(photos: Sequence[TruePhoto], crops: Path, console: Console) -> None:
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("cut", total=len(photos))
        crops.parent.mkdir(parents=True, exist_ok=True)
        for _ in cut_photos(photos, RapidReader(crops.parent, threads=1), crops):
            progress.advance(task)


def _read(network: Path, crops: Path, photos: Sequence[TruePhoto], console: Console) -> list[PhotoReading]:
    truths = {photo.name: photo.truth for photo in photos}
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        advance = partial(progress.advance, progress.add_task(network.name, total=len(photos)))
        texts = {}
        for name, text in readings(network, crops, set(truths)):
            texts[name] = text
            advance()
    return [PhotoReading.of(name, truth, texts[name]) for name, truth in truths.items()]
