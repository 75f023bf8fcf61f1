"""What a glossary does to texts by their letters."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordfreq import zipf_frequency

from bot.correcting.terms.apply import apply_glossary, matched
from bot.correcting.terms.scoring import apply_by_frames
from bot.glossary.glossary import Glossary
from bot.page import Change, Line, Page, Word
from bot.reading.decoding.posteriors import Frames, pack

BOX = ((0, 0), (1, 0), (1, 1), (0, 1))


def frequency(word: str) -> float:
    return float(zipf_frequency(word, "en", wordlist="small"))


def page_of(*texts: str) -> Page:
    return Page(tuple(Line(text, text, 0.9, BOX) for text in texts), "test")


def applied(text: str, *terms: str, aliases: tuple[tuple[str, str], ...] = ()) -> str:
    return apply_glossary(page_of(*text.split("\n")), Glossary(terms, aliases), frequency).text


def test_a_misread_term_is_written_as_it_is_spelled() -> None:
    new = apply_glossary(page_of("to", "Dr Kelier, MD"), Glossary(("Keller",)), frequency)
    assert new.text == "to\nDr Keller, MD"
    assert new.changes == (Change("Kelier", "Keller", 2, 3, "glossary"),)
    assert new.raw == "to\nDr Kelier, MD"


@pytest.mark.parametrize(
    ("read", "term"),
    [
        ("Arneson", "Ameson"),
        ("Huvarti", "Havarti"),
        ("Bauermau", "Bauerman"),
        ("Clarnley", "Clamley"),
        ("Dicldoch", "Diddoch"),
        ("vanderrneer", "vandermeer"),
        ("Kovacs", "Kovács"),
        ("Ke11er", "Keller"),
        ("0strava", "Ostrava"),
        ("Xiuovir", "Xinovir"),
    ],
)
def test_letters_that_are_confused_are_near(read: str, term: str) -> None:
    assert applied(f"for {read} only", term) == f"for {term} only"


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("DR KELIER, MD", "Keller", "DR KELLER, MD"),
        ("three Kelleis", "Keller", "three Kellers"),
        ("the Kelier's son", "Keller", "the Keller's son"),
        ("the Kovacs' son", "Kovács", "the Kovács' son"),
        ("des Schmlttes Haus", "Schmitt", "des Schmittes Haus"),
        ("Xiuovir twice", "xinovir", "Xinovir twice"),
        ("(Kelier-Strasse)", "Keller", "(Keller-Strasse)"),
        ("my xinovir", "XinoVir", "my XinoVir"),
        ("at GoldenGate", "Golden Gate", "at Golden Gate"),
        ("at Kel ler", "Keller", "at Keller"),
        ("take Amoxi-\ncil1in now", "Amoxicillin", "take Amoxi-\ncillin now"),
        ("take Amoxl-\ncillin now", "Amoxicillin", "take Amoxi-\ncillin now"),
    ],
)
def test_case_endings_spaces_and_hyphens(text: str, term: str, expected: str) -> None:
    assert applied(text, term) == expected


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("you may go where it is", ("mar", "goes", "whore", "isis"), id="common words"),
        pytest.param("it may be a rose", ("May", "Rose"), id="common words that are names elsewhere"),
        pytest.param("Hamson and Harnson", ("Hamson", "Harnson"), id="terms that are there"),
        pytest.param("Mr Merlau", ("Merlan", "Meslau"), id="two as near"),
        pytest.param("to kelier@mail.com at www.kelier.com", ("Keller",), id="addresses"),
        pytest.param("4711 12.50 A04118", ("A04718", "4717", "OZZI"), id="numbers"),
        pytest.param("Dr Brown and Miller", ("Keller",), id="other words"),
        pytest.param("xqa", ("xqo",), id="short terms"),
        pytest.param("take Amoxi-\ncillin now", ("Amoxicillin",), id="hyphens"),
        pytest.param("two Kellers", ("Keller",), id="endings"),
    ],
)
def test_what_is_right_stays(text: str, terms: tuple[str, ...]) -> None:
    assert applied(text, *terms) == text


def test_an_alias_is_replaced_as_a_whole_word_wherever_it_stands() -> None:
    aliases = (("teh", "the"), ("will", "Will"))
    assert applied("x", aliases=(("x", "y"),)) == "y"
    assert applied("teh man, Teh tehran will go", aliases=aliases) == "the man, The tehran Will go"


def test_found_terms_are_sure() -> None:
    line = Line("Dr Kelier", "Dr Kelier", 0.5, BOX, (Word("Dr", 0.4), Word("Kelier", 0.5)))
    new = apply_glossary(Page((line,), "test"), Glossary(("Keller",)), frequency)
    assert new.lines[0].words == (Word("Dr", 0.4), Word("Keller", 1.0))


def test_a_letter_that_the_frames_pass_over_is_found_by_the_others() -> None:
    text = "the Titaic sank"
    alphabet = ["", *sorted(set(text))]
    seen = np.full((2 * len(text) + 1, len(alphabet)), 1e-6, dtype=np.float32)
    seen[::2, 0] = 1.0
    seen[np.arange(1, len(seen), 2), [alphabet.index(c) for c in text]] = 1.0
    page = Page((replace(page_of(text).lines[0], posteriors=pack(Frames.of(seen, alphabet))),), "test")
    glossary = Glossary(("Titanic",))
    assert apply_by_frames(page, glossary, frequency).text == text
    assert apply_glossary(page, glossary, frequency).text == "the Titanic sank"


def test_terms_that_stand_or_nearly_stand_are_hints_in_the_glossary_s_order() -> None:
    glossary = Glossary(("Xylophon", "Golden Gate", "Keller", "mrs"), (("teh", "the"),))
    assert matched(["Dr Kelier on teh", "golden gate"], glossary) == ("Golden Gate", "Keller", "the")
    assert matched(["Dr Kelier"], Glossary()) == ()


OCR_TEXT = "Kelier Keller KELLER kel ler Amoxi- cil1in GoldenGate 12.50 a@b.de teh Müllers the  ,"
WORDS = st.sampled_from(re.split(" ", OCR_TEXT))
LINES = st.lists(st.one_of(st.lists(WORDS, max_size=8).map(" ".join), st.text(max_size=30)), max_size=4)


@settings(max_examples=200)
@given(LINES)
def test_any_page_can_be_had_back_line_by_line(lines: list[str]) -> None:
    page = page_of(*(line.replace("\n", " ") for line in lines))
    glossary = Glossary(("Keller", "Amoxicillin", "Golden Gate", "Müller"), (("teh", "the"),))
    new = apply_glossary(page, glossary, frequency)
    back = [line.text for line in new.lines]
    for change in reversed(new.changes):
        line = back[change.line - 1]
        assert line[change.start : change.start + len(change.after)] == change.after
        back[change.line - 1] = line[: change.start] + change.before + line[change.start + len(change.after) :]
    assert back == [line.text for line in page.lines]
    assert apply_glossary(new, glossary, frequency).text == new.text
