from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.letters import fold, search_key, squeezed, word_spans, words

LATIN = st.text(st.characters(max_codepoint=0x24F) | st.sampled_from("\u0301\u0308ﬁ’-_"))


@pytest.mark.parametrize(
    ("text", "folded"), [("KOVÁCS Ilona", "kovacs ilona"), ("Straße", "strasse"), ("ﬁnal", "final"), ("Łódź", "łodz")]
)
def test_folding_takes_case_and_accents_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(LATIN)
def test_what_is_folded_is_the_same_however_it_was_composed(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text)


def test_a_search_takes_strokes_through_letters_for_accents() -> None:
    assert search_key("ŁÓDŹ Søren ÆON Kovács") == "lodz soren æon kovacs"


@given(LATIN)
def test_squeezing_leaves_small_letters_and_digits_in_their_order(text: str) -> None:
    assert squeezed(f" {text}. ") == squeezed(text)
    assert all(map(str.isalnum, squeezed(text)))
    assert squeezed("Kova\u0301cs-7 “B”") == "kovács7b"


@given(st.text())
def test_words_are_what_stands_at_their_spans_and_only_marks_stand_between(text: str) -> None:
    spans = word_spans(text)
    assert [text[start:end] for start, end in spans] == words(text)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    between = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    assert not any(character.isalnum() for gap in between for character in gap)
    assert all(between[1:-1])
