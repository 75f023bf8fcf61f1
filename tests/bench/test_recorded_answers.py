"""Recorded answers in every language, and what it costs to leave unmarked words alone."""

from __future__ import annotations

from itertools import chain, islice

from wordfreq import available_languages, read_cBpack

from bot.bench.pairs import TextPair
from bot.bench.recorded_answers import measure_answers

LISTS = available_languages("small")
SHORT_LISTS = sorted(LISTS.keys() - available_languages("large").keys())


def test_languages_without_a_long_word_list_are_measured_too() -> None:
    texts = [" ".join(islice(chain.from_iterable(read_cBpack(LISTS[language])), 40)) for language in SHORT_LISTS]
    assert "fil" in SHORT_LISTS
    pairs = [TextPair(text, text, text) for text in texts]
    result = measure_answers([*pairs, TextPair("12", "12", "13")], language="xx", marked=True)
    assert (result.pairs.pairs, result.pairs.after.character_errors) == (len(texts) + 1, 0)


def test_an_unmarked_word_counts_apart() -> None:
    pair = TextPair("he owes tbe baker", "he owes the baker", "he ones the baker")
    found = measure_answers([pair], "en", marked=True).as_object()
    assert found["clean_words_damaged"] == 1
    assert found["marked"] == {
        "cer_after": 0,
        "wer_after": 0,
        "worse": 0,
        "digits_altered": 0,
        "clean_words_damaged": 0,
    }
