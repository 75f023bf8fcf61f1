"""Amounts as text and back."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.receipts.money import MOST_DIGITS, decimal_text, parse_amount, places

AMOUNTS = st.integers(min_value=-(10**MOST_DIGITS) + 1, max_value=10**MOST_DIGITS - 1)
PLACES = st.sampled_from([0, 2, 3])
STYLES = st.sampled_from(
    [(".", ","), (",", "."), (",", " "), (".", "'"), (",", "\N{NARROW NO-BREAK SPACE}"), (".", "’")]
)


@pytest.mark.parametrize(
    ("currency", "expected"), [("EUR", 2), ("JPY", 0), ("IDR", 0), ("OMR", 3), ("KWD", 3), ("MYR", 2), (None, 2)]
)
def test_a_currency_has_the_decimals_that_people_pay_with(currency: str | None, expected: int) -> None:
    assert places(currency) == expected


@pytest.mark.parametrize(
    ("amount", "of", "text"), [(4490, 2, "44.90"), (-5, 2, "-0.05"), (0, 2, "0.00"), (1200, 0, "1200"), (5, 3, "0.005")]
)
def test_an_amount_as_a_decimal_text(amount: int, of: int, text: str) -> None:
    assert decimal_text(amount, of) == text


@pytest.mark.parametrize(
    ("text", "of", "amount"),
    [
        ("44.90", 2, 4490),
        ("44,90", 2, 4490),
        ("44.9", 2, 4490),
        ("44", 2, 4400),
        (".50", 2, 50),
        ("1,234.56", 2, 123456),
        ("1.234,56", 2, 123456),
        ("1 234,56", 2, 123456),
        ("1'234.50", 2, 123450),
        ("1,23,456.00", 2, 12345600),
        ("1.234", 2, 123400),
        ("1.234", 3, 1234),
        ("1,234.500", 3, 1234500),
        ("50.000,00", 0, 50000),
        ("12.500", 0, 12500),
        ("-5.00", 2, -500),
        ("5,00-", 2, -500),
        ("(5.00)", 2, -500),
        ("−5", 2, -500),
        ("+5", 2, 500),
        ("-0", 2, 0),
        ("RM 44.90", 2, 4490),
        ("44,90 €", 2, 4490),
        ("$-5.00", 2, -500),
        ("-$5.00", 2, -500),
        ("R$ 1.234,50", 2, 123450),
        ("12,50 zł", 2, 1250),
        ("kr. 12,-", 2, 1200),
        ("Fr. 12.--", 2, 1200),
        ("¥1,200", 0, 1200),
        ("1200円", 0, 1200),
        ("12 eur", 2, 1200),
        ("1\N{NO-BREAK SPACE}234,50\N{NO-BREAK SPACE}€", 2, 123450),
        ("４４．９０", 2, 4490),
    ],
)
def test_an_amount_as_people_and_receipts_write_it(text: str, of: int, amount: int) -> None:
    assert parse_amount(text, of) == amount


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("", 2),
        ("Tofu", 2),
        ("1e9", 2),
        ("5l", 2),
        ("3x", 2),
        ("44.9055", 2),
        ("12.50", 0),
        ("0.234", 2),
        ("1.2.3", 2),
        ("1 2", 2),
        ("12.34.56", 2),
        ("--5", 2),
        ("-(5)", 2),
        ("(5", 2),
        ("12 34", 2),
        ("9" * (MOST_DIGITS + 1), 0),
    ],
)
def test_what_is_no_amount(text: str, of: int) -> None:
    assert parse_amount(text, of) is None


@given(AMOUNTS, PLACES)
def test_a_decimal_text_is_read_as_the_amount_it_was_made_of(amount: int, of: int) -> None:
    assert parse_amount(decimal_text(amount, of), of) == amount


@given(AMOUNTS, PLACES, STYLES, st.sampled_from(["", "€", "RM ", "kr. "]), st.sampled_from(["", " zł", " USD"]))
def test_thousands_and_decimals_of_every_style_are_read(
    amount: int, of: int, style: tuple[str, str], before: str, after: str
) -> None:
    point, thousands = style
    whole, _, cents = decimal_text(abs(amount), of).partition(".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    text = f"{before}{'-' if amount < 0 else ''}{grouped}{point if cents else ''}{cents}{after}"
    assert parse_amount(text, of) == amount


@given(st.text(max_size=20), PLACES)
def test_any_text_is_an_amount_or_none(text: str, of: int) -> None:
    amount = parse_amount(text, of)
    assert amount is None or abs(amount) < 10**MOST_DIGITS


@pytest.mark.parametrize("text", ["(" + " " * 4000 + "x", "x" + " " * 4000 + "y", "1" * 4000, "1 " * 2000])
def test_what_is_too_long_for_an_amount_is_none_at_once(text: str) -> None:
    started = process_time()
    assert parse_amount(text, 2) is None
    assert process_time() - started < 0.5
