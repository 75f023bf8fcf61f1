from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.decoding.best_path import Decoded, Glyph, best_path, greedy
from bot.reading.decoding.posteriors import Frames

ALPHABET = ("", *"abc ")
LABELS = st.lists(st.integers(0, len(ALPHABET) - 1), min_size=1, max_size=40)


def seen(labels: list[int], probability: float = 0.8) -> Frames:
    """Frames that show one class each, the others sharing the rest."""
    rest = (1 - probability) / (len(ALPHABET) - 1)
    posteriors = np.full((len(labels), len(ALPHABET)), rest, dtype=np.float32)
    posteriors[np.arange(len(labels)), labels] = probability
    return Frames.of(posteriors, ALPHABET)


def test_repeats_merge_and_blanks_part_them() -> None:
    assert greedy(seen([0, 1, 1, 0, 1, 2, 2, 0])).text == "aab"


def test_words_and_confidence() -> None:
    posteriors = np.exp(seen([1, 4, 2, 0, 3]).log)
    posteriors[0] *= 0.5
    decoded = greedy(Frames.of(posteriors, ALPHABET))
    assert decoded.text == "a bc"
    assert [word.text for word in decoded.words] == ["a", "bc"]
    assert [word.confidence for word in decoded.words] == pytest.approx([0.4, 0.8])
    assert decoded.confidence == pytest.approx(0.7)


def test_the_best_path_says_which_frames_show_a_character() -> None:
    path = best_path(seen([0, 1, 1, 0, 1, 2, 0]))
    assert [(g.character, g.start, g.end) for g in path] == [("a", 1, 3), ("a", 4, 5), ("b", 5, 6)]
    assert [g.probability for g in path] == pytest.approx([0.8] * 3)


def test_the_last_character_ends_with_the_frames() -> None:
    assert best_path(seen([2], 1.0)) == [Glyph("b", 0, 1, 1.0)]


@pytest.mark.parametrize("labels", [[], [0], [0, 0]])
def test_nothing_but_blanks(labels: list[int]) -> None:
    assert greedy(seen(labels)) == Decoded("", ())
    assert best_path(seen(labels)) == []


def test_an_empty_text_has_no_words_and_no_confidence() -> None:
    assert Decoded("", ()).confidence == 0
    assert Decoded("", ()).words == ()


@given(LABELS)
def test_blanks_between_all_frames_keep_every_character(labels: list[int]) -> None:
    spaced = [label for character in labels for label in (character, 0)]
    assert greedy(seen(spaced)).text == "".join(ALPHABET[label] for label in labels)


@given(LABELS, st.integers(1, 4))
def test_a_slower_hand_writes_the_same(labels: list[int], times: int) -> None:
    slower = [label for label in labels for _ in range(times)]
    assert greedy(seen(slower)).text == greedy(seen(labels)).text


@given(LABELS)
def test_words_are_the_text_and_probabilities_are_probabilities(labels: list[int]) -> None:
    decoded = greedy(seen(labels))
    assert [word.text for word in decoded.words] == decoded.text.split()
    assert len(decoded.probabilities) == len(decoded.text)
    assert all(0 <= word.confidence <= 1 for word in decoded.words)


@given(LABELS)
def test_glyphs_follow_each_other_and_show_their_character(labels: list[int]) -> None:
    path = best_path(seen(labels))
    assert all(first.end <= second.start for first, second in pairwise(path))
    for glyph in path:
        assert {ALPHABET[label] for label in labels[glyph.start : glyph.end]} == {glyph.character}
