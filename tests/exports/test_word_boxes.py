"""Where words stand in their line: by the frames that show them, by their letters where there are none."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exports.word_boxes import word_boxes
from bot.page import Line
from bot.reading.decoding.posteriors import BLANK, Frames, pack
from tests.exports.photo import line_of

WIDTH, HEIGHT = 480, 48  # at which a frame is eight pixels wide


def frames(shown: str) -> Frames:
    """A frame for each sign: a character is shown clearly, `·` is a blank."""
    alphabet = ("", *sorted(set(shown) - {"·"}))
    probabilities = np.full((len(shown), len(alphabet)), 0.01, dtype=np.float32)
    for frame, character in enumerate(shown):
        probabilities[frame, BLANK if character == "·" else alphabet.index(character)] = 0.9
    return Frames(alphabet, np.log(probabilities))


def line(text: str, *pieces: str) -> Line:
    level = line_of(text, ((0, 0), (WIDTH, 0), (WIDTH, HEIGHT), (0, HEIGHT)))
    return replace(level, posteriors=pack(Frames.join([frames(piece) for piece in pieces]))) if pieces else level


def ends(line: Line, text: str | None = None) -> dict[str, tuple[float, float]]:
    """The left and the right of each word."""
    return {place.text: (place.box[0][0], place.box[1][0]) for place in word_boxes(line, text or line.text)}


def test_frames_tell_where_a_word_stands() -> None:
    shown = "a··b" + " " + "c" + "·" * 54  # the second word stands near the first, and nothing behind it
    assert ends(line("ab c", shown))["ab"] == pytest.approx((0, 4 * 8))
    assert ends(line("ab c", shown))["c"][0] == pytest.approx(5 * 8)


def test_a_price_stands_at_the_end_of_its_row() -> None:
    item, price = "M·i·l·k·", "1·.·2·0·"
    assert ends(line("Milk  1.20", item, price)) == {
        "Milk": (0, pytest.approx(8 * 8, abs=8)),
        "1.20": (pytest.approx(WIDTH - 8 * 8, abs=8), WIDTH),
    }


def test_a_corrected_text_is_laid_over_the_frames_as_well() -> None:
    read = line("Milk  1.20", "M·i·l·k·", "1·.·2·0·")
    assert ends(read, "Whole-milk 1.20") == {"Whole-milk": ends(read)["Milk"], "1.20": ends(read)["1.20"]}
    assert ends(read, "Mi lk 1.20")["lk"][1] == pytest.approx(8 * 8, abs=8)


def test_letters_tell_where_there_are_no_frames() -> None:
    assert ends(line("to be")) == {"to": (0, WIDTH * 2 / 5), "be": (pytest.approx(WIDTH * 3 / 5), WIDTH)}
    milk, price = ends(line("Milk  1.20")).values()
    assert milk == (0, 4 * HEIGHT / 2)
    assert price == (WIDTH - 4 * HEIGHT / 2, WIDTH)


def test_letters_tell_where_the_frames_are_too_few() -> None:
    assert ends(line("o", "oo"), "to be") == ends(line("to be"))


def test_slanted_lines_have_slanted_words() -> None:
    slanted = line_of("to be", ((0, 100), (500, 0), (520, 100), (20, 200)))
    assert np.allclose(word_boxes(slanted, "to be")[1].box, ((300, 40), (500, 0), (520, 100), (320, 140)))


def test_spaces_alone_are_no_word() -> None:
    assert word_boxes(line(""), "") == word_boxes(line(" "), "   ") == []


texts = st.text(st.sampled_from("ab  c1")).map(str.strip).filter(bool)


@given(text=texts, corrected=texts, box=st.tuples(*[st.tuples(st.integers(0, 99), st.integers(0, 99))] * 4))
def test_every_word_has_a_place_within_its_line(text: str, corrected: str, box: tuple[tuple[int, int], ...]) -> None:
    read = line(text, *(piece for piece in text.split("  ") if piece))
    places = word_boxes(read, corrected)
    assert [place.text for place in places] == corrected.split()
    edges = [x for place in places for x in (place.box[0][0], place.box[1][0])]
    assert all(0 <= left <= right + 1e-6 <= WIDTH + 1e-5 for left, right in pairwise(edges))
