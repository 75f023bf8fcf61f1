from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.decoding import Decoded, greedy

ALPHABET = ("blank", *"abc ")
FRAMES = st.lists(st.integers(0, len(ALPHABET) - 1), min_size=1, max_size=40)


def posteriors(frames: list[int], probability: float = 0.8) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    rest = (1 - probability) / (len(ALPHABET) - 1)
    rows = np.full((len(frames), len(ALPHABET)), rest, dtype=np.float32)
    rows[np.arange(len(frames)), frames] = probability
    return rows


def test_repeats_merge_and_blanks_part_them() -> None:
    assert greedy(posteriors([0, 1, 1, 0, 1, 2, 2, 0]), ALPHABET).text == "aab"


def test_words_and_confidence() -> None:
    rows = posteriors([1, 4, 2, 0, 3])
    rows[0] *= 0.5
    decoded = greedy(rows, ALPHABET)
    assert decoded.text == "a bc"
    assert [word.text for word in decoded.words] == ["a", "bc"]
    assert [word.confidence for word in decoded.words] == pytest.approx([0.4, 0.8])
    assert decoded.confidence == pytest.approx(0.7)


def test_nothing_but_blanks() -> None:
    assert greedy(posteriors([0, 0]), ALPHABET) == Decoded("", ())
    assert Decoded("", ()).confidence == 0
    assert Decoded("", ()).words == ()


@given(FRAMES)
def test_blanks_between_all_frames_keep_every_character(frames: list[int]) -> None:
    spaced = [c for frame in frames for c in (frame, 0)]
    assert greedy(posteriors(spaced), ALPHABET).text == "".join(ALPHABET[c] for c in frames if c)


@given(FRAMES, st.integers(1, 4))
def test_a_slower_hand_writes_the_same(frames: list[int], times: int) -> None:
    slower = [c for c in frames for _ in range(times)]
    assert greedy(posteriors(slower), ALPHABET).text == greedy(posteriors(frames), ALPHABET).text


@given(FRAMES)
def test_words_are_the_text_and_probabilities_are_probabilities(frames: list[int]) -> None:
    decoded = greedy(posteriors(frames), ALPHABET)
    assert [word.text for word in decoded.words] == decoded.text.split()
    assert len(decoded.probabilities) == len(decoded.text)
    assert all(0 <= word.confidence <= 1 for word in decoded.words)
