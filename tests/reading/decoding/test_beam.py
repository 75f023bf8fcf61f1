"""The beam search against every path there is, and what a language model may and may not do."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.decoding.beam import Balance, search
from bot.reading.decoding.posteriors import FLOOR, Frames

Rows = Sequence[Mapping[str, float]]
OPEN_MINDED = Balance(weight=0.0, bonus=0.0)


def frames(rows: Rows) -> Frames:
    """Frames of the probabilities of characters; the blank is ""."""
    alphabet = ["", *sorted({character for row in rows for character in row if character})]
    posteriors = np.zeros((len(rows), len(alphabet)), dtype=np.float32)
    for posterior, row in zip(posteriors, rows, strict=True):
        posterior[[alphabet.index(character) for character in row]] = list(row.values())
    return Frames.of(posteriors, alphabet)


def written(text: str, probability: float = 0.9) -> Frames:
    """Frames that show `text`, a blank after each character."""
    return frames([row for c in text for row in ({c: probability, "": 1 - probability}, {"": 1.0})])


class Table:
    """A language model that looks up the last two characters, 0 where it knows nothing; it forgets no text."""

    start = 0

    def __init__(self, logarithms: Mapping[str, float] | None = None) -> None:
        self._logarithms = logarithms or {}
        self.texts = [""]
        self._numbers = {"": 0}

    def step(self, state: int, character: str) -> tuple[float, int]:
        text = self.texts[state] + character
        if text not in self._numbers:
            self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return self._logarithms.get(text[-2:], self._logarithms.get(character, 0.0)), self._numbers[text]

    def knows(self, character: str) -> bool:
        return True

    def logarithm(self, text: str) -> float:
        total, state = 0.0, self.start
        for character in text:
            logarithm, state = self.step(state, character)
            total += logarithm
        return total


def exact(rows: Rows, model: Table, balance: Balance) -> dict[str, float]:
    """The score of each text, its CTC paths added up one by one."""
    scores: defaultdict[str, float] = defaultdict(float)
    for path in product(*(row.items() for row in rows)):
        text = "".join(character for character, _ in groupby(character for character, _ in path))
        scores[text] += math.prod(probability for _, probability in path)
    return {
        text: probability * math.exp(balance.weight * model.logarithm(text) + balance.bonus * len(text))
        for text, probability in scores.items()
    }


# After three frames two letters make at most 15 prefixes, so that the beam loses none of them.
ROW = st.lists(st.integers(1, 20), min_size=3, max_size=3).map(
    lambda parts: {character: part / sum(parts) for character, part in zip(("", "a", "b"), parts, strict=True)}
)
ROWS = st.lists(ROW, min_size=1, max_size=4)
LOGARITHMS = st.dictionaries(st.sampled_from(["a", "b", "aa", "ab", "ba", "bb"]), st.floats(-3, 0))


@given(ROWS)
def test_without_a_model_it_is_the_most_probable_text(rows: Rows) -> None:
    scores = exact(rows, Table(), OPEN_MINDED)
    assert scores[search(frames(rows), Table(), OPEN_MINDED)] == pytest.approx(max(scores.values()), rel=1e-3)


@given(ROWS, LOGARITHMS, st.floats(0, 1), st.floats(-1, 1))
def test_with_a_model_it_is_the_text_of_the_highest_score(
    rows: Rows, logarithms: Mapping[str, float], weight: float, bonus: float
) -> None:
    model, balance = Table(logarithms), Balance(weight, bonus)
    scores = exact(rows, model, balance)
    best = max(scores.values())
    assert scores[search(frames(rows), model, balance)] == pytest.approx(best, rel=1e-3)


def test_all_paths_of_a_text_count_together() -> None:
    rows = [{"": 0.5, "a": 0.5}] * 2
    assert exact(rows, Table(), OPEN_MINDED) == {"": 0.25, "a": 0.75}
    assert search(frames(rows), Table(), OPEN_MINDED) == "a"


@pytest.mark.parametrize("rows", [[], [{"": 1.0}], [{"": 1.0}] * 20, [{"": 0.9, "a": 0.1}]])
def test_nothing_is_written(rows: Rows) -> None:
    assert search(frames(rows), Table(), OPEN_MINDED) == ""


@pytest.mark.parametrize("text", ["hello", "aaaa", "a bb c", "Llanfairpwllgwyngyll", "x"])
def test_doubled_letters_survive(text: str) -> None:
    assert search(written(text), Table(), OPEN_MINDED) == text


def test_an_abhorred_character_goes() -> None:
    axis = written("axis", 0.6)
    assert search(axis, Table(), Balance(1.0, 0.0)) == "axis"
    assert search(axis, Table({"x": -50.0}), Balance(1.0, 0.0)) == "ais"


def test_a_doubtful_letter_is_the_one_that_the_model_expects() -> None:
    home = frames([{"h": 1.0}, {"c": 0.6, "o": 0.4}, {"m": 1.0}, {"e": 1.0}])
    expecting = Table({"c": -3.0, "ho": -0.1})
    assert search(home, expecting, OPEN_MINDED) == "hcme"
    assert search(home, expecting, Balance(weight=1.0, bonus=0.0)) == "home"


def test_the_bonus_makes_longer_texts() -> None:
    faint = frames([{"a": 0.4, "": 0.6}, {"": 1.0}])
    assert search(faint, Table(), Balance(weight=1.0, bonus=0.0)) == ""
    assert search(faint, Table(), Balance(weight=1.0, bonus=1.0)) == "a"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([{" ": 1.0}], ""),
        ([{" ": 1.0}, {"a": 1.0}], "a"),
        ([{"a": 1.0}, {" ": 1.0}], "a"),
        ([{"a": 1.0}, {" ": 1.0}, {"": 1.0}, {" ": 1.0}, {"b": 1.0}], "a b"),
        ([{"": 1.0}, {" ": 1.0}, {"": 1.0}, {" ": 1.0}], ""),
    ],
)
def test_sure_spaces_neither_lead_nor_double_nor_end(rows: Rows, text: str) -> None:
    assert search(frames(rows), Table(), OPEN_MINDED) == text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([{" ": 0.9, "a": 0.1}, {"b": 1.0}], "ab"),
        ([{"x": 1.0}, {" ": 1.0}, {"": 1.0}, {" ": 0.9, "a": 0.1}, {"b": 1.0}], "x ab"),
        ([{"x": 1.0}, {" ": 0.9, "a": 0.1}, {"b": 1.0}], "x b"),
    ],
)
def test_a_superfluous_space_gives_way_to_a_letter(rows: Rows, text: str) -> None:
    assert search(frames(rows), Table(), OPEN_MINDED) == text


SPACED = st.lists(
    st.dictionaries(st.sampled_from(["", " ", "a"]), st.integers(1, 50), min_size=1).map(
        lambda parts: {character: part / sum(parts.values()) for character, part in parts.items()}
    ),
    max_size=8,
)


@given(SPACED, st.floats(-5, 5), st.floats(-5, 5))
def test_spaces_stand_between_words_whatever_the_model_likes(rows: Rows, space: float, bonus: float) -> None:
    text = search(frames(rows), Table({" ": space}), Balance(1.0, bonus))
    assert text == " ".join(text.split(" "))
    assert text == text.strip(" ")


@given(ROWS)
def test_no_character_comes_that_was_not_seen(rows: Rows) -> None:
    text = search(frames(rows), Table(), Balance(0.0, 9.0))
    assert len(text) + sum(a == b for a, b in pairwise(text)) <= len(rows)


def test_the_model_is_not_asked_about_what_would_be_given_up() -> None:
    model = Table()
    assert search(frames([{"a": 0.999, "b": 0.001}, {"c": 0.9995, "d": 0.0005}]), model, OPEN_MINDED) == "ac"
    assert {"ac", "ad", "bc"} <= set(model.texts)
    assert "bd" not in model.texts


def test_in_a_frame_in_which_nothing_is_likely_nothing_is_written() -> None:
    nothing = Frames(("", "a"), np.full((1, 2), FLOOR, dtype=np.float32))
    assert search(nothing, Table(), OPEN_MINDED) == ""
