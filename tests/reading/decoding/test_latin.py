from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from bot.reading.decoding.best_path import greedy
from bot.reading.decoding.latin import is_wide, latin_only
from bot.reading.decoding.posteriors import Frames

Row = Mapping[str, float]
BLANK: Row = {"": 1.0}


def seen(rows: Sequence[Row]) -> Frames:
    """Frames of these probabilities, a blank after each; the blank is ""."""
    alphabet = ["", *sorted({character for row in rows for character in row if character})]
    posteriors = np.zeros((2 * len(rows), len(alphabet)), dtype=np.float32)
    for place, row in enumerate(rows):
        posteriors[2 * place, [alphabet.index(character) for character in row]] = list(row.values())
        posteriors[2 * place + 1, 0] = 1.0
    return Frames.of(posteriors, alphabet)


def written(text: str, sureness: float = 0.9) -> Frames:
    return seen([{character: sureness, "": 1 - sureness} for character in text])


def read(*page: Frames) -> list[str]:
    return [greedy(frames).text for frames in latin_only(page)]


STAR: Row = {"本": 0.93, "水": 0.04, "*": 0.02, "": 0.01}


def test_a_lone_ideograph_is_the_sign_that_it_looks_like_or_nothing() -> None:
    assert read(seen([STAR]), written("厅"), written("Total")) == ["*", "", "Total"]


@pytest.mark.parametrize("chinese", ["王芳", "张伟明", "李 明"])
def test_a_page_on_which_ideographs_stand_side_by_side_keeps_them_all(chinese: str) -> None:
    assert read(written(f"Call {chinese}"), written("3月12日")) == [f"Call {chinese}", "3月12日"]


def test_doubtful_ones_side_by_side_are_a_blot() -> None:
    assert read(seen([{"駅": 0.5, "R": 0.2, "": 0.3}, {"张": 0.4, "S": 0.35, "": 0.25}])) == ["S"]


def test_wide_signs_are_plain_ones_and_count_together() -> None:
    """Told apart they would both be read where one frame shows the one and the next the other."""
    line = seen([{"：": 0.5, ":": 0.4, "": 0.1}, {"8": 0.9, "": 0.1}])
    (narrow,) = latin_only([line])
    assert greedy(narrow).text == ":8"
    assert greedy(narrow).probabilities == pytest.approx((0.9, 0.9), abs=0.01)


def test_other_lines_stay_the_same_object() -> None:
    line = written("Total: 8")
    assert np.array_equal(latin_only([line])[0].log, line.log)
    assert latin_only([]) == []


def test_the_space_of_ideographs_is_a_space() -> None:
    assert read(written("the\u3000dog")) == ["the dog"]


@pytest.mark.parametrize(
    ("character", "wide"), [("a", False), ("é", False), ("€", False), ("人", True), ("の", True), ("", False)]
)
def test_which_characters_are_wide(character: str, wide: bool) -> None:
    assert is_wide(character) is wide
