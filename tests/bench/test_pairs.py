"""What a corrector mends and breaks on pairs of texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bench.pairs import PairsResult, TextPair, damaged, page_of, read_pairs
from bot.errors import WrongSetting

TEXTS = st.lists(st.sampled_from(["the", "tbe", "12", "I2", "cat", "\n"]), max_size=12).map(" ".join)


def test_mending_and_harm_are_told_apart() -> None:
    pair = TextPair(ocr="tbe cat of 12", truth="the cat of 12")
    assert PairsResult.of(pair, "the cat of 12").after.cer == 0
    mended, harmed = PairsResult.of(pair, "the cat of 12"), PairsResult.of(pair, "the car of 13")
    assert (mended.worse, mended.digits_altered, mended.clean_words_damaged) == (0, 0, 0)
    assert (harmed.worse, harmed.digits_altered, harmed.clean_words_damaged) == (1, 1, 2)
    both = mended + harmed
    assert both.as_object() == {
        "pairs": 2,
        "cer_before": pytest.approx(100 * 2 / 26, abs=1e-3),
        "cer_after": pytest.approx(100 * 2 / 26, abs=1e-3),
        "wer_before": 25.0,
        "wer_after": 25.0,
        "worse": 1,
        "digits_altered": 1,
        "clean_words_damaged": 2,
        "seconds": 0,
    }


def test_a_wrong_word_changed_into_another_wrong_one_is_no_damage() -> None:
    assert damaged(TextPair("a tbe b", "a the b"), "a toe b") == 0


@given(TEXTS, TEXTS)
def test_a_text_that_is_left_alone_takes_no_harm(ocr: str, truth: str) -> None:
    result = PairsResult.of(TextPair(ocr, truth), page_of(ocr).text)
    assert result.before == result.after
    assert (result.worse, result.digits_altered, result.clean_words_damaged) == (0, 0, 0)


def test_pairs_are_read_and_a_line_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text('{"ocr": "a\\u2028b", "gt": "ab", "lang": "en"}\n\n{"ocr": "c", "gt": "d"}\n', encoding="utf-8")
    assert read_pairs(file) == [TextPair("a\u2028b", "ab"), TextPair("c", "d")]
    for line in ("{}", "[]", "no JSON"):
        file.write_text(f'{{"ocr": "c", "gt": "d"}}\n{line}\n', encoding="utf-8")
        with pytest.raises(WrongSetting, match="line 2 of"):
            read_pairs(file)
    file.write_text("\n")
    with pytest.raises(WrongSetting, match="is empty"):
        read_pairs(file)


def test_answers_are_read_and_a_line_without_one_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    good = '{"ocr": "c", "gt": "d", "llama": "e", "n": 3}\n'
    file.write_text(good)
    assert read_pairs(file, "llama") == [TextPair("c", "d", "e")]
    with pytest.raises(WrongSetting, match=r"line 1 of .* has no text in its field gpt — .*: llama$"):
        read_pairs(file, "gpt")
    file.write_text(good + '{"ocr": "c", "gt": "d", "llama": null}\n')
    with pytest.raises(WrongSetting, match=r"line 2 of .* has no text in its field llama — .*: none$"):
        read_pairs(file, "llama")
