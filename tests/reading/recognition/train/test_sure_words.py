from __future__ import annotations

import pytest

from bot.reading.recognition.train.sure_words import SureWords


@pytest.mark.parametrize(
    ("truth", "text", "errors"),
    [
        ("Tel 555 1234", "Tel 555 1234", 0),
        ("Tel 555 1234", "Tel 5S5 1234", 1),  # one gone
        ("Tel 555 1234", "Tel 555 134", 1),
        ("Tel 555 1234", "Tel 555 12347", 1),  # one more
        ("all of it", "a11 of it", 2),  # two that were letters
        ("Tel 555", "Te 555!", 0),  # what is wrong beside them is no digit's fault
    ],
)
def test_errors_in_digits_are_counted(truth: str, text: str, errors: int) -> None:
    assert SureWords.of(truth, text).wrong["digits"] == errors


@pytest.mark.parametrize(
    ("kind", "truth", "text", "wrong", "there"),
    [
        ("amounts", "Tea 2.50, cake 1,234.00", "cake 1,234.00 Tea 2.56", 1, 2),
        ("amounts", "RM3.00 and $4.10 for 3 l", "RM3.00 $4.10", 0, 1),
        ("codes", "Room 3B, invoice INV-204 of KX77Q", "Room 3B, invoice 1NV-204 of KX77Q", 1, 2),
        ("words in capitals", "The BBC, said NASA. I A", "The BBC, said NASA: l", 0, 2),
        ("words in capitals", "The BBC said NASA", "The BBC said NA5A", 1, 2),
        ("words in capitals", "TEA TEA", "TEA", 1, 2),
    ],
)
def test_words_that_are_lost_are_counted_in_any_order(kind: str, truth: str, text: str, wrong: int, there: int) -> None:
    words = SureWords.of(truth, text)
    assert (words.wrong[kind], words.there[kind]) == (wrong, there)


def test_case_does_not_count_on_a_photo_whose_text_is_in_capitals() -> None:
    assert SureWords.of("TEA AND CAKE", "Tea and Cake").lost == 0
    assert SureWords.of("TEA and CAKE", "Tea and Cake").lost == 2


def test_counts_of_photos_are_added_up() -> None:
    both = SureWords.of("TEA 2.50", "TE4 2.60") + SureWords.of("AB12", "AB12")
    assert (both.lost, both.count, both.wrong["digits"], both.there["digits"]) == (2, 3, 2, 5)
