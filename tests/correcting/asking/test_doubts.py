"""Which words of a page count as doubtful."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.correcting.asking.doubts import DoubtfulWord, doubts
from bot.page import Line, Page, Word

BOX = ((0, 0), (100, 0), (100, 20), (0, 20))
KNOWN = {"i": 6.0, "went": 5.0, "to": 7.0, "the": 7.5, "shop": 5.0, "l'eau": 0.0, "eau": 5.0, "well": 5.5, "known": 5.2}


def frequency(word: str) -> float:
    return KNOWN.get(word, 0.0)


def page_of(*words: tuple[str, float]) -> Page:
    text = " ".join(word for word, _ in words)
    return Page((Line(text, text, 0.9, BOX, tuple(Word(*word) for word in words)),), "test")


def words(found: list[DoubtfulWord]) -> list[str]:
    return [doubt.word for doubt in found]


@pytest.mark.parametrize(
    ("word", "confidence", "doubtful"),
    [
        pytest.param("shop", 0.95, False, id="known and read well"),
        pytest.param("shop", 0.6, True, id="known and read badly"),
        pytest.param("sbop", 0.95, True, id="unknown and read well"),
        pytest.param("sbop", 0.99, False, id="unknown and read surely"),
        pytest.param("Shop", 0.95, False, id="capital"),
        pytest.param("1O.5O", 0.3, False, id="digits"),
        pytest.param("—", 0.3, False, id="no letters"),
        pytest.param("x", 0.9, False, id="one letter"),
        pytest.param("l'eau", 0.9, False, id="elision"),
        pytest.param("well-known", 0.9, False, id="hyphen between known words"),
        pytest.param("well-kuown", 0.9, True, id="hyphen with an unknown word"),
    ],
)
def test_a_word_is_doubtful_where_it_is_rare_or_read_badly(word: str, confidence: float, doubtful: bool) -> None:
    page = page_of((word, confidence))
    assert words(doubts(page, [word], frequency)) == ([word] if doubtful else [])


def test_a_word_that_was_mended_is_doubtful_only_where_it_is_rare() -> None:
    page = page_of(("I", 0.9), ("wcnt", 0.3), ("tothe", 0.5), ("sbop", 0.6))
    assert words(doubts(page, ["I went to the sbop"], frequency)) == ["sbop"]


def test_without_confidences_rare_words_are_doubtful() -> None:
    page = Page((Line("I wcnt to the shop", "", 0.9, BOX),), "test")
    assert words(doubts(page, ["I wcnt to the shop"], frequency)) == ["wcnt"]


def test_a_doubt_is_the_word_without_its_punctuation_and_where_it_stands() -> None:
    lines = ("I went (to “tbe” sh-op?!)", "… l’eeu: —")
    page = Page(tuple(Line(line, "", 0.9, BOX) for line in lines), "test")
    assert doubts(page, lines, frequency) == [
        DoubtfulWord(0, 12, "tbe"),
        DoubtfulWord(0, 17, "sh-op"),
        DoubtfulWord(1, 2, "l’eeu"),
    ]


@given(st.lists(st.text(max_size=60), max_size=3))
def test_a_doubt_stands_where_it_says(lines: list[str]) -> None:
    page = Page(tuple(Line(line, "", 0.9, BOX) for line in lines), "test")
    for doubt in doubts(page, lines, frequency):
        assert lines[doubt.line][doubt.start :].startswith(doubt.word)
        assert doubt.word and not any(character.isspace() for character in doubt.word)
