"""What is written behind `/paid`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.ledger.paid_words import parse_paid
from bot.receipts.money import decimal_text, places


@pytest.mark.parametrize(
    ("text", "last", "amount", "currency", "words"),
    [
        ("12.50 Pizza", "EUR", 1250, "EUR", "Pizza"),
        ("Pizza 12,50", "EUR", 1250, "EUR", "Pizza"),
        ("12,50 EUR Pizza for three", None, 1250, "EUR", "Pizza for three"),
        ("€12.50 Pizza", "MYR", 1250, "EUR", "Pizza"),
        ("Pizza 12,50€", "MYR", 1250, "EUR", "Pizza"),
        ("Pizza € 12,50", "MYR", 1250, "EUR", "Pizza"),
        ("RM 1,234.50 rent", None, 123450, "MYR", "rent"),
        ("12.50 eur Pizza", None, 1250, "EUR", "Pizza"),
        ("$5 coffee", "SGD", 500, "SGD", "coffee"),
        ("$5 coffee", "EUR", 500, "USD", "coffee"),
        ("ramen 1200 JPY", "EUR", 1200, "JPY", "ramen"),
        ("ramen ¥1200", None, 1200, "JPY", "ramen"),
        ("0.500 OMR tea", None, 500, "OMR", "tea"),
        ("2 pizzas 12.50", "EUR", 1250, "EUR", "2 pizzas"),
        ("bus 42 3.20", "EUR", 320, "EUR", "bus 42"),
        ("5 pen", "EUR", 500, "EUR", "pen"),
        ("5 PEN", "EUR", 500, "PEN", ""),
        ("-3,50 bottles back", "EUR", -350, "EUR", "bottles back"),
        ("12", "EUR", 1200, "EUR", ""),
        ("12.50 Pizza", None, 1250, None, "Pizza"),
        ("披薩 120 元", "TWD", 12000, "TWD", "披薩"),
        ("披薩 NT$120", None, 12000, "TWD", "披薩"),
    ],
)
def test_amount_currency_and_words(text: str, last: str | None, amount: int, currency: str | None, words: str) -> None:
    paid = parse_paid(text, last)
    assert paid and (paid.amount, paid.currency, paid.words) == (amount, currency, words)


@pytest.mark.parametrize(
    "text", ["", "Pizza", "0 Pizza", "0.00", "1e9", "99999999999999", "15.4.2018 Pizza", "12.50.1"]
)
def test_what_is_no_amount(text: str) -> None:
    assert parse_paid(text, "EUR") is None


@given(st.text())
def test_whatever_is_written_is_an_amount_or_none(text: str) -> None:
    paid = parse_paid(text, "EUR")
    assert paid is None or (paid.amount and len(paid.words) <= 100)


@given(st.integers(1, 10**9), st.sampled_from(["EUR", "JPY", "OMR"]), st.booleans())
def test_every_amount_comes_back(amount: int, currency: str, first: bool) -> None:
    written = decimal_text(amount, places(currency))
    paid = parse_paid(f"{written} {currency} Pizza" if first else f"Pizza {written} {currency}", None)
    assert paid and (paid.amount, paid.currency, paid.words) == (amount, currency, "Pizza")
