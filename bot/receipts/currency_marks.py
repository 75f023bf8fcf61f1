"""What stands beside an amount and says its currency: symbols, abbreviations and ISO 4217 codes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from babel.core import get_global

MARKS: dict[str, tuple[str, ...]] = {  # folded; the likeliest currency first
    "€": ("EUR",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP", "COP", "ARS", "UYU"),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "円": ("JPY",),
    "元": ("CNY", "TWD"),
    "₩": ("KRW",),
    "원": ("KRW",),
    "₹": ("INR",),
    "₽": ("RUB",),
    "₺": ("TRY",),
    "₫": ("VND",),
    "₱": ("PHP",),
    "฿": ("THB",),
    "₴": ("UAH",),
    "₪": ("ILS",),
    "us$": ("USD",),
    "a$": ("AUD",),
    "au$": ("AUD",),
    "c$": ("CAD",),
    "ca$": ("CAD",),
    "nz$": ("NZD",),
    "s$": ("SGD",),
    "sg$": ("SGD",),
    "hk$": ("HKD",),
    "nt$": ("TWD",),
    "mx$": ("MXN",),
    "r$": ("BRL",),
    "rm": ("MYR",),
    "rp": ("IDR",),
    "rs": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "fr": ("CHF",),
    "sfr": ("CHF",),
    "kr": ("SEK", "DKK", "NOK", "ISK"),
    "kč": ("CZK",),
    "kc": ("CZK",),
    "zł": ("PLN",),
    "zl": ("PLN",),
    "ft": ("HUF",),
    "lei": ("RON",),
    "лв": ("BGN",),
    "руб": ("RUB",),
    "р": ("RUB",),
    "грн": ("UAH",),
    "tl": ("TRY",),
    "euro": ("EUR",),
    "euros": ("EUR",),
    "dollar": ("USD",),
    "dollars": ("USD",),
}

_SYMBOLS = "".join(mark for mark in MARKS if len(mark) == 1 and not (mark.isascii() and mark.isalpha()) and mark != "р")
_BESIDE_NUMBER = re.compile(rf"(?<!\w)([{_SYMBOLS}])\s?\d|\d\s?([{_SYMBOLS}])")


@cache
def codes() -> frozenset[str]:
    """Every ISO 4217 code that CLDR knows, of today and of before."""
    return frozenset(get_global("all_currencies"))


def is_mark(text: str) -> bool:
    """Whether a text is the mark of a currency and nothing else, in whatever case, with a point after it or without."""
    bare = text.strip().rstrip(".")
    return bare.casefold() in MARKS or bare.upper() in codes()


def may_be_in(text: str, currency: str) -> bool:
    """Whether no symbol beside a number in a text is of other currencies alone: `$5.00` is in no pounds."""
    symbols = {before or after for before, after in _BESIDE_NUMBER.findall(unicodedata.normalize("NFKC", text))}
    return all(currency in MARKS[symbol] for symbol in symbols)
