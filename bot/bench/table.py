"""The results as tables for people, in Markdown, so that they can go into a document as they are."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.bench.contender import Seconds
from bot.bench.results import MEGABYTE, Measured, Result, Spread
from bot.scores import Score

WIDTH = 100  # where the output is no terminal
Row = tuple[str, ...]
ACCURACY = ("set", "images", "reader", "CER %", "WER %", "F1", "raw CER %", "raw WER %", "raw F1")
RECEIPTS = ("set", "taken", "total", "date", "merchant", "items", "fields", "proved", "offered")
COST = ("set", "reader", "CPU s", "p95", "wall s", "p95", "peak MB")


def show(measured: Measured) -> None:
    """Print how well each set was read, then its receipts, then what it cost."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    for heading, rows in ((ACCURACY, _accuracy(measured)), (RECEIPTS, _receipts(measured)), (COST, _cost(measured))):
        console.print(_table(heading, rows))


def _table(heading: Row, rows: Iterator[Row]) -> Table:
    table = Table(box=box.MARKDOWN, header_style="")
    for column in heading:
        table.add_column(column, justify="left" if column in ("set", "reader") else "right")
    for row in rows:
        table.add_row(*map(escape, row))
    return table


def _accuracy(measured: Measured) -> Iterator[Row]:
    for name, results in measured.sets.items():
        for index, (who, result) in enumerate(results.items()):
            yield ("" if index else name, _images(result), who, *_rates(result.score), *_rates(result.raw))


def _receipts(measured: Measured) -> Iterator[Row]:
    """What Legible found: counts of how many, F1 of items and fields, and in brackets how many of them are wrong."""
    for name, results in measured.sets.items():
        found = next(iter(results.values())).receipt
        if found is None:
            continue
        taken = f"{found.taken}/{found.pages}"
        if not found.receipts:
            yield (name, taken, *[""] * (len(RECEIPTS) - 2))
            continue
        yield (
            name,
            taken,
            f"{found.total}/{found.of_total}",
            f"{found.date}/{found.of_date}",
            f"{found.merchant}/{found.of_merchant}",
            *("" if f1 is None else f"{f1:.3f}" for f1 in (found.items_f1, found.fields_f1)),
            f"{found.proved} ({found.proved_wrong})",
            f"{found.thoughts} ({found.thoughts_wrong})",
        )


def _cost(measured: Measured) -> Iterator[Row]:
    for who, seconds in measured.load.items():
        yield ("loading" if who == next(iter(measured.load)) else "", who, *_once(seconds))
    for name, results in measured.sets.items():
        for index, (who, result) in enumerate(results.items()):
            yield ("" if index else name, who, *_twice(result.cpu, result.wall), f"{result.peak / MEGABYTE:.0f}")
            if len(result.stages) > 1:
                for name, stage in result.stages.items():
                    yield ("", f"- {name}", *_twice(stage.cpu, stage.wall), "")


def _images(result: Result) -> str:
    return f"{result.images} ({result.failed} failed)" if result.failed else str(result.images)


def _rates(score: Score | None) -> Row:
    return (f"{score.cer:.1f}", f"{score.wer:.1f}", f"{score.f1:.3f}") if score else ("", "", "")


def _once(seconds: Seconds) -> Row:
    return f"{seconds.cpu:.2f}", "", f"{seconds.wall:.2f}", "", ""


def _twice(*spreads: Spread) -> Row:
    return tuple(f"{value:.2f}" for spread in spreads for value in (spread.median, spread.p95))
