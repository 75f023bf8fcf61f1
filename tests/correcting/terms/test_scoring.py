from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wordfreq import zipf_frequency

from bot.correcting.terms.scoring import apply_by_frames
from bot.glossary.glossary import Glossary
from bot.page import Change, Line, Page, Word
from bot.reading.decoding.posteriors import Frames, pack
from bot.reading.files.image import UprightImage
from bot.reading.files.pages import load_page
from bot.reading.rapid import RapidReader

BOX = ((0, 0), (1, 0), (1, 1), (0, 1))
Doubts = Mapping[int, Mapping[str, float]]


def frequency(word: str) -> float:
    return float(zipf_frequency(word, "en"))


def line(text: str, doubts: Doubts | None = None) -> Line:
    """A line read as `text`; `doubts` are other characters (or "" for none) with their probabilities, by position."""
    doubts = doubts or {}
    alphabet = ["", *sorted(set(text).union(*doubts.values()) - {""})]
    posteriors = np.full((2 * len(text) + 1, len(alphabet)), 1e-6, dtype=np.float32)
    posteriors[::2, 0] = 0.99
    for position, character in enumerate(text):
        others = doubts.get(position, {})
        row = posteriors[2 * position + 1]
        row[alphabet.index(character)] = 0.99 - sum(others.values())
        for other, probability in others.items():
            row[alphabet.index(other)] = probability
    words = tuple(Word(word, 0.9) for word in text.split())
    return Line(text, text, 0.9, BOX, words, pack(Frames.of(posteriors, alphabet)))


def page(*lines: Line) -> Page:
    return Page(lines, "test")


def found(text: str, doubts: Doubts, *terms: str, aliases: tuple[tuple[str, str], ...] = ()) -> str:
    return apply_by_frames(page(line(text, doubts)), Glossary(terms, aliases), frequency).text


DOUBTS: Doubts = {5: {"l": 0.1}, 6: {"l": 0.1}, 8: {"r": 0.2}}  # of "Dr Kebbew": it may be Keller


def test_a_term_that_explains_the_frames_takes_the_words_place() -> None:
    new = apply_by_frames(page(line("Dr Kebbew, MD", DOUBTS)), Glossary(("Keller",)), frequency)
    assert new.text == "Dr Keller, MD"
    assert new.changes == (Change("Kebbew", "Keller", 1, 3, "glossary"),)
    assert new.raw == "Dr Kebbew, MD"


def test_a_term_that_the_frames_speak_against_does_not() -> None:
    assert found("Dr Kebbew, MD", {}, "Keller") == "Dr Kebbew, MD"


def test_its_words_are_sure() -> None:
    new = apply_by_frames(page(line("Dr Kebbew, of Keller", DOUBTS)), Glossary(("Keller",)), frequency)
    assert new.lines[0].words == (Word("Dr", 0.9), Word("Keller,", 1.0), Word("of", 0.9), Word("Keller", 1.0))


@pytest.mark.parametrize(
    ("text", "doubts", "term", "expected"),
    [
        ("DR KEBBEW, MD", {5: {"L": 0.1}, 6: {"L": 0.1}, 8: {"R": 0.2}}, "Keller", "DR KELLER, MD"),
        ("Wevghbor came", {2: {"i": 0.2}, 1: {"e": 0.9}, 0: {"N": 0.3}}, "neighbor", "Neighbor came"),
        ("the Kebber's son", {6: {"l": 0.1}, 7: {"l": 0.1}}, "Keller", "the Keller's son"),
        ("three kebbers", {8: {"l": 0.1}, 9: {"l": 0.1}}, "keller", "three kellers"),
        ("(Kebber-Strasse)", {3: {"l": 0.1}, 4: {"l": 0.1}}, "Keller", "(Keller-Strasse)"),
    ],
)
def test_case_endings_and_punctuation_stay(text: str, doubts: Doubts, term: str, expected: str) -> None:
    assert found(text, doubts, term) == expected


def test_accents_are_put_where_they_were_missed() -> None:
    assert found("for Kovacs Ilona", {}, "Kovács") == "for Kovács Ilona"
    assert found("for Kovacs Ilona", {}, "Kovács Ilona") == "for Kovács Ilona"


def test_several_words_and_spaces_lost_or_added() -> None:
    assert found("at Golbengate now", {6: {"d": 0.3}}, "Goldengate") == "at Goldengate now"
    assert found("at Golben Gale now", {6: {"d": 0.3}, 12: {"t": 0.3}}, "Golden Gate") == "at Golden Gate now"
    assert found("at GoldenxGate now", {9: {" ": 0.2}}, "Golden Gate") == "at Golden Gate now"
    assert found("at Kel ler now", {6: {"": 0.2}}, "Keller") == "at Keller now"


def test_numbers_and_addresses_are_not_touched() -> None:
    assert found("call 4711b now", {9: {"l": 0.3}}, "call") == "call 4711b now"
    assert found("TOTAL 18.50", {6: {"I": 0.4}, 7: {"B": 0.4}}, "IB") == "TOTAL 18.50"
    assert found("to kebber@mail.com", {5: {"l": 0.3}, 6: {"l": 0.3}}, "keller") == "to kebber@mail.com"
    assert found("Boeing 7b7", {8: {"4": 0.3}}, "Boeing 747") == "Boeing 747"


def test_a_common_word_stays_where_a_rare_one_would_not() -> None:
    assert found("you may go", {6: {"r": 0.1}}, "mar") == "you may go"
    assert found("you mqy go", {6: {"r": 0.1}}, "mqr") == "you mqr go"


def test_a_term_is_not_taken_for_another() -> None:
    doubts = {5: {"m": 0.4}}
    assert found("Mr Kellner", {7: {"": 0.45}}, "Keller", "Kellner") == "Mr Kellner"
    assert found("Mr Janson", doubts, "Jamson") == "Mr Jamson"
    assert found("Mr Janson", doubts, "Jamson", "Janson") == "Mr Janson"


def test_a_term_within_a_longer_one_does_not_stand_in_its_way() -> None:
    assert found("at Golden Gale", {12: {"t": 0.3}}, "Golden", "Golden Gate") == "at Golden Gate"


def test_an_alias_is_replaced_where_it_was_read_and_where_it_is_seen() -> None:
    aliases = (("Kseller", "Keller"),)
    assert found("Mr Kseller", {}, aliases=aliases) == "Mr Keller"
    assert found("MR KSELLER", {}, aliases=aliases) == "MR KELLER"
    assert found("Mr Kzeller", {4: {"s": 0.3}}, aliases=aliases) == "Mr Keller"
    assert found("Mr Keller", {}, aliases=aliases) == "Mr Keller"


def test_the_decoders_changes_move_with_the_text() -> None:
    was = replace(
        page(line("Dr Kebbew ouly"), replace(line("thc end"), text="the end")),
        changes=(Change("oulv", "ouly", 1, 10, "decoder"), Change("thc", "the", 2, 0, "decoder")),
    )
    new = apply_by_frames(was, Glossary((), (("Kebbew", "Kellermann"),)), frequency)
    assert new.text == "Dr Kellermann ouly\nthe end"
    assert new.changes == (
        Change("Kebbew", "Kellermann", 1, 3, "glossary"),
        Change("oulv", "ouly", 1, 14, "decoder"),
        Change("thc", "the", 2, 0, "decoder"),
    )


def test_a_word_that_is_right_already_is_no_surer_than_it_was() -> None:
    glossary = Glossary((), (("Kebew", "Kebbew"),))
    new = apply_by_frames(page(line("Dr Kebbew", {6: {"": 0.45}})), glossary, frequency)
    assert new.lines[0].words == (Word("Dr", 0.9), Word("Kebbew", 0.9))


def test_lines_without_posteriors_stay() -> None:
    was = page(replace(line("Mr Kseller"), posteriors=""))
    assert apply_by_frames(was, Glossary(("Keller",), (("Kseller", "Keller"),)), frequency) == was


def test_no_terms_no_work() -> None:
    was = page(replace(line("Mr Kseller"), posteriors="not even posteriors"))
    assert apply_by_frames(was, Glossary(), frequency) is was


TERMS = st.text("abKÄő 7=&", min_size=1, max_size=12).filter(lambda t: any(c.isalnum() for c in t)).map(str.strip)


@settings(max_examples=60)
@given(st.text("abcK ä.,7'", max_size=20), st.lists(TERMS, max_size=4), st.lists(st.tuples(TERMS, TERMS), max_size=2))
def test_every_change_can_be_undone(text: str, terms: list[str], aliases: list[tuple[str, str]]) -> None:
    new = apply_by_frames(page(line(text)), Glossary(tuple(terms), tuple(aliases)), frequency)
    undone = new.text
    for change in reversed(new.changes):
        assert undone[change.start : change.start + len(change.after)] == change.after
        undone = undone[: change.start] + change.before + undone[change.start + len(change.after) :]
    assert undone == text
    assert [word.text for word in new.lines[0].words] == new.text.split()


def test_ten_thousand_terms_are_quick() -> None:
    letters = np.random.default_rng(1).integers(97, 123, size=(10_000, 8), dtype=np.uint8)
    glossary = Glossary(("Keller", *("".join(map(chr, row)) for row in letters)))
    lines = [line("Dr Kellew said that the meeting was moved to Thursday", {8: {"r": 0.2}})] * 40
    assert apply_by_frames(page(*lines[:1]), glossary, frequency).text.startswith("Dr Keller said that")
    started = time.process_time()
    apply_by_frames(page(*lines), glossary, frequency)
    assert time.process_time() - started < 0.5  # 0.05 where nothing else runs


def test_names_of_a_real_page(data: Path, tmp_path: Path) -> None:
    upright = load_page(data / "photos" / "iam" / "c03-007b.jpg")
    assert isinstance(upright, UprightImage)
    was = RapidReader(tmp_path).read(upright)
    new = apply_by_frames(was, Glossary(("Cloncurry", "churchyard", "pavements", "canals", "shabby")), frequency)
    words = {word.strip(".,") for word in new.text.split()}
    assert {"churchyard", "pavements", "canals", "shabby"} <= words
    assert "Cloncurry" not in words
