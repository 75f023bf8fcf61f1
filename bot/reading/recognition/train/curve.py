"""The learning curve of runs as a picture: how wrong the lines were read, and how far the held ones moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from bot.reading.recognition.train.run_log import Logged

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MEAN_OF = 50  # steps: those beside each other differ by what lines they drew


def draw_curves(runs: Mapping[str, Sequence[Logged]], file: Path) -> None:
    """Draw the curves of runs, by their names, into a .png or .svg file.

    Raises OSError, ValueError for a run too short, and ModuleNotFoundError without matplotlib.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.2, 3.2), layout="constrained", facecolor="white")
    learnt, held = figure.subplots(1, 2, sharex=True)
    for name, steps in runs.items():
        if len(steps) < MEAN_OF:
            raise ValueError(f"{name} took fewer than {MEAN_OF} steps")
        parts = list(_parts(steps))
        lines = list(accumulate(sum(step.lines for step in part) for part in parts))
        learnt.plot(lines, [fmean(step.loss for step in part) for part in parts], label=name)
        held.plot(lines, [_divergence(part) for part in parts])
    _words(learnt, "learnt: loss, nats a character")
    _words(held, "held: divergence, nats a frame")
    learnt.legend(frameon=False)
    figure.savefig(file, dpi=160)


def _parts(steps: Sequence[Logged]) -> Iterator[Sequence[Logged]]:
    """Whole parts of MEAN_OF steps; what is left over is left out."""
    return (steps[i : i + MEAN_OF] for i in range(0, len(steps) - MEAN_OF + 1, MEAN_OF))


def _divergence(part: Sequence[Logged]) -> float | None:
    held = [step.divergence for step in part if step.divergence is not None]
    return fmean(held) if held else None


def _words(panel: Axes, title: str) -> None:
    panel.set_title(title, fontsize=9, loc="left")
    panel.set_xlabel("lines learnt from", fontsize=9)
    panel.set_ylim(bottom=0)
    panel.locator_params("x", nbins=4)
    panel.spines[["top", "right"]].set_visible(False)
