"""Accuracy against time as a picture: a panel for each set, a mark for each contender."""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.bench.results import Measured, Result
from bot.errors import ToolMissing, WrongSetting

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMATS = (".png", ".svg")
MOST_COLUMNS = 4
PANEL_WIDTH, PANEL_HEIGHT, HEAD = 2.5, 2.1, 1.0  # inches
LEAST_ERROR, LEAST_SECONDS = 0.1, 0.01  # a logarithmic axis has no zero
ROOM = 3.0  # factor between an outermost mark and the frame: a label stands there
LABEL_GAP = 11.0  # points between the middles of two labels
LABEL_WIDTH = 36.0  # points from a mark to the end of its label


class Style(NamedTuple):
    """How a contender is shown."""

    label: str
    colour: str
    marker: str


# Okabe and Ito, Color Universal Design (2008): told apart by every kind of colour vision
STYLES = {
    "legible": Style("Legible", "#D55E00", "o"),
    "rapidocr": Style("RapidOCR", "#0072B2", "s"),
    "tesseract": Style("Tesseract", "#666666", "^"),
    "faster-paddle": Style("faster-paddle", "#009E73", "D"),
}
INK, FRAME, GRID = "#222222", "#BBBBBB", "#E8E8E8"
TICKS = (1.0, 2.0, 5.0)


def check_chart(file: Path) -> None:
    """Raise now what would else be raised after a long measurement: WrongSetting, ToolMissing."""
    if file.suffix.lower() not in FORMATS:
        raise WrongSetting(problem=f"no chart can be drawn as {file.name}", allowed="name a .png or .svg file")
    if not file.parent.is_dir():
        raise WrongSetting(problem=f"there is no folder {file.parent}", allowed="name a file in one that is there")
    if importlib.util.find_spec("matplotlib") is None:
        raise ToolMissing(tool="matplotlib", purpose="--chart", command="pip install 'legible[chart]'")


def draw(measured: Measured, file: Path) -> None:
    """Draw character error rates over median CPU seconds; both axes are logarithmic and the same in all panels.

    Sets without texts have none; at least one has some.
    """
    from matplotlib.figure import Figure

    sets = {name: results for name, results in measured.sets.items() if all(r.score for r in results.values())}
    columns = min(MOST_COLUMNS, len(sets))
    rows = math.ceil(len(sets) / columns)
    size = (max(5.2, columns * PANEL_WIDTH), rows * PANEL_HEIGHT + HEAD)
    figure = Figure(figsize=size, layout="constrained", facecolor="white")
    panels = list(figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False).flat)
    for place, panel in enumerate(panels[len(sets) :], len(sets)):
        panels[place - columns].tick_params(labelbottom=True)
        panel.remove()
    for panel, (name, results) in zip(panels, sets.items(), strict=False):
        _marks(panel, name, results)
    _axes(panels[0], [_place(result) for results in sets.values() for result in results.values()])
    _words(figure, measured.load)
    figure.draw_without_rendering()  # settles where the marks are, and so which labels are too near
    for panel, results in zip(panels, sets.values(), strict=False):
        _labels(panel, results)
    figure.savefig(file, dpi=160)


def _place(result: Result) -> tuple[float, float]:
    return max(result.cpu.median, LEAST_SECONDS), max(_rate(result), LEAST_ERROR)


def _rate(result: Result) -> float:
    assert result.score  # noqa: S101 — only sets with texts are drawn
    return result.score.cer


def _marks(panel: Axes, name: str, results: Mapping[str, Result]) -> None:
    images = next(iter(results.values())).images
    title = panel.set_title(f"{name}, {images} image{'s' * (images != 1)}", loc="left", fontsize=10.5, color=INK)
    title.set_parse_math(False)
    panel.grid(color=GRID, linewidth=0.8)
    panel.set_axisbelow(True)
    panel.spines[["top", "right"]].set_visible(False)
    panel.spines[["bottom", "left"]].set_color(FRAME)
    for who, result in results.items():
        style = STYLES[who]
        front = 4 if who == "legible" else 3
        panel.plot(
            *_place(result), style.marker, color=style.colour, markersize=8, markeredgecolor="white", zorder=front
        )


def _axes(panel: Axes, places: list[tuple[float, float]]) -> None:
    from matplotlib.ticker import FormatStrFormatter, LogLocator, NullLocator

    panel.set_xscale("log")
    panel.set_yscale("log")
    seconds, errors = zip(*places, strict=True)
    panel.set_xlim(min(seconds) / ROOM, max(seconds) * ROOM)
    panel.set_ylim(min(errors) / ROOM, max(errors) * ROOM)
    for axis in (panel.xaxis, panel.yaxis):
        axis.set_major_locator(LogLocator(subs=TICKS))
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(FormatStrFormatter("%g"))
    for shared in panel.figure.axes:
        shared.tick_params(colors=INK, labelsize=9, length=0)


def _words(figure: Figure, contenders: Iterable[str]) -> None:
    from matplotlib.lines import Line2D

    figure.supxlabel("CPU seconds an image (median); the lower left is better", fontsize=10.5, color=INK)
    figure.supylabel("characters read wrong, %", fontsize=10.5, color=INK)
    marks = [
        Line2D(
            [],
            [],
            linestyle="",
            marker=style.marker,
            color=style.colour,
            label=style.label,
            markersize=8,
            markeredgecolor="white",
        )
        for style in (STYLES[who] for who in contenders)
    ]
    figure.legend(
        handles=marks, loc="outside upper left", ncols=len(marks), frameon=False, fontsize=10.5, handletextpad=0.2
    )


def _labels(panel: Axes, results: Mapping[str, Result]) -> None:
    """Each rate beside its mark: of the fastest on the left, of the others on the right, moved up to some room."""
    points = 72 / panel.figure.dpi
    spots = {who: panel.transData.transform(_place(result)) * points for who, result in results.items()}
    fastest = min(spots, key=lambda who: float(spots[who][0]))
    placed: list[tuple[float, float]] = []
    for who in sorted(spots, key=lambda who: float(spots[who][1])):
        left = who == fastest and len(spots) > 1
        x, y = (float(side) for side in spots[who])
        near = [float(spot[1]) for spot in spots.values() if 0 < spot[0] - x < LABEL_WIDTH]
        near += [height for beside, height in placed if abs(beside - x) < LABEL_WIDTH]
        lift = 0.0
        while not left and any(abs(height - y - lift) < LABEL_GAP for height in near):
            lift += 1.0
        if not left:
            placed.append((x, y + lift))
        panel.annotate(
            f"{_rate(results[who]):.1f}",
            _place(results[who]),
            xytext=(-7 if left else 7, lift),
            textcoords="offset points",
            ha="right" if left else "left",
            va="center",
            fontsize=9.5,
            color=STYLES[who].colour,
            fontweight="bold" if who == "legible" else "normal",
        ).set_in_layout(False)
