"""Two looks at a line, each of which may have lost letters or made some up, and the text that both speak for."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.decoding.alignment import fits
from bot.reading.decoding.beam import Balance
from bot.reading.decoding.posteriors import Frames
from bot.reading.decoding.two_looks import mixed

FAIR = Balance(weight=0.5, bonus=0.0)


class Dislikes:
    """A language model to which each of some characters is unlikely, and every other one sure."""

    start = 0

    def __init__(self, unlikely: str = "") -> None:
        self._unlikely = unlikely

    def step(self, state: int, character: str) -> tuple[float, int]:
        return (-5.0 if character in self._unlikely else 0.0), state

    def knows(self, character: str) -> bool:
        return True


def look(text: str, others: Mapping[int, Mapping[str, float]] | None = None, sureness: float = 0.9) -> Frames:
    """Frames that show `text`, two for each character; `others` has what else the one at a place may be."""
    alphabet = ["", *sorted({*text, *(c for row in (others or {}).values() for c in row)})]
    posteriors = np.zeros((2 * len(text), len(alphabet)), dtype=np.float32)
    for place, character in enumerate(text):
        row = (others or {}).get(place, {character: sureness, "": 1 - sureness})
        for seen, probability in row.items():
            posteriors[2 * place, alphabet.index(seen)] = probability
        posteriors[2 * place + 1, 0] = 1.0
    return Frames.of(posteriors, alphabet)


def test_words_come_from_the_look_that_shows_them() -> None:
    first, second = look("the vvind and sea"), look("tbe wind and sea", {1: {"b": 0.5, "h": 0.5}})
    texts = ("the vvind and sea", "tbe wind and sea")
    assert mixed((first, second), texts, Dislikes("bv"), FAIR) == "the wind and sea"


def test_where_the_model_has_no_preference_the_wider_look_counts_for_more() -> None:
    texts = ("a cat", "a rat")
    assert mixed((look("a cat"), look("a rat")), texts, Dislikes(), FAIR) == "a rat"


def test_a_word_that_one_look_passed_over_may_come_in_and_one_made_up_may_go() -> None:
    longer, shorter = look("we were x here", sureness=0.999), look("we were here")
    assert mixed((longer, shorter), ("we were x here", "we were here"), Dislikes("x"), FAIR) == "we were here"
    assert mixed((shorter, longer), ("we were here", "we were x here"), Dislikes(), FAIR) == "we were x here"


def test_a_look_so_narrow_that_letters_are_lost_has_no_say() -> None:
    """Its frames fit the short word alone, so that with a say it would win."""
    narrow = Frames.of(np.full((3, 2), 0.5, dtype=np.float32), ["", "t"])
    assert mixed((narrow, look("the letter")), ("t", "the letter"), Dislikes("t"), FAIR) == "the letter"


def test_texts_that_differ_at_many_places_are_mixed_at_few() -> None:
    first, second = "a1 b1 c1 d1 e1 f1 g1 h1 and so on", "a2 b2 c2 d2 e2 f2 g2 h2 and so on"
    assert mixed((look(first), look(second)), (first, second), Dislikes("1"), FAIR) == second


@pytest.mark.parametrize("texts", [("", ""), ("same", "same"), ("", "same"), ("same", "")])
def test_a_look_may_see_nothing(texts: tuple[str, str]) -> None:
    looks = (look(texts[0] or " "), look(texts[1] or " "))
    assert mixed(looks, texts, Dislikes(), FAIR) in texts


TEXT = st.lists(st.sampled_from(["a", "ab", "ba", "bab", "aab"]), max_size=6).map(" ".join)


@given(TEXT, TEXT)
def test_every_word_stands_in_one_of_the_texts(first: str, second: str) -> None:
    looks = (look(first or "a"), look(second or "a"))
    text = mixed(looks, (first, second), Dislikes(), FAIR)
    assert set(text.split()) <= {*first.split(), *second.split()}
    assert any(fits(text, len(frames.log)) for frames in looks)
