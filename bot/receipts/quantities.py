"""How many of an item, at what price: `2 x 0,75`, `0,162 kg x 1,15`, `3 @ 4.29`, `4,99 x 2`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

UNITS = (
    r"(?:pcs?|pkts?|stk|stck|st|ea|each|kg|gr?|lbs?|1b|oz|rolle?n?|rolls?|packs?|pack|pk|box(?:s|es)?|btls?|"
    r"bottles?|ltrs?|"
    r"litres?|l|units?|unit|nos?|set|sets|szt|ks|db|ud|uds|un|und|adet|pz|dose|ctn|tin|bag|bags|cup|cups|x)"
)
_NUMBER = r"\d+(?:[.,]\d{1,3})?"
_PRICE = r"\d*[.,]\d{2,4}|\d{1,3}(?:[.,]\d{3})+|\d+"  # a whole one only where prices have no decimals
MARK = r"(?:RM|R[ps]\.?|EUR|CHF|\$|€|£|¥|₹|E(?=\d))?"
_TIMES = re.compile(
    rf"(?<![\w.,])(?P<q>{_NUMBER})\s*{UNITS}?\.?\s*(?:[x×*@]|at\b|a\b|à)\s*(?:1\s*(?:lb|1b|"
    rf"kg)?\s*/\s*)?{MARK}\s?(?P<u>{_PRICE})(?![\d])",
    re.IGNORECASE,
)
_BACKWARDS = re.compile(
    rf"(?<![\w.,])(?P<u>\d*[.,]\d{{2,4}})\s*(?:EUR|€)?\s*(?:/\s*\w+)?\s*[x×*]\s*(?P<q>{_NUMBER})(?![\d.,])",
    re.IGNORECASE,
)
_BY_WEIGHT = re.compile(
    rf"(?<![\w.,])(?P<q>\d+[.,]\d{{2,3}})\s*(?:kg|lb|1b|l|1|g)\b.*?{MARK}\s?(?P<u>\d*[.,]\d{{2,4}})\s*"
    rf"(?:{MARK}\s*/\s*(?:kg|lb|1b|l|1\b)|(?:EUR|€)\s*/)",
    re.IGNORECASE,
)
_PER_POUND = re.compile(
    r"(?<![\w.,])(?P<q>\d+[.,]\d{1,3})\s*(?:lb|1b)s?\W*(?:@\s*)?1\s*(?:lb|1b)\s*/\s*(?P<u>\d*[.,]\d{2})", re.IGNORECASE
)
LEADING = re.compile(
    rf"\W{{0,3}}(?P<q>\d{{1,3}}(?:[.,]0{{1,3}})?)\s?(?:[x×]|{UNITS}\b)?\s+(?=\D|\d{{4,}})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Times:
    """A quantity and a price for one, in whole units of the currency."""

    quantity: Decimal
    price: Decimal

    def make(self, amount: int, places: int) -> bool:
        """Whether they make an amount in the smallest unit, but for a unit of rounding."""
        return bool(abs(self.quantity * self.price * 10**places - abs(amount)) <= 1)


def times_in(text: str, decimals: int = 2) -> Iterator[Times]:
    """Each quantity and price in a text, the likeliest way to read it first; `decimals` is how many prices have."""
    for pattern in (_PER_POUND, _TIMES, _BY_WEIGHT, _BACKWARDS):
        for match in pattern.finditer(text):
            quantity = decimal_of(match["q"])
            price = decimal_of(match["u"] if decimals else re.sub(r"[.,](?=\d{3})", "", match["u"]))
            if quantity and price and (not decimals or re.search(r"[.,]\d", match["u"])):
                yield Times(quantity, price)


def decimal_of(number: str) -> Decimal | None:
    """A number as it is printed; a point or comma before three digits and after more than none parts decimals too."""
    plain = number.replace(" ", "").replace(",", ".")
    if plain.count(".") > 1:
        plain = plain.replace(".", "")
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None
