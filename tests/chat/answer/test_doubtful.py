"""Which words of a note a person is shown as doubtful, and which photos are said to be hard to read."""

from __future__ import annotations

import pytest

from bot.chat.answer.doubtful_words import MOST, doubtful
from bot.chat.answer.remarks import is_hard_to_read
from bot.correcting.corrector import Unchanged
from bot.page import Correction, Doubt, Line, Note, NotePage, Page, Word


def page_of(*words: tuple[str, float], height: int = 30, confidence: float = 0.97) -> Page:
    """A page of one line with these words and confidences, of which those below 0.7 are doubtful."""
    text = " ".join(word for word, _ in words)
    box = ((0, 0), (200, 0), (200, height), (0, height))
    line = Line(text, text, confidence, box, tuple(Word(*word) for word in words))
    doubts = tuple(Doubt(0, index) for index, (_, sure) in enumerate(words) if sure < 0.7)
    return Page((line,), "scripted", doubts=doubts)


def words_of(page: Page, *texts: str) -> list[str]:
    """The doubtful words of a page whose lines became `texts`, or stayed."""
    correction = Correction(texts, (), "spelling") if texts else Unchanged().correct(page)
    return [doubt.word for doubt in doubtful(Note((NotePage(page, correction),)))]


def test_the_least_sure_words_come_first_without_the_signs_round_them() -> None:
    assert words_of(page_of(("one,", 0.5), ("two", 0.99), ("“three", 0.2), ("four", 0.7))) == ["three", "one"]


def test_a_word_that_was_changed_is_doubtful_no_more() -> None:
    assert words_of(page_of(("recieve", 0.3), ("it", 0.4)), "receive it") == ["it"]


def test_a_word_is_shown_once_and_not_too_many_are() -> None:
    page = page_of(*[("same", 0.1)] * 3, *[(f"word{'x' * number}", 0.3) for number in range(10)])
    assert words_of(page)[:2] == ["same", "word"]
    assert len(words_of(page)) == MOST


def test_a_doubt_says_where_the_word_was_read() -> None:
    pages = tuple(
        NotePage(page, Unchanged().correct(page)) for page in (page_of(("a", 1.0)), page_of(("ab", 0.9), ("cd", 0.1)))
    )
    (doubt,) = doubtful(Note(pages))
    assert (doubt.page, doubt.line, doubt.index) == (1, 0, 1)


@pytest.mark.parametrize(
    ("confidence", "height", "hard"),
    [(0.97, 30, False), (0.87, 100, False), (0.75, 100, True), (0.93, 12, True), (0.99, 12, False), (0.0, 12, False)],
)
def test_what_is_hard_to_read(confidence: float, height: int, hard: bool) -> None:
    assert is_hard_to_read(page_of(("some", 1.0), height=height, confidence=confidence)) is hard


def test_a_page_without_letters_is_not_hard_to_read() -> None:
    assert not is_hard_to_read(Page((), "scripted"))
