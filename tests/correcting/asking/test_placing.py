"""Where repairs belong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.correcting.asking.placing import proposed

TEXTS = ("I wnt form here", "form there, form (tbe) shop", "thewnt formal l.l form")


def test_repairs_come_into_the_lines_that_were_asked_about() -> None:
    assert proposed(TEXTS, (0, 1), [("wnt", "went"), ("tbe", "the")]) == {
        0: "I went form here",
        1: "form there, form (the) shop",
    }


def test_a_repair_belongs_behind_the_one_before_it() -> None:
    assert proposed(TEXTS, (0, 1), [("there", "their"), ("form", "from")]) == {1: "form their, from (tbe) shop"}
    assert proposed(TEXTS, (0, 1), [("form", "from"), ("form", "from")]) == {
        0: "I wnt from here",
        1: "from there, form (tbe) shop",
    }


def test_a_repair_out_of_turn_belongs_to_the_first_place_that_is_left() -> None:
    assert proposed(TEXTS, (0, 1), [("tbe", "the"), ("wnt", "went")])[0] == "I went form here"


def test_only_whole_words_and_lines_that_were_asked_about_are_meant() -> None:
    assert proposed(TEXTS, (2,), [("wnt", "went"), ("form", "from"), ("l.l", "1.1"), ("shop", "shoe")]) == {
        2: "thewnt formal 1.1 from"
    }


def test_what_was_repaired_is_not_repaired_again() -> None:
    assert proposed(["tbe"], (0,), [("tbe", "the"), ("tbe", "tub"), ("the", "thy")]) == {0: "the"}


def test_several_words_may_be_one_and_one_several() -> None:
    assert proposed(["he re isit."], (0,), [("he re", "here"), ("isit", "is it")]) == {0: "here is it."}


WORDS = st.text("ab .", min_size=1, max_size=8)


@given(st.lists(WORDS, max_size=5), st.lists(st.tuples(WORDS, WORDS), max_size=6))
def test_lines_that_were_not_asked_about_stay(texts: list[str], wanted: list[tuple[str, str]]) -> None:
    asked = range(0, len(texts), 2)
    assert set(proposed(texts, asked, wanted)) <= set(asked)
