"""The grammar of phrases."""

from __future__ import annotations

import re
from random import Random

import pytest

from bot.reading.recognition.train.phrase_grammar import Grammar, notes_and_receipts, parse_grammar


def grammar(text: str) -> Grammar:
    return parse_grammar(text.split("\n"))


def said(text: str, symbol: str, count: int = 200) -> set[str]:
    random = Random(1)
    return {grammar(text).said(symbol, random) for _ in range(count)}


def test_a_template_is_filled_with_symbols_numbers_and_digits() -> None:
    rules = "price\n    {least}.##\nleast\n    {3-5}\n"
    assert all(re.fullmatch(r"[345]\.\d\d", price) for price in said(rules, "price"))
    assert said("day\n    {01-03}\n", "day") == {"01", "02", "03"}


def test_signs_can_be_meant_as_they_are() -> None:
    assert said("no\n    \\#1 \\{x}\n", "no") == {"#1 {x}"}


def test_capitals() -> None:
    assert said("a\n    {b^} {b~}\nb\n    łuk i żuk\n", "a") == {"ŁUK I ŻUK Łuk i żuk"}


def test_weights_are_shared_by_a_line() -> None:
    random = Random(2)
    rules = grammar("a\n    8× x | y\n    2× z\n")
    drawn = [rules.said("a", random) for _ in range(3000)]
    assert 0.36 < drawn.count("x") / 3000 < 0.44
    assert 0.17 < drawn.count("z") / 3000 < 0.23


def test_a_phrase_is_of_one_language() -> None:
    rules = "language\n    en | fr\na\n    {word.*} {word.*}\nword.en\n    milk\nword.fr\n    lait\n"
    assert said(rules, "a") == {"milk milk", "lait lait"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("    early\n", "before any symbol"),
        ("a\n    {b}\n", "a: no rule tells what b is"),
        ("language\n    en | fr\na\n    {b.*}\nb.en\n    x\n", "no rule tells what b.fr is"),
    ],
)
def test_a_grammar_with_a_gap_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        grammar(text)


@pytest.mark.parametrize(
    ("symbol", "form"),
    [
        ("price", r"-?(RM|\$|£|€|EUR |CHF |S\$)?\d[\d.,]*[.,]\d\d(\*?[ ]?[A-Z0-9]|-| ?€| EUR| SR| zł| kr)?"),
        ("telephone", r"[+(]?\d[\d ()/.+-]+\d"),
        ("mail", r"(\S+@\S+|\S+)\.[a-z.]+(/\S+)?"),
        ("time", r"\d.*"),
        ("figure", r"\d[\d., ']*([.,]-{1,2})?"),
    ],
)
def test_what_the_package_says_has_its_form(symbol: str, form: str) -> None:
    random = Random(3)
    for _ in range(500):
        text = notes_and_receipts().said(symbol, random)
        assert re.fullmatch(form, text), text


@pytest.mark.parametrize("symbol", ["note", "receipt"])
def test_the_package_says_much_with_digits_and_leaves_nothing_unfilled(symbol: str) -> None:
    random = Random(4)
    lines = [notes_and_receipts().said(symbol, random) for _ in range(2000)]
    assert len(set(lines)) > 1500
    assert sum(any(c.isdigit() for c in line) for line in lines) > 1000
    assert not [line for line in lines if set(line) & set("{}×|") - {"|"} or line != line.strip()]
