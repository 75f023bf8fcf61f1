"""The months' names, as receipts print them and people write them."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from babel.dates import get_month_names

from bot.letters import search_key
from bot.receipts.dates import days_in
from bot.receipts.months import MONTHS


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt", "it", "pl", "ru"])
@pytest.mark.parametrize("context", ["format", "stand-alone"])
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_the_months_of_the_bots_languages_are_known(
    language: str, context: Literal["format", "stand-alone"], width: Literal["wide", "abbreviated"]
) -> None:
    names = get_month_names(width, context, language)
    assert {name: MONTHS.get(search_key(name).rstrip(".")) for name in names.values()} == {
        name: number for number, name in names.items()
    }


@pytest.mark.parametrize("text", ["9 мая 2024", "9 май 2024", "9 maja 2024", "9 März 2024", "9. prosince 2024"])
def test_a_month_in_letters_is_found_whatever_signs_they_carry(text: str) -> None:
    (found,) = days_in([text], None, date(2026, 11, 30))
    assert (found.day.year, found.day.day) == (2024, 9)
