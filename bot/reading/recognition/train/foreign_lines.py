"""Lines in scripts that the recogniser does not know: it is to leave them out, so that their pages are refused.

A network that learns hands learns to see letters in any stroke, and answers a page in Georgian with Latin nonsense.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.reading.decoding.best_path import greedy
from bot.reading.recognition.train.drawn_lines import drawn
from bot.reading.recognition.train.readings import open_recognisers
from bot.reading.script import LEAST_LETTERS, letters

FONT_LANGUAGES = ("ru", "uk", "he", "hy", "ka")
LINES = {
    "Russian": ("Жильцов просят запастись водой", "до вторника четырнадцатого марта"),
    "Ukrainian": ("Мешканців просять запастися", "водою до вівторка ввечері"),
    "Hebrew": ("םימה תא ואלמ אנא םירייד", "ישילש םוי דע תיבב ריאשהל"),
    "Armenian": ("Բնակիչներին խնդրում ենք ջուր", "հավաքել մինչև երեքշաբթի"),
    "Georgian": ("მაცხოვრებლებს ვთხოვთ წყალი", "მოიმარაგონ სამშაბათამდე"),
}


def letters_seen(network: Path, font: Path) -> dict[str, float]:
    """How many letters are read in lines of each script at the first look, as the reader counts them, a line height.

    Raises OSError for a file that does not open, WrongSetting for no network.
    """
    recogniser = open_recognisers(network).first
    seen = {}
    for script, texts in LINES.items():
        images = list(drawn(texts, font))
        found = sum(letters(greedy(recogniser.frames(image))) for image in images)
        seen[script] = found / sum(image.shape[1] / image.shape[0] for image in images)
    return seen


def no_longer_refused(before: dict[str, float], after: dict[str, float]) -> Sequence[str]:
    """A sentence for each script that the first network left out and the second one takes for Latin letters."""
    return [
        f"{script} is taken for Latin letters: {after[script]:.2f} of them in a line's height, where "
        f"{before[script]:.2f} were seen and {LEAST_LETTERS} are a text."
        for script in before
        if before[script] < LEAST_LETTERS <= after[script]
    ]
