from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.reading.decoding.beam import Balance, search
from bot.reading.decoding.best_path import greedy
from bot.reading.decoding.constraints import constrain
from bot.reading.decoding.posteriors import Frames

UNKNOWN = "•½中"
ALPHABET = ("", *" .,:/-@0123456789abcdefghijklmnopqrstuvwxyzCDIOR", *UNKNOWN)
NUMBERS = st.from_regex(r"[0-9]([0-9.,:/-]{0,5}[0-9])?", fullmatch=True)
Rows = Sequence[Mapping[str, float]]
WORDS = st.text("abcdefgio", min_size=1, max_size=4)


class Wilful:
    """A language model that likes some characters and abhors others, whatever comes before; it knows all but three."""

    start = 0

    def __init__(self, likes: Sequence[float]) -> None:
        self._likes = dict(zip(ALPHABET[1:], likes, strict=True))

    def step(self, state: int, character: str) -> tuple[float, int]:
        return self._likes[character], state

    def knows(self, character: str) -> bool:
        return character not in UNKNOWN


TASTES = st.lists(st.floats(-20, 5), min_size=len(ALPHABET) - 1, max_size=len(ALPHABET) - 1)
LIKES_DIGITS = [3.0 if character.isdigit() else -3.0 for character in ALPHABET[1:]]
LIKES_LETTERS = [3.0 if character.isalpha() else -3.0 for character in ALPHABET[1:]]
ABHORS_ALL = Wilful([-30.0] * (len(ALPHABET) - 1))
AS_IT_LIKES = Balance(weight=1.0, bonus=0.0)


def wanted(frames: Frames, model: Wilful, *, printed: bool = False) -> str:
    """What the model makes of the frames where it has a say."""
    return search(constrain(frames, model.knows, printed=printed), model, AS_IT_LIKES)


def shown(labels: Sequence[int], likelihood: float = 0.6, noise: NDArray[np.float64] | None = None) -> Frames:
    """Frames that show one class each, of this probability; the rest is a blank's, or spread as `noise` is."""
    posteriors = np.zeros((len(labels), len(ALPHABET)))
    posteriors[:, 0] = 1 - likelihood
    if noise is not None:
        posteriors = np.minimum(noise * (1 - likelihood), likelihood - 0.01)
    posteriors[np.arange(len(labels)), labels] += likelihood
    return Frames.of(posteriors.astype(np.float32), ALPHABET)


def seen(rows: Rows) -> Frames:
    """Frames of these probabilities; the blank is ""."""
    posteriors = np.array([[row.get(character, 0.0) for character in ALPHABET] for row in rows], dtype=np.float32)
    return Frames.of(posteriors, ALPHABET)


def labels_of(text: str) -> list[int]:
    """The class of each character, a blank after each."""
    return [label for character in text for label in (ALPHABET.index(character), 0)]


def written(text: str, likelihood: float = 0.6) -> Frames:
    return shown(labels_of(text), likelihood)


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


@settings(max_examples=50)
@given(st.lists(st.one_of(NUMBERS, WORDS), min_size=1, max_size=5), TASTES, st.integers(0, 9))
def test_numbers_survive_whatever_the_model_wants(tokens: list[str], likes: list[float], seed: int) -> None:
    frames = blurred(" ".join(tokens), seed)
    assert greedy(frames).text == " ".join(tokens)
    numbers = [token for token in tokens if token[0].isdigit()]
    assert in_order(numbers, wanted(frames, Wilful(likes)))


@pytest.mark.parametrize(
    "text",
    [
        *("4.05", "14/03/2026", "12:30", "03-5542.3228", "7", "1,299.00", "2 4.05 8.10", "7 8 9", "03 5542 - 3228"),
        *("903i", "12b"),
        *("a.b@c.org", "www.abc.org/x", "http://abc.org", "½", "•"),
    ],
)
def test_what_a_model_has_no_say_in(text: str) -> None:
    frames = written(text)
    assert search(frames, ABHORS_ALL, AS_IT_LIKES) == ""
    assert wanted(frames, ABHORS_ALL) == text


@pytest.mark.parametrize("text", ["word", "b0at", "a.b", "cc/d"])
def test_what_it_has_a_say_in(text: str) -> None:
    frames = written(text)
    assert np.array_equal(constrain(frames, ABHORS_ALL.knows, printed=False).log, frames.log)


@pytest.mark.parametrize(
    ("text", "kept"), [("pay 12.50 now", "12.50"), ("x • y", "•"), ("½ cup", "½"), ("mr 中 b", "中")]
)
def test_words_beside_what_is_settled_are_open(text: str, kept: str) -> None:
    assert wanted(written(text), ABHORS_ALL) == kept


def test_a_digit_at_the_end_of_a_word_stays_on_print() -> None:
    frames = seen([{"a": 1.0}, {"0": 0.6, "o": 0.4}])
    assert wanted(frames, Wilful(LIKES_LETTERS), printed=True) == "a0"
    assert wanted(frames, Wilful(LIKES_LETTERS)) == "ao"


@pytest.mark.parametrize(("sureness", "text"), [(0.6, "ID"), (0.95, "1D")])
def test_a_digit_beside_a_letter_stays_where_it_is_sure(sureness: float, text: str) -> None:
    frames = seen([{"1": sureness, "I": 1 - sureness}, {"D": 1.0}])
    assert greedy(frames).text == "1D"
    assert wanted(frames, Wilful(LIKES_LETTERS)) == text


@pytest.mark.parametrize(("sureness", "text"), [(0.45, "a"), (0.55, "½")])
def test_a_character_that_the_model_does_not_know_stays_where_it_is_likely(sureness: float, text: str) -> None:
    frames = seen([{"½": sureness, "a": 0.4, "": 0.6 - sureness}])
    assert greedy(frames).text == "½"
    assert wanted(frames, Wilful(LIKES_LETTERS)) == text


@pytest.mark.parametrize("rows", [[{"s": 0.6, "5": 0.4}], [{"s": 1.0}, {"": 0.6, "5": 0.4}, {"o": 1.0}]])
def test_no_digit_comes_in(rows: Rows) -> None:
    frames = seen(rows)
    assert "5" in search(frames, Wilful(LIKES_DIGITS), AS_IT_LIKES)
    assert wanted(frames, Wilful(LIKES_DIGITS)) == greedy(frames).text


@settings(max_examples=50)
@given(st.lists(WORDS, min_size=1, max_size=5), TASTES, st.integers(0, 9))
def test_no_digit_comes_into_words(words: list[str], likes: list[float], seed: int) -> None:
    frames = blurred(" ".join(words), seed)
    assert not any(character.isdigit() for character in wanted(frames, Wilful(likes)))


@pytest.mark.parametrize("number", ["1", "47.0", "0.30"])
@pytest.mark.parametrize("before", [True, False])
def test_a_number_does_not_grow(number: str, before: bool) -> None:
    """A faint digit beside a number, which the recogniser itself takes for a blank, makes another number of it."""
    blank, faint = {"": 1.0}, {"": 0.6, "5": 0.4}
    rows = [blank, *(row for c in number for row in ({c: 0.9, "": 0.1}, blank))]
    frames = seen([faint, *rows] if before else [*rows, faint])
    assert greedy(frames).text == number
    assert wanted(frames, Wilful(LIKES_DIGITS)) == number


@pytest.mark.parametrize(("sureness", "text"), [(0.2, "milk, 2 kg"), (0.05, "milk, kg")])
def test_a_faint_digit_between_two_spaces_comes_in(sureness: float, text: str) -> None:
    """Of a faint quantity the recogniser sees little, but leaves room for it."""
    faint = [{" ": 0.6, "2": sureness, "": 0.4 - sureness}, {"": 0.99, "2": 0.01}, {" ": 0.9, "": 0.1}]
    frames = seen([*({c: 1.0} for c in "milk,"), *faint, *({c: 1.0} for c in "kg")])
    assert greedy(frames).text == "milk,  kg"
    assert wanted(frames, Wilful([0.0] * (len(ALPHABET) - 1))) == text


def test_no_word_is_made_of_a_bullet_on_print() -> None:
    """Where a sign that the recogniser does not know stands between two spaces it sees a little of many letters."""
    bullet = [{" ": 0.8, "": 0.2}, {"": 0.85, "a": 0.15}, {" ": 0.8, "": 0.2}]
    frames = seen([{"x": 1.0}, *bullet, {"y": 1.0}])
    likes_a = Wilful([4.0 if character == "a" else 0.0 for character in ALPHABET[1:]])
    assert wanted(frames, likes_a) == "x a y"
    assert wanted(frames, likes_a, printed=True) == "x y"


@pytest.mark.parametrize(
    ("rows", "printed", "written"),
    [
        ([{"a": 0.98, "": 0.02}], "a", ""),
        ([{"a": 0.9, "": 0.1}], "", ""),
        ([{"/": 0.75, "": 0.25}], "/", ""),
        ([{"/": 0.6, "": 0.4}], "", ""),
    ],
)
def test_what_is_read_surely_stays_on_print(rows: Rows, printed: str, written: str) -> None:
    frames = seen(rows)
    assert wanted(frames, ABHORS_ALL, printed=True) == printed
    assert wanted(frames, ABHORS_ALL) == written


LIKES_SPACES = Wilful([8.0 if character == " " else 0.0 for character in ALPHABET[1:]])
ABHORS_SPACES = Wilful([-8.0 if character == " " else 0.0 for character in ALPHABET[1:]])


@pytest.mark.parametrize(("after", "printed"), [(",", "a ,"), ("b", "ab")])
def test_a_likely_space_before_a_sign_stays_on_print(after: str, printed: str) -> None:
    frames = seen([{"a": 1.0}, {" ": 0.6, "": 0.4}, {after: 1.0}])
    assert wanted(frames, ABHORS_SPACES, printed=True) == printed
    assert wanted(frames, ABHORS_SPACES) == f"a{after}"


@pytest.mark.parametrize(("sureness", "printed"), [(0.03, "a,b"), (0.1, "a, b")])
def test_no_space_comes_in_unseen_on_print(sureness: float, printed: str) -> None:
    frames = seen([{"a": 1.0}, {",": 1.0}, {"": 1 - sureness, " ": sureness}, {"b": 1.0}])
    assert wanted(frames, LIKES_SPACES, printed=True) == printed
    assert wanted(frames, LIKES_SPACES) == "a, b"


def test_settling_changes_no_reading_and_leaves_what_it_was_given() -> None:
    frames = written("pay 12.50 to a@b.org")
    log = frames.log.copy()
    assert (
        greedy(constrain(frames, ABHORS_ALL.knows, printed=False)).text == greedy(frames).text == "pay 12.50 to a@b.org"
    )
    assert np.array_equal(frames.log, log)


def test_no_frames() -> None:
    frames = Frames(("",), np.empty((0, 1), dtype=np.float32))
    assert len(constrain(frames, ABHORS_ALL.knows, printed=False).log) == 0
