"""Which words of a page a person should look at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.correcting.doubtful import with_doubts
from bot.page import Doubt, Line, Page, Word

KNOWN = {"received": 5.0, "it": 6.0}
BOX = ((0, 0), (200, 0), (200, 30), (0, 30))


def frequency() -> Callable[[str], float]:
    return lambda word: KNOWN.get(word, 0.0)


def doubts(word: str, confidence: float, raw: str | None = None) -> tuple[Doubt, ...]:
    """Those of a page of one word."""
    line = Line(word, raw or word, 0.9, BOX, (Word(word, confidence),))
    return with_doubts(Page((line,), "scripted"), frequency).doubts


@pytest.mark.parametrize(
    ("word", "confidence", "raw", "is_doubtful"),
    [
        ("Okafar", 0.79, None, True),
        ("Okafar", 0.81, None, False),
        ("Okafar", 0.5, "0kafar", True),
        ("received", 0.69, None, True),
        ("received", 0.75, None, False),
        ("received", 0.3, "receivcd", False),
        ("12.40", 0.85, None, True),
        ("1204", 0.91, None, False),
        ("7", 0.2, None, False),
        ("--", 0.2, None, False),
        ("x", 0.2, None, False),
    ],
)
def test_what_is_doubtful(word: str, confidence: float, raw: str | None, is_doubtful: bool) -> None:
    assert bool(doubts(word, confidence, raw)) is is_doubtful


def test_frequencies_are_loaded_only_where_they_are_needed() -> None:
    line = Line("Okafar", "Okafar", 0.9, BOX, (Word("Okafar", 0.95),))
    with_doubts(Page((line,), "scripted"), lambda: pytest.fail("no word is unsure"))


def test_a_doubt_says_where_its_word_stands() -> None:
    lines = tuple(
        Line(text, text, 0.9, BOX, tuple(Word(word, 0.5 if word == "Okafar" else 1.0) for word in text.split()))
        for text in ("it", "it received Okafar")
    )
    assert with_doubts(Page(lines, "scripted"), frequency).doubts == (Doubt(1, 2),)
