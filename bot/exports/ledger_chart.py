"""A picture of what was paid in each month: a panel for each currency, bars in parts by person or by shop.

`python -m bot.exports.ledger_chart` reads the panels as JSON and writes the PNG: the bot draws it in a process of its
own, since its own never loads what draws. It needs the extra `chart`.
"""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

WIDTH, PANEL_HEIGHT = 4.6, 3.2  # inches: letters that can be read on a phone
DPI = 220
A_ROW = 3  # labels of parts
MOST_UPRIGHT = 7  # months whose labels stand side by side
BAR = 0.72  # of the room of a month
INK, GRID = "#222222", "#E8E8E8"
# Okabe and Ito, Color Universal Design (2008): told apart by every kind of colour vision
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#F0E442", "#999999")
FONTS = ("DejaVu Sans", "Noto Sans CJK TC", "Noto Sans CJK SC", "Noto Sans CJK JP", "WenQuanYi Zen Hei")


@dataclass(frozen=True, slots=True)
class ChartPart:
    """What one person paid, or was paid in one shop, in each month, in whole units of the currency."""

    label: str
    amounts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ChartPanel:
    """One currency: the labels of its months, and the parts of their bars; at most as many as there are colours."""

    currency: str
    months: tuple[str, ...]
    parts: tuple[ChartPart, ...]


PANELS = TypeAdapter(tuple[ChartPanel, ...])


def ledger_chart(panels: Sequence[ChartPanel]) -> bytes:
    """The picture as PNG. Raises ImportError without matplotlib."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({"font.family": FONTS, "axes.unicode_minus": False}), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that no font here has is drawn as a box
        figure = Figure(figsize=(WIDTH, PANEL_HEIGHT * len(panels)), layout="constrained", facecolor="white")
        axes = figure.subplots(len(panels), 1, squeeze=False)
        for axis, panel in zip(axes.flat, panels, strict=True):
            _bars(axis, panel)
        written = io.BytesIO()
        figure.savefig(written, format="png", dpi=DPI)
    return written.getvalue()


def _bars(axis: Axes, panel: ChartPanel) -> None:
    """Bars upwards for what was paid, downwards for what came back."""
    places = range(len(panel.months))
    above, below = [0.0] * len(panel.months), [0.0] * len(panel.months)
    for part, colour in zip(panel.parts, COLOURS, strict=False):
        bottoms = [low if amount < 0 else high for amount, high, low in zip(part.amounts, above, below, strict=True)]
        axis.bar(places, part.amounts, BAR, bottoms, label=part.label, color=colour, edgecolor="white", linewidth=0.8)
        for index, amount in enumerate(part.amounts):
            (below if amount < 0 else above)[index] += amount
    axis.set_title(panel.currency, loc="left", fontsize=11, color=INK).set_parse_math(False)
    axis.set_xticks(places, panel.months)
    axis.set_xlim(-0.6, max(len(panel.months), 3) - 0.4)  # a single month is no wall
    axis.grid(axis="y", color=GRID, linewidth=0.8)
    axis.set_axisbelow(True)
    axis.spines[["top", "right", "left", "bottom"]].set_visible(False)
    axis.axhline(0, color=INK, linewidth=0.8)
    axis.tick_params(colors=INK, labelsize=9, length=0)
    axis.yaxis.get_major_formatter().set_scientific(False)  # type: ignore[attr-defined]
    is_crowded = len(panel.months) > MOST_UPRIGHT
    if is_crowded:
        axis.tick_params(axis="x", rotation=90)
    for text in [*axis.get_xticklabels(), *_legend(axis, -0.3 if is_crowded else -0.12)]:
        text.set_parse_math(False)


def _legend(axis: Axes, below: float) -> list[Text]:
    """Below the panel, by that part of its height."""
    legend = axis.legend(
        loc="upper center",
        bbox_to_anchor=(0.5, below),
        ncols=A_ROW,
        frameon=False,
        fontsize=9,
        labelcolor=INK,
        handlelength=1.0,
        columnspacing=1.2,
    )
    return legend.get_texts()


if __name__ == "__main__":
    sys.stdout.buffer.write(ledger_chart(PANELS.validate_json(sys.stdin.buffer.read())))
