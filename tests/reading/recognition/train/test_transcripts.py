from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.recognition.train.transcripts import Unfit, transcript

ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?'\"-()/&éèàüß€«»")


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  two\u00a0 eggs\t", "two eggs"),
        ("e\u0301te\u0301", "été"),
        ("‘tis “so” – l’été…", "'tis \"so\" - l'été..."),
        ("« oui »", "« oui »"),
        ("ainsi conti¬", "ainsi conti-"),
        ("co\u00adop\u200b", "coop"),
    ],
)
def test_a_transcript_is_of_one_kind(text: str, clean: str) -> None:
    assert transcript(text, ALPHABET) == clean


@pytest.mark.parametrize(
    "text", ["[illisible]", "a <del>b</del>", "who {?}", "he⟨re⟩", "ſo", "xxx", "a ?? b", "a....b", "16 &amp; 17"]
)
def test_editors_marks_leave_a_line_out(text: str) -> None:
    assert transcript(text, ALPHABET | set(text)) is Unfit.MARKS


def test_characters_outside_the_alphabet_leave_a_line_out() -> None:
    assert transcript("καλημέρα", ALPHABET) is Unfit.ALPHABET
    assert transcript("ẞ", ALPHABET) is Unfit.ALPHABET


@pytest.mark.parametrize("text", ["", " \u200b\n"])
def test_no_text_leaves_a_line_out(text: str) -> None:
    assert transcript(text, ALPHABET) is Unfit.NO_TEXT


@given(st.text())
def test_what_is_learnt_from_can_be_said_and_stored(text: str) -> None:
    clean = transcript(text, ALPHABET)
    if not isinstance(clean, Unfit):
        assert set(clean) <= ALPHABET
        assert clean == unicodedata.normalize("NFC", clean) == " ".join(clean.split())
        assert transcript(clean, ALPHABET) == clean
