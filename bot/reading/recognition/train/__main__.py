r"""The command that teaches the recogniser, step by step; each step can be taken alone, and again where it was ended.

    git clone --depth 1 https://github.com/alix-tz/peraire-ground-truth peraire
    npm install --prefix fonts @fontsource/caveat @fontsource/kalam @fontsource/patrick-hand
    train="python -m bot.reading.recognition.train"
    $train prepare peraire peraire lines --never photos
    $train write written 5000 lines/written --fonts fonts/node_modules/@fontsource --text letters.txt
    $train write print 3000 lines/print --fonts fonts/node_modules/@fontsource
    $train learn run --lines lines/peraire=1 --lines lines/written=2 --hold lines/print=1 --steps 3000
    $train curve curve.png run
    $train gate run/learnt.onnx photos
    $train save run/learnt.onnx --lines lines/peraire --lines lines/written

Your own hand is learnt from a folder as `bot.reading.recognition.train.line_folder` describes it: an image of each
line, and `lines.tsv`. All the way from the original to what was learnt, print and other hands are read worse than
before: the reader looks at each line with a network that went a little of the way, and again with one that went most
of it where that is not certain. `gate` says whether anything is read worse so, on photos that nothing was learnt from;
`average` writes a network of any share.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.reading.recognition.models import original_recogniser
from bot.reading.recognition.taught_weights import TAUGHT
from bot.reading.recognition.train.averaging import averaged
from bot.reading.recognition.train.gate_command import gate
from bot.reading.recognition.train.licence import LICENCE, licence
from bot.reading.recognition.train.lines_command import prepare, write
from bot.reading.recognition.train.sentences import errors_as_sentences
from bot.reading.recognition.train.whole_files import write_whole
from bot.reading.recognition.weights import packed

if TYPE_CHECKING:
    from bot.reading.recognition.train.run_log import Logged

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command()(prepare)
app.command()(write)
app.command()(gate)


@app.command()
def learn(
    run: Annotated[Path, typer.Argument(help="The folder of the run; one that was ended goes on.")],
    lines: Annotated[list[str], typer.Option(help="FOLDER=WEIGHT: lines to learn, and how often they are drawn.")],
    steps: Annotated[int, typer.Option(help="Batches to learn from, each of about ten lines.", min=1)],
    hold: Annotated[list[str] | None, typer.Option(help="FOLDER=WEIGHT: lines to read as before.")] = None,
    start: Annotated[Path | None, typer.Option(help="An ONNX file to begin from, if not the original.")] = None,
    pixels: Annotated[int, typer.Option(help="The sum of the widths of a batch.", min=160)] = 5000,
    rate: Annotated[float, typer.Option(help="The highest rate of learning.")] = 1.5e-4,
    threads: Annotated[int, typer.Option(help="Cores to use.", min=1)] = 1,
    seed: Annotated[int, typer.Option(help="Of what is drawn by chance.")] = 0,
) -> None:
    """Teach the network lines with their texts, and write it to learnt.onnx in the folder of the run."""
    with errors_as_sentences(), _progress(steps) as report:
        from bot.reading.recognition.train.run_folder import RunFolder
        from bot.reading.recognition.train.training import Plan, train

        _use(threads)
        original = original_recogniser()
        plan = Plan(original, start or original, _folders(lines), _folders(hold or []), steps, rate, pixels, seed)
        train(plan, RunFolder(run), report)


@app.command()
def average(
    taught: Annotated[Path, typer.Argument(help="What was learnt.")],
    share: Annotated[float, typer.Argument(help="How far to go from the original to it.", min=0, max=1)],
    into: Annotated[Path, typer.Argument(help="The ONNX file to write.")],
) -> None:
    """Write the network that is part of the way from the original to a taught one; `gate` and `save` want all of it."""
    with errors_as_sentences():
        write_whole(into, averaged(original_recogniser().read_bytes(), taught.read_bytes(), share))


@app.command()
def curve(
    into: Annotated[Path, typer.Argument(help="The .png or .svg file to draw.")],
    runs: Annotated[list[Path], typer.Argument(help="The folders of the runs.")],
) -> None:
    """Draw how runs learnt."""
    with errors_as_sentences():
        from bot.reading.recognition.train.curve import draw_curves
        from bot.reading.recognition.train.run_log import read_log

        draw_curves({str(run): read_log(run) for run in runs}, into)


@app.command()
def save(
    taught: Annotated[Path, typer.Argument(help="The ONNX file of what was learnt.")],
    lines: Annotated[list[Path], typer.Option(help="A folder of lines that it learnt from, to be credited.")],
    into: Annotated[Path, typer.Argument(help="Where the package looks for it.")] = TAUGHT,
) -> None:
    """Write what was learnt as the weights that the package ships, and beside them whom they are owed to."""
    with errors_as_sentences():
        weights, owed = packed(original_recogniser().read_bytes(), taught.read_bytes()), licence(lines)
        into.parent.mkdir(parents=True, exist_ok=True)
        write_whole(into.parent / LICENCE, owed.encode())
        write_whole(into, weights)
        typer.echo(f"{into}: {into.stat().st_size / 1e6:.1f} MB")


def _folders(options: Sequence[str]) -> dict[Path, float]:
    """The folders and their weights from FOLDER=WEIGHT."""
    folders = {}
    for option in options:
        name, _, number = option.rpartition("=")
        try:
            weight = float(number)
        except ValueError:
            weight = math.nan
        if not name or not 0 < weight < math.inf:
            raise typer.BadParameter(f"{option} is not FOLDER=WEIGHT with a weight above 0")
        folders[Path(name)] = weight
    return folders


def _use(threads: int) -> None:
    import cv2
    import torch

    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)  # gradients that are all but 0 take many times as long
    cv2.setNumThreads(1)


@contextmanager
def _progress(steps: int) -> Iterator[Callable[[Logged], None]]:
    """A bar that says how far a run is, and what it comes to."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn()
    with Progress(*columns) as progress:
        task = progress.add_task("", total=steps)

        def report(logged: Logged) -> None:
            progress.update(task, completed=logged.step, description=f"loss {logged.loss:.2f}")

        yield report


if __name__ == "__main__":
    app()
