"""Pictures of what a judgement is worth: curves, and single decisions with their pieces of the photo."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from bot.correcting.judging import choosing
from bot.errors import PhotoError
from bot.exports.crop import crop
from bot.page import Change
from bot.scores import Score
from tests.correcting.judging.measure import verdict

if TYPE_CHECKING:
    from tests.correcting.judging.measure import DoubtfulPage, Weighed

SETS = ("iam", "french", "cursive1905")
LIKELY = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
SHOWN = 30  # decisions
ROW, PIECE = 110, 520  # pixels


@contextmanager
def counting(likely: float) -> Iterator[None]:
    """While the model's logarithms, and the bonus for length that goes with them, count so much."""
    kept = choosing.LIKELY, choosing.LETTER
    choosing.LIKELY = choosing.LETTER = likely
    try:
        yield
    finally:
        choosing.LIKELY, choosing.LETTER = kept


def wer(pages: Sequence[DoubtfulPage], weighed: Weighed, name: str, most: int | None = None) -> float:
    """The words of a set that are wrong after it was judged, in percent."""
    of = [n for n, page in enumerate(pages) if page.name == name]
    scores = (Score.of(pages[n].truth, pages[n].judged(weighed.weights[n], most).text) for n in of)
    return sum(scores, Score()).wer


def draw_curves(pages: Sequence[DoubtfulPage], results: Mapping[Path, Weighed], file: Path) -> None:
    """Wrong words against how much the model counts, the number of alternatives, and the seconds of each model."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot as plt

    figure, (first, second, third) = plt.subplots(1, 3, figsize=(15, 4.5))
    weighed = next(iter(results.values()))
    for name in (name for name in SETS if any(page.name == name for page in pages)):
        own = [page for page in pages if page.name == name]
        best = sum((Score.of(page.truth, page.best().text) for page in own), Score()).wer
        rates = []
        for likely in LIKELY:
            with counting(likely):
                rates.append(wer(pages, weighed, name))
        (line,) = first.plot(LIKELY, rates, marker="o", label=name)
        first.axhline(best, color=line.get_color(), linestyle=":")
        most = max(len(slot.alternatives) for page in own for text in page.texts for slot in text.lattice.slots)
        second.plot(range(1, most + 1), [wer(pages, weighed, name, n) for n in range(1, most + 1)], marker="o")
        second.axhline(best, color=line.get_color(), linestyle=":")
        places = [n for n, page in enumerate(pages) if page.name == name]
        for model, result in results.items():
            seconds = sum(result.cpu[n] for n in places) / len(places)
            rate = wer(pages, result, name)
            third.plot([seconds], [rate], marker="s", color=line.get_color())
            size = f"{model.stem[:8]}… {model.stat().st_size / 1e6:.0f} MB"
            third.annotate(size, (seconds, rate), fontsize=7, xytext=(4, 4), textcoords="offset points")
    first.legend()
    first.set(xlabel="how much the model counts (LIKELY)", ylabel="wrong words, %  (dotted: the best choice)")
    second.set(xlabel="readings of a word")
    third.set(xlabel="CPU seconds a page", xlim=(0, None))
    figure.tight_layout()
    figure.savefig(file, dpi=110)


def draw_decisions(pages: Sequence[DoubtfulPage], weighed: Weighed, file: Path) -> None:
    """Decisions drawn by lot, with their pieces of the photo: what stood there, what was chosen, if it is right."""
    found = [
        (page, change, verdict(page, page.judged(weights).text, change))
        for page, weights in zip(pages, weighed.weights, strict=True)
        for change in page.judged(weights).correction.changes
        if change.by == "model" and change.odds
    ]
    from matplotlib.font_manager import findfont

    shown = random.Random(15).sample(found, min(SHOWN, len(found)))
    sheet = Image.new("RGB", (2 * (PIECE + 420), ROW * -(-len(shown) // 2)), "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.truetype(findfont("DejaVu Sans"), 15)
    for number, (page, change, said) in enumerate(shown):
        left, top = (number % 2) * (PIECE + 420), number // 2 * ROW
        try:
            piece = Image.open(io.BytesIO(crop(page.photo, 1, page.note.page, change.line - 1, _word(page, change))))
            piece.thumbnail((PIECE, ROW - 10))
            sheet.paste(piece, (left, top))
        except PhotoError as error:
            pen.text((left, top), str(error)[:60], "black", font)
        odds = f"text {change.odds.text:+.1f}, photo {change.odds.photo:+.1f}" if change.odds else ""
        told = f"{change.before} → {change.after}\n{odds}\n{page.name}/{page.photo.stem[:20]}: {said}"
        pen.text((left + PIECE + 10, top + 5), told, "darkgreen" if said == "right" else "darkred", font)
    sheet.save(file)


def _word(page: DoubtfulPage, change: Change) -> int:
    """The number of the word in its line, about where the change stands."""
    line = page.note.page.lines[change.line - 1].text
    return min(len(line[: change.start].split()), max(0, len(line.split()) - 1))
