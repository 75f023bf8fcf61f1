"""Normalisation, error rates and word F1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.scores import NOTHING, Score, normalise

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
LOWER = st.text("abc ", max_size=30).map(lambda text: text + "z")


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("  a \n\n b\tc ", "a b c"),
        ("‘don’t’ “said” «he» „so“", '\'don\'t\' "said" "he" "so"'),
        ("1–2 — 3 − 4 ‑ 5", "1-2 - 3 - 4 - 5"),
        ("ﬁne ½ ５ cafe\u0301", "fine 1⁄2 5 café"),
        ("can´t 5′ 6″", "can't 5' 6\""),
    ],
)
def test_what_means_the_same_is_written_the_same(text: str, normal: str) -> None:
    assert normalise(text) == normal


@given(TEXTS)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_rates_of_a_known_reading() -> None:
    score = Score.of("the cat sat on the mat", "the cat sit on mat mat")
    assert score.characters == 22 and score.words == 6
    assert score.cer == pytest.approx(100 * score.character_errors / 22)
    assert (score.character_errors, score.word_errors) == (4, 2)
    assert score.wer == pytest.approx(100 * 2 / 6)
    assert score.f1 == pytest.approx(2 * 4 / 12)  # the, cat, on, mat


def test_f1_ignores_the_order_and_the_others_do_not() -> None:
    score = Score.of("left column right column", "right column left column")
    assert score.f1 == 1.0
    assert score.wer == 50.0


def test_case_is_ignored_only_where_the_truth_has_none() -> None:
    assert Score.of("TOTAL 4.99", "Total 4.99").cer == 0
    assert Score.of("Total 4.99", "TOTAL 4.99").cer == 40.0
    assert Score.of("STRASSE", "Straße").cer == 0


def test_a_set_is_averaged_by_its_characters_not_by_its_images() -> None:
    both = Score.of("a" * 90, "a" * 90) + Score.of("b" * 10, "")
    assert both.cer == 10.0
    assert (both.words, both.words_read) == (2, 1)
    assert both + NOTHING == both


def test_an_empty_text_is_all_wrong_and_nothing_of_nothing_is_right() -> None:
    empty = Score.of("two words", "")
    assert (empty.cer, empty.wer, empty.f1) == (100.0, 100.0, 0.0)
    assert (NOTHING.cer, NOTHING.wer, NOTHING.f1) == (0.0, 0.0, 1.0)


@given(TEXTS)
def test_a_text_is_no_distance_from_itself(text: str) -> None:
    score = Score.of(text, text)
    assert (score.cer, score.wer, score.f1) == (0.0, 0.0, 1.0)


@given(LOWER, LOWER)
def test_errors_and_overlap_are_the_same_either_way_round(one: str, other: str) -> None:
    there, back = Score.of(one, other), Score.of(other, one)
    assert (there.character_errors, there.word_errors, there.f1) == (back.character_errors, back.word_errors, back.f1)
    assert there.character_errors <= max(there.characters, back.characters)
    assert 0.0 <= there.f1 <= 1.0
