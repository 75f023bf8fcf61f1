"""Receipts drawn at random, as fifteen countries print them: read whole, and never proved wrong where digits are."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from bot.receipts.receipt import Receipt
from bot.receipts.receipts_of import receipts_of
from tests.receipts.drawn_texts import PRINTS, drawn, misread
from tests.receipts.slips import slip

TODAY = date(2026, 11, 30)
SEEDS = range(12)  # of each country


def read(text: str) -> Receipt:
    (receipt,) = receipts_of(slip(text), today=TODAY)
    return receipt


@pytest.mark.parametrize("country", sorted(PRINTS))
def test_what_is_printed_is_read(country: str) -> None:
    for seed in SEEDS:
        true = drawn(seed, country)
        receipt = read(true.text)
        assert receipt.total == true.total, true.text
        assert receipt.currency == PRINTS[country].currency, true.text
        assert tuple(item.amount for item in receipt.items) == true.amounts, true.text
        assert tuple(item.name for item in receipt.items) == true.names, true.text
        assert (receipt.cash, receipt.change) == (true.cash, true.change), true.text
        assert true.tax in (None, receipt.tax), true.text
        assert "items" in receipt.proof, true.text


@pytest.mark.parametrize("digits", [1, 2])
@pytest.mark.parametrize("country", sorted(PRINTS))
def test_no_wrong_total_adds_up_where_digits_were_misread(country: str, digits: int) -> None:
    for seed in SEEDS:
        true = drawn(seed, country)
        text, _ = misread(true.text, digits, Random(seed))
        receipt = read(text)
        assert receipt.total == true.total or not receipt.proof, text
