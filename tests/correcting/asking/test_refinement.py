"""From a page to questions, and from answers to a correction that can be undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.correcting.asking.answers import Repair
from bot.correcting.asking.refinement import Refinement
from bot.correcting.spelling.lexicon import Lexicon
from bot.glossary.glossary import Glossary
from bot.page import Change, Correction, Line, Page, Word

BOX = ((0, 0), (100, 0), (100, 20), (0, 20))
NO_GLOSSARY = Glossary()


@pytest.fixture(scope="module")
def english() -> Lexicon:
    return Lexicon("en")


def page_of(*lines: str, confidence: float = 0.6) -> Page:
    return Page(
        tuple(Line(line, line, 0.9, BOX, tuple(Word(word, confidence) for word in line.split())) for line in lines),
        "test",
    )


def refinement(english: Lexicon, page: Page, glossary: Glossary = NO_GLOSSARY) -> Refinement:
    correction = Correction(tuple(line.text for line in page.lines), (), "spelling", notice="no_model")
    return Refinement(page, correction, glossary, "en", english.frequency)


def test_what_passes_the_guard_is_changed_and_told(english: Lexicon) -> None:
    asked = refinement(english, page_of("I wnt to tbe shop", "on 14 May"))
    assert len(asked.questions("lines")) == 1
    result = asked.result([[("wnt", "went"), ("tbe", "the"), ("14 May", "15 May"), ("shop", "pirates")]], "local")
    assert result.lines == ("I went to the shop", "on 14 May")
    assert result.changes == (Change("wnt", "went", 1, 2, "model"), Change("tbe", "the", 1, 10, "model"))
    assert [(change.before, change.after) for change in result.refused] == [("shop", "pirates"), ("14", "15")]
    assert (result.corrector, result.notice) == ("local", "")


def test_a_change_upon_a_change_is_one(english: Lexicon) -> None:
    page = page_of("I wcnt home")
    earlier = Correction(("I wnt home",), (Change("wcnt", "wnt", 1, 2, "decoder"),), "spelling")
    result = Refinement(page, earlier, NO_GLOSSARY, "en", english.frequency).result([[("wnt", "went")]], "local")
    assert result.changes == (Change("wcnt", "went", 1, 2, "model"),)


def test_a_term_of_the_glossary_stays_and_is_named_to_the_model(english: Lexicon) -> None:
    page, glossary = page_of("the wether was here"), Glossary(terms=("wether",))
    wanted = [[("wether", "weather")]]
    assert refinement(english, page).result(wanted, "local").lines == ("the weather was here",)
    known = refinement(english, page, glossary)
    assert "Spelled so: wether\n" in known.questions("lines")[0].user
    assert known.result(wanted, "local").lines == ("the wether was here",)


def test_words_that_were_read_surely_are_neither_asked_about_nor_changed(english: Lexicon) -> None:
    sure = refinement(english, page_of("I wnt home", confidence=0.99))
    assert sure.questions("lines") == ()
    mixed = Page((Line("I wnt tbe", "", 0.9, BOX, (Word("I", 1.0), Word("wnt", 0.99), Word("tbe", 0.5))),), "test")
    result = refinement(english, mixed).result([[("wnt", "went"), ("tbe", "the")]], "local")
    assert result.lines == ("I wnt the",)


def test_only_words_shown_as_doubtful_change_and_what_joins_them(english: Lexicon) -> None:
    words = [Word(word, 0.95) for word in ["he", "owes", "us", "the", "gar", "den", "and", "the", "hou"]]
    page = Page((Line("he owes us tbe gar den", "", 0.9, BOX, tuple(words)),), "test")
    correction = Correction((page.lines[0].text,), (), "spelling")
    wanted = [[("owes", "ones"), ("us tbe", "is the"), ("gar den", "garden")]]
    asked = Refinement(page, correction, NO_GLOSSARY, "en", english.frequency)
    assert "{owes}" not in asked.questions("lines")[0].user
    assert asked.result(wanted, "local").lines == ("he owes us the garden",)
    freely = Refinement(page, correction, NO_GLOSSARY, "en", english.frequency, "lines")
    assert freely.result(wanted, "local").lines[0].startswith("he ones ")


@given(st.lists(st.sampled_from(["owes", "ones", "the", "modem", "modern", "wnt", "went"]), min_size=1, max_size=8))
def test_whatever_a_model_wants_an_unmarked_word_stays(english: Lexicon, line: list[str]) -> None:
    page = page_of(" ".join(line), confidence=0.95)
    asked = refinement(english, page)
    wanted = [(word, other) for word in line for other in ("owes", "ones", "modern", "went") if word != other]
    (text,) = asked.result([wanted for _ in asked.questions("lines")], "local").lines
    assert [word for word in text.split() if word not in ("wnt", "went", "modem", "modern")] == [
        word for word in line if word not in ("wnt", "went", "modem", "modern")
    ]


def test_pieces_without_an_answer_stay(english: Lexicon) -> None:
    page = page_of(*["I wnt home and it was late in the day for all of us"] * 60)
    asked = refinement(english, page)
    assert len(asked.questions("lines")) > 1
    lines = asked.result([[("wnt", "went")]], "local").lines
    assert lines[0].startswith("I went")
    assert lines[1:] == tuple(line.text for line in page.lines[1:])


TOKENS = ("I", "wnt", "to", "tbe", "14", "May", "12.50", "a@b.de", "went", "the", "lovely", "l99l", "=", "{", "<|x|>")
WORDS = st.sampled_from(TOKENS)
LINES = st.lists(st.lists(WORDS, max_size=8).map(" ".join), min_size=1, max_size=4)
REPAIRS = st.lists(st.tuples(WORDS, st.one_of(WORDS, st.text(max_size=8))), max_size=8)


@given(LINES, REPAIRS)
def test_whatever_a_model_wants_the_page_can_be_had_back(
    english: Lexicon, lines: list[str], wanted: list[Repair]
) -> None:
    page = page_of(*lines)
    asked = refinement(english, page)
    result = asked.result([wanted for _ in asked.questions("lines")], "local")
    back = list(result.lines)
    for change in reversed(result.changes):
        line = back[change.line - 1]
        assert line[change.start :].startswith(change.after)
        back[change.line - 1] = line[: change.start] + change.before + line[change.start + len(change.after) :]
    assert back == lines
    for before, after in zip(lines, result.lines, strict=True):
        assert [c for c in after if c.isdigit()] == [c for c in before if c.isdigit()]
