"""Where repairs belong."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.correcting.asking.answers import Repair
from bot.correcting.asking.placing import Spans, proposed

TEXTS = ("I wnt form here", "form there, form (tbe) shop", "thewnt formal l.l form")


def placed(
    asked: Sequence[int],
    *repairs: Repair,
    texts: Sequence[str] = TEXTS,
    doubtful: Spans | None = None,
    sure: Spans | None = None,
) -> dict[int, str]:
    return proposed(texts, asked, repairs, doubtful=doubtful or {}, sure=sure or {})


def test_repairs_come_into_the_lines_that_were_asked_about() -> None:
    assert placed((0, 1), ("wnt", "went"), ("tbe", "the")) == {
        0: "I went form here",
        1: "form there, form (the) shop",
    }


def test_a_repair_belongs_behind_the_one_before_it() -> None:
    assert placed((0, 1), ("there", "their"), ("form", "from")) == {1: "form their, from (tbe) shop"}
    assert placed((0, 1), ("form", "from"), ("form", "from")) == {
        0: "I wnt from here",
        1: "from there, form (tbe) shop",
    }


def test_a_repair_out_of_turn_belongs_to_the_first_place_that_is_left() -> None:
    assert placed((0, 1), ("tbe", "the"), ("wnt", "went"))[0] == "I went form here"


def test_a_repair_belongs_to_the_word_in_doubt_before_any_other() -> None:
    texts = ["the modem stood in a modem kitchen"]
    assert placed((0,), ("modem", "modern"), texts=texts, doubtful={0: [(21, 26)]}) == {
        0: "the modem stood in a modern kitchen"
    }


def test_a_word_that_was_read_for_sure_stays() -> None:
    assert placed((0,), ("wnt", "went"), ("wnt form", "went from"), sure={0: [(2, 5)]}) == {}


def test_only_whole_words_and_lines_that_were_asked_about_are_meant() -> None:
    assert placed((2,), ("wnt", "went"), ("form", "from"), ("l.l", "1.1"), ("shop", "shoe")) == {
        2: "thewnt formal 1.1 from"
    }


def test_what_was_repaired_is_not_repaired_again() -> None:
    assert placed((0,), ("tbe", "the"), ("tbe", "tub"), ("the", "thy"), texts=["tbe"]) == {0: "the"}


def test_several_words_may_be_one_and_one_several() -> None:
    assert placed((0,), ("he re", "here"), ("isit", "is it"), texts=["he re isit."]) == {0: "here is it."}


WORDS = st.text("ab .", min_size=1, max_size=8)


@given(st.lists(WORDS, max_size=5), st.lists(st.tuples(WORDS, WORDS), max_size=6))
def test_lines_that_were_not_asked_about_stay(texts: list[str], wanted: list[Repair]) -> None:
    asked = range(0, len(texts), 2)
    assert set(placed(asked, *wanted, texts=texts)) <= set(asked)
