"""Lines that nobody wrote."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from bot.reading.recognition.train.drawing import drawn, even_gaps
from bot.reading.recognition.train.fonts import Typeface
from bot.reading.recognition.train.line_folder import HEIGHT, MARGIN, read_lines
from bot.reading.recognition.train.phrases import LineKind, Phrases
from bot.reading.recognition.train.printed_lines import print_line, receipt_line
from bot.reading.recognition.train.smooth_noise import Noise
from bot.reading.recognition.train.write_lines import Drawing, write_lines
from bot.reading.recognition.train.written_lines import LONGEST, written_line

KINDS: tuple[LineKind, ...] = ("written", "receipt", "print")


@pytest.fixture(scope="module")
def noise() -> Noise:
    return Noise()


class Fixed:
    """Phrases that a test gives, one after the other, over and over."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts
        self._asked = 0

    def phrase(self, kind: LineKind, random: Random) -> str:
        self._asked += 1
        return self._texts[self._asked % len(self._texts)]


def made(folder: Path, kind: LineKind, face: Typeface, phrases: Phrases, seed: int, count: int = 12) -> list[int]:
    told: list[int] = []
    write_lines(kind, [face], phrases, count, seed, folder, told.append)
    return told


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_holds_lines_of_the_right_size_and_what_they_say(
    tmp_path: Path, face: Typeface, phrases: Phrases, kind: LineKind
) -> None:
    import cv2

    assert made(tmp_path / "lines", kind, face, phrases, seed=1) == list(range(1, 13))
    lines = read_lines(tmp_path / "lines")
    assert len(lines) == 12
    for line in lines:
        image = cv2.imread(str(line.file))
        assert image is not None
        assert image.shape[0] == round(HEIGHT * (1 + 2 * MARGIN))
        assert image.shape[1] <= LONGEST
        assert line.page == "dejavu"
        assert set(line.text) <= phrases.alphabet


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_lines(tmp_path: Path, face: Typeface, phrases: Phrases, kind: LineKind) -> None:
    for name, seed in (("one", 5), ("two", 5), ("other", 6)):
        made(tmp_path / name, kind, face, phrases, seed, count=5)
    one, two, other = ([line.file.read_bytes() for line in read_lines(tmp_path / n)] for n in ("one", "two", "other"))
    assert one == two
    assert not set(one) & set(other)


def test_what_no_font_covers_is_not_drawn(tmp_path: Path, face: Typeface) -> None:
    write_lines("written", [face], Fixed("語 and more", "seen"), 6, 1, tmp_path / "lines", lambda done: None)
    assert {line.text for line in read_lines(tmp_path / "lines")} == {"seen"}


def test_where_nothing_can_be_drawn_it_says_so(tmp_path: Path, face: Typeface) -> None:
    with pytest.raises(ValueError, match="not one can be written with these 1 families"):
        write_lines("print", [face], Fixed("語"), 1, 1, tmp_path / "lines", lambda done: None)


def test_what_would_be_too_long_is_not_drawn(face: Typeface, noise: Noise) -> None:
    assert written_line("word " * 40 + "end", face, noise, Random(1)) is None
    assert receipt_line("word " * 40 + "end", face, noise, Random(1)) is None


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("draw", [written_line, receipt_line, print_line])
def test_there_is_ink_between_the_margins(draw: Drawing, seed: int, face: Typeface, noise: Noise) -> None:
    """Whatever the pen, the paper and the light, the middle of the line differs more from column to column."""
    image = draw("Hill", face, noise, Random(seed))
    assert image is not None
    grey = image.astype(np.float64).mean(axis=2)
    height, width = grey.shape
    middle = grey[height // 3 : 2 * height // 3]
    margin = round(HEIGHT * MARGIN) - 8
    inside = middle[:, margin + 8 : width - margin - 8].std()
    assert inside > 1.5 * middle[:, :margin].std()
    assert inside > 4


def test_a_dash_is_not_drawn_as_high_as_letters(face: Typeface) -> None:
    dash, word = (drawn(text, face, even_gaps, own_height=1) for text in ("-", "gap"))
    assert dash is not None
    assert word is not None
    assert dash.foot - dash.top > 0.7 * (word.foot - word.top)
