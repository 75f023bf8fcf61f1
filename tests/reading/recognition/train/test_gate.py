from __future__ import annotations

import pytest

from bot.reading.recognition.train.gate import PhotoReading, objections, standings
from bot.reading.recognition.train.photo_crops import in_report

TRUTH = "The tenants are reminded that the water will be turned off on Tuesday, 14 March 2026, by the BBC. " * 10
WORSE = TRUTH.replace("tenants", "tenents", 1)
MUCH_WORSE = TRUTH.replace("tenants", "tenents")


def read(**texts: str) -> list[PhotoReading]:
    """A photo of each set."""
    return [PhotoReading.of(f"{name}/photo", TRUTH, text) for name, text in texts.items()]


def judged(before: list[PhotoReading], after: list[PhotoReading]) -> list[str]:
    return objections(standings(before, after))


def test_what_reads_a_set_better_and_none_worse_passes() -> None:
    assert judged(read(notes=WORSE, print=TRUTH), read(notes=TRUTH, print=TRUTH)) == []


def test_what_reads_just_the_same_passes() -> None:
    assert judged(read(notes=WORSE, print=TRUTH), read(notes=WORSE, print=TRUTH)) == []


def test_a_set_that_fell_is_named_with_its_figures() -> None:
    found = judged(read(notes=WORSE, print=TRUTH), read(notes=TRUTH, print=MUCH_WORSE))
    assert found == ["print fell by 1.02: 0.00 % of its characters were wrong, 1.02 % are now (0.1 more are allowed)."]


def pages(text: str) -> list[PhotoReading]:
    """A photo of two thousand characters, one of which may be wrong."""
    return [PhotoReading.of("pages/photo", TRUTH * 2, text + TRUTH)]


def test_a_little_worse_is_allowed() -> None:
    assert judged(read(notes=WORSE) + pages(TRUTH), read(notes=TRUTH) + pages(WORSE)) == []


def test_what_reads_nothing_better_does_not_pass() -> None:
    assert judged(read(notes=TRUTH) + pages(TRUTH), read(notes=TRUTH) + pages(WORSE)) == ["No set is read better."]


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("2026", "2O26", "print fell in its digits: 0 of 60 were wrong, 1 are now."),
        ("BBC", "BEC", "print fell in its words in capitals: 0 of 10 were wrong, 1 are now."),
    ],
)
def test_one_sure_word_is_not_given_for_many_letters(right: str, wrong: str, sentence: str) -> None:
    found = judged(read(notes=MUCH_WORSE, print=MUCH_WORSE), read(notes=TRUTH, print=TRUTH.replace(right, wrong, 1)))
    assert found == [sentence]


def test_halves_are_told_by_the_photos_name_alone() -> None:
    names = [f"notes/{n}" for n in range(100)]
    report = [in_report(name) for name in names]
    assert 35 < sum(report) < 65
    assert report == [in_report(name) for name in names]
    readings = [PhotoReading.of(name, TRUTH, TRUTH) for name in names]
    photos = [standings(readings, readings, half)[0].photos for half in ("report", "tune")]
    assert photos == [sum(report), 100 - sum(report)]


def test_a_set_of_which_no_photo_is_in_a_half_is_left_out() -> None:
    half = read(notes=TRUTH)[0].half
    other = "tune" if half == "report" else "report"
    assert len(standings(read(notes=TRUTH), read(notes=TRUTH), half)) == 1
    assert standings(read(notes=TRUTH), read(notes=TRUTH), other) == []
