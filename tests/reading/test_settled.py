from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.reading.beam import Balance, search
from bot.reading.decoding import greedy
from bot.reading.posteriors import Frames
from bot.reading.settled import settle

ALPHABET = ("", *" .,:/-@0123456789abcdefghijklmnopqrstuvwxyzCDIOR")
NUMBERS = st.from_regex(r"[0-9]([0-9.,:/-]{0,5}[0-9])?", fullmatch=True)
WORDS = st.text("abcdefgio", min_size=1, max_size=4)


class Wilful:
    """A language model that likes some characters and abhors others, whatever comes before."""

    start = 0

    def __init__(self, likes: Sequence[float]) -> None:
        self._likes = dict(zip(ALPHABET[1:], likes, strict=True))

    def step(self, state: int, character: str) -> tuple[float, int]:
        return self._likes[character], state


TASTES = st.lists(st.floats(-20, 5), min_size=len(ALPHABET) - 1, max_size=len(ALPHABET) - 1)
ABHORS_ALL = Wilful([-30.0] * (len(ALPHABET) - 1))
AS_IT_LIKES = Balance(weight=1.0, bonus=0.0)


def shown(labels: Sequence[int], likelihood: float = 0.6, noise: NDArray[np.float64] | None = None) -> Frames:
    """Frames that show one class each, of this probability; the rest is a blank's, or spread as `noise` is."""
    posteriors = np.zeros((len(labels), len(ALPHABET)))
    posteriors[:, 0] = 1 - likelihood
    if noise is not None:
        posteriors = np.minimum(noise * (1 - likelihood), likelihood - 0.01)
    posteriors[np.arange(len(labels)), labels] += likelihood
    return Frames.of(posteriors.astype(np.float32), ALPHABET)


def labels_of(text: str) -> list[int]:
    """The class of each character, a blank after each."""
    return [label for character in text for label in (ALPHABET.index(character), 0)]


def written(text: str) -> Frames:
    return shown(labels_of(text))


def blurred(text: str, seed: int) -> Frames:
    """The same, but in every frame three or four other classes are nearly as likely."""
    labels = labels_of(text)
    return shown(labels, 0.4, np.random.default_rng(seed).dirichlet(np.full(len(ALPHABET), 0.1), len(labels)))


def in_order(pieces: Sequence[str], text: str) -> bool:
    """Whether the pieces stand in the text one after another."""
    place = 0
    for piece in pieces:
        place = text.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return True


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(NUMBERS, WORDS), min_size=1, max_size=5), TASTES, st.integers(0, 9))
def test_numbers_survive_whatever_the_model_wants(tokens: list[str], likes: list[float], seed: int) -> None:
    frames = blurred(" ".join(tokens), seed)
    assert greedy(frames).text == " ".join(tokens)
    numbers = [token for token in tokens if token[0].isdigit()]
    assert in_order(numbers, search(settle(frames), Wilful(likes), AS_IT_LIKES))


@pytest.mark.parametrize(
    "text",
    ["4.05", "14/03/2026", "12:30", "03-5542.3228", "7", "1,299.00", "a.b@c.org", "www.abc.org/x", "http://abc.org"],
)
def test_what_a_model_has_no_say_in(text: str) -> None:
    frames = written(text)
    assert search(frames, ABHORS_ALL, AS_IT_LIKES) == ""
    assert search(settle(frames), ABHORS_ALL, AS_IT_LIKES) == text


@pytest.mark.parametrize("text", ["word", "b0at", "a.b", "cc/d"])
def test_what_it_has_a_say_in(text: str) -> None:
    frames = written(text)
    assert np.array_equal(settle(frames).log, frames.log)


def test_words_beside_a_number_are_open() -> None:
    frames = written("pay 12.50 now")
    assert search(settle(frames), ABHORS_ALL, AS_IT_LIKES) == "12.50"


@pytest.mark.parametrize("number", ["1", "47.0", "0.30"])
@pytest.mark.parametrize("before", [True, False])
def test_a_number_does_not_grow(number: str, before: bool) -> None:
    """A faint digit beside a number, which the recogniser itself takes for a blank, makes another number of it."""
    blank, faint = {"": 1.0}, {"": 0.6, "5": 0.4}
    rows = [blank, *(row for c in number for row in ({c: 0.9, "": 0.1}, blank))]
    rows = [faint, *rows] if before else [*rows, faint]
    posteriors = np.array([[row.get(character, 0.0) for character in ALPHABET] for row in rows], dtype=np.float32)
    frames = Frames.of(posteriors, ALPHABET)
    assert greedy(frames).text == number
    fond_of_digits = Wilful([3.0 if character.isdigit() else -3.0 for character in ALPHABET[1:]])
    assert search(settle(frames), fond_of_digits, AS_IT_LIKES) == number


def test_settling_changes_no_reading_and_leaves_what_it_was_given() -> None:
    frames = written("pay 12.50 to a@b.org")
    log = frames.log.copy()
    assert greedy(settle(frames)).text == greedy(frames).text == "pay 12.50 to a@b.org"
    assert np.array_equal(frames.log, log)


def test_no_frames() -> None:
    assert len(settle(Frames(("",), np.empty((0, 1), dtype=np.float32))).log) == 0
