"""`prepare` and `write`, subcommands of the training: lines from public ground truth, and lines that nobody wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress as Bar

from bot.reading.recognition.train.excluded import excluded_pages
from bot.reading.recognition.train.families import FOREIGN, HANDWRITING, PRINT, RECEIPT
from bot.reading.recognition.train.fonts import attribution, find_typefaces
from bot.reading.recognition.train.foreign_words import ForeignWords
from bot.reading.recognition.train.line_folder import CREDITS
from bot.reading.recognition.train.phrases import LineKind, load_phrases
from bot.reading.recognition.train.prepare import Prepared, Progress
from bot.reading.recognition.train.prepare import prepare as prepare_source
from bot.reading.recognition.train.sentences import errors_as_sentences
from bot.reading.recognition.train.sources import SOURCES, source_named
from bot.reading.recognition.train.sources import attribution as source_attribution
from bot.reading.recognition.train.taught_alphabet import taught_characters
from bot.reading.recognition.train.write_lines import write_lines

FAMILIES = {"written": HANDWRITING, "receipt": RECEIPT, "print": PRINT, "foreign": FOREIGN}


def prepare(
    source: Annotated[str, typer.Argument(help=f"One of {', '.join(each.name for each in SOURCES)}.")],
    checkout: Annotated[Path, typer.Argument(help="A clone of its repository.", file_okay=False)],
    into: Annotated[Path, typer.Argument(help="The folder of the folders of lines.", file_okay=False)],
    never: Annotated[list[Path] | None, typer.Option(help="A folder of photos that are measured with.")] = None,
) -> None:
    """Cut the lines of a source out of its pages."""
    with errors_as_sentences(), Bar(transient=True) as bar:
        try:
            chosen = source_named(source)
        except KeyError as error:
            raise typer.BadParameter(f"{source} is none of {', '.join(each.name for each in SOURCES)}") from error
        task = bar.add_task("pages", total=None)

        def progress(now: Progress) -> None:
            bar.update(task, completed=now.done, total=now.pages)
            if now.left_out:
                bar.console.print(f"{now.left_out[0]} is left out: {now.left_out[1]}", markup=False, highlight=False)

        done = prepare_source(chosen, checkout, into, taught_characters(), excluded_pages(never or []), progress)
        typer.echo("\n".join(told(done)))
        (into / chosen.name / CREDITS).write_text(source_attribution([chosen]), "utf-8")


def write(
    kind: Annotated[LineKind, typer.Argument(help="What the lines are.")],
    count: Annotated[int, typer.Argument(help="How many lines to make.", min=1)],
    into: Annotated[Path, typer.Argument(help="The folder to make, which is not there yet.", file_okay=False)],
    fonts: Annotated[Path, typer.Option(help="A folder of @fontsource packages.", exists=True, file_okay=False)],
    text: Annotated[list[Path] | None, typer.Option(help="A text to write from, plain or packed with xz.")] = None,
    seed: Annotated[int, typer.Option(help="The same one makes the same lines.")] = 0,
) -> None:
    """Make lines from fonts of handwriting, of receipts or of print."""
    with errors_as_sentences(), Bar(transient=True) as bar:
        if into.exists():
            raise FileExistsError(f"{into} is there already: remove it, or name another folder")
        faces = find_typefaces(fonts, FAMILIES[kind])
        phrases = ForeignWords() if kind == "foreign" else load_phrases(text or [], taught_characters())
        task = bar.add_task("lines", total=count)
        part = into.with_name(f"{into.name}.part")
        write_lines(kind, faces, phrases, count, seed, part, lambda done: bar.update(task, completed=done))
        (part / CREDITS).write_text(attribution(faces), "utf-8")
        part.rename(into)


def told(prepared: Prepared) -> Iterator[str]:
    """What came of a source, a line each: what there is, then the pages and the lines left out, by their reasons."""
    yield f"{prepared.source}: {_counted(prepared.lines, 'line')} of {_counted(prepared.pages, 'page')}"
    pages = Counter(why for _, why in prepared.pages_left_out)
    for what, left_out in ("page", pages), ("line", prepared.left_out):
        for reason, count in left_out.items():
            yield f"  {_counted(count, what)} left out: {reason}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
