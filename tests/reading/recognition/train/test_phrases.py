"""What the lines say."""

from __future__ import annotations

import lzma
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.recognition.train.phrases import LONGEST, LineKind, Phrases, load_phrases, plain, typeset


@pytest.mark.parametrize("kind", ["written", "receipt", "print"])
def test_a_phrase_is_of_the_alphabet_and_not_long(phrases: Phrases, kind: LineKind) -> None:
    for seed in range(300):
        text = phrases.phrase(kind, Random(seed))
        assert 0 < len(text) <= LONGEST
        assert set(text) <= phrases.alphabet
        assert kind == "print" or text == plain(text)


def test_the_same_seed_says_the_same(phrases: Phrases) -> None:
    first, second = ([phrases.phrase("written", Random(seed)) for seed in range(50)] for _ in range(2))
    assert first == second
    assert len(set(first)) > 40


def test_most_of_what_is_written_is_from_the_texts(phrases: Phrases) -> None:
    story = plain(phrases.texts["story"]).lower()
    lines = [phrases.phrase("written", Random(seed)) for seed in range(400)]
    assert 0.4 < sum(line.lower() in story for line in lines) / 400 < 0.8
    assert sum(line.upper() == line and line.lower() != line for line in lines) > 10


def test_print_has_a_printers_signs_and_fractions(phrases: Phrases) -> None:
    every = replace(phrases, alphabet=phrases.alphabet | set("’‘“”„–—…½¼¾×÷«»"))
    lines = [every.phrase("print", Random(seed)) for seed in range(1200)]
    for sign in ("’", "“", "–", "½", "×"):
        assert any(sign in line for line in lines), sign
    assert any("'" in line for line in lines)  # and a typewriter's


def test_quotes_open_and_close() -> None:
    assert {typeset('"so" - it\'s "here"...', Random(seed)) for seed in range(99)} >= {
        "“so” – it’s “here”…",
        "„so“ — it’s „here“…",
    }


def test_receipts_are_numbers_above_all(phrases: Phrases) -> None:
    rows = [phrases.phrase("receipt", Random(seed)) for seed in range(400)]
    assert sum(any(c.isdigit() for c in row) for row in rows) > 240


def test_without_texts_and_words_notes_are_left(phrases: Phrases) -> None:
    bare = Phrases({}, {}, phrases.alphabet, phrases.grammar)
    assert all(bare.phrase("written", Random(seed)) for seed in range(50))


@given(st.text())
def test_plain_text_stays_as_it_is(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert "  " not in once


def test_quotes_and_dashes_are_of_one_kind() -> None:
    assert plain("„so“ — «l’été»\u00a0… ``x''") == '"so" - "l\'été" ... "x"'


def test_texts_are_read_packed_or_not(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("zwölf Boxkämpfer", "utf-8")
    with lzma.open(tmp_path / "packed.txt.xz", "wt", encoding="utf-8") as file:
        file.write("jagen Viktor")
    phrases = load_phrases(tmp_path.iterdir(), frozenset("abc"), languages=["pl"])
    assert phrases.texts == {"packed": "jagen Viktor", "plain": "zwölf Boxkämpfer"}
    assert "jest" in phrases.words["pl"]
