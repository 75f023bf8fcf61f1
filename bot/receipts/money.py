"""Amounts of money: integers of a currency's smallest unit, as text and back."""

from __future__ import annotations

import re
import unicodedata

from babel.numbers import get_currency_precision

from bot.receipts.currency_marks import is_mark

USUAL_PLACES = 2
LONGEST = 60  # letters of an amount, with its mark; what looks for its parts takes long in more
MOST_DIGITS = 12  # a database keeps 18; sums of ten thousand amounts stay below

_MINUS = r"\-" "\N{MINUS SIGN}\N{EN DASH}\N{EM DASH}"
_AMOUNT = re.compile(
    rf"""(?P<open>\()?\s*
    (?P<sign>[+{_MINUS}])?\s*
    (?P<before>[^\d\s()+{_MINUS}.,'][^\d\s()+{_MINUS},']*)?\s*
    (?P<inner>[{_MINUS}])?\s*
    (?P<number>[.,]?\d(?:[\d.,'\s]*\d)?)
    (?P<none>[.,]\s?[{_MINUS}]{{1,2}})?\s*
    (?P<after>[^\d\s()+{_MINUS}.,']+\.?)?\s*
    (?P<trailing>[{_MINUS}])?\s*
    (?P<close>\))?""",
    re.VERBOSE,
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*|\d{1,2}(?:(,)\d{2})+,\d{3}")


def places(currency: str | None) -> int:
    """How many decimals an amount in a currency (ISO 4217) has, as people pay it; two where it is unknown."""
    return get_currency_precision(currency) if currency else USUAL_PLACES


def decimal_text(amount: int, places: int) -> str:
    """An amount with a decimal point and without a currency: 4490 with two places is `44.90`."""
    digits = str(abs(amount)).rjust(places + 1, "0")
    whole, cents = digits[: len(digits) - places], digits[len(digits) - places :]
    return f"{'-' if amount < 0 else ''}{whole}{'.' if places else ''}{cents}"


def parse_amount(text: str, places: int) -> int | None:
    """The amount that a text is, as a person or a receipt writes it, in units of the last place; None if it is none.

    Decimal point or comma; thousands parted by point, comma, apostrophe or space, also as in India; a minus before,
    behind or as brackets; the mark of a currency before or behind. More decimals than `places` are none.
    """
    plain = unicodedata.normalize("NFKC", text.strip()).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").strip()
    found = _AMOUNT.fullmatch(plain) if len(plain) <= LONGEST else None
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    if not all(is_mark(mark) for mark in (found["before"], found["after"]) if mark):
        return None
    minuses = [found["open"], found["sign"] not in (None, "+"), found["inner"], found["trailing"]]
    if sum(map(bool, minuses)) > 1 or (found["sign"] == "+" and any(minuses)):
        return None
    size = _size(re.sub(r"\s", " ", found["number"]), 0 if found["none"] else places)
    if size is None:
        return None
    if found["none"]:
        size *= 10**places
    return None if len(str(size)) > MOST_DIGITS else -size if any(minuses) else size


def _size(number: str, places: int) -> int | None:
    """A number of digits and separators in units of the last of `places`."""
    for whole, decimals in _ways(number, places):
        if len(decimals) > places and decimals.strip("0"):
            continue
        if not whole.isdecimal() and not _GROUPED.fullmatch(whole):
            continue
        return int(re.sub(r"\D", "", whole) + decimals[:places].ljust(places, "0"))
    return None


def _ways(number: str, places: int) -> list[tuple[str, str]]:
    """In which ways a number may part into its whole and its decimals, the likeliest first."""
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return [(number, "")]
    whole, decimals = number[:last] or "0", number[last + 1 :]
    if not decimals.isdecimal() or number[last] in whole:
        return [(number, "")]
    parted, thousands = (whole, decimals), (number, "")
    grouped = len(decimals) == 3 and whole[0] != "0"
    if places == 3:
        return [parted, thousands]
    if grouped:
        return [thousands]
    return [parted] if len(decimals) <= max(places, 2) else []
