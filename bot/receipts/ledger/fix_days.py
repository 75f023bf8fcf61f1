"""Days and times as a person writes them."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from bot.letters import search_key
from bot.receipts.country import CURRENCY
from bot.receipts.dates import MONTH_FIRST
from bot.receipts.ledger.expense import Expense
from bot.receipts.months import MONTHS

MONTH_FIRST_CURRENCIES = frozenset(CURRENCY[country] for country in MONTH_FIRST if country in CURRENCY)
YEARS = range(2000, 2100)
A_MONTH = timedelta(days=31)
_ISO = re.compile(r"(\d{4})\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})日?")
_SHORT = re.compile(r"(\d{1,2})\s?[-./]\s?(\d{1,2})(?:\s?[-./]\s?(\d{2}|\d{4})?)?")
_CHINESE = re.compile(r"(\d{1,2})\s?月\s?(\d{1,2})\s?日?")
_NAMED = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)?\s(?:de\s)?([^\W\d]+)\.?,?(?:\s(?:de\s)?(\d{4}))?")
_NAMED_FIRST = re.compile(r"([^\W\d]+)\.?\s(\d{1,2})(?:st|nd|rd|th)?,?(?:\s(\d{4}))?")
_TIME = re.compile(r"(\d{1,2})(?:\s?[:.h時点點]\s?(\d{2})?(?::\d{2})?)?\s?(?:分|uhr|h)?\s?(am|pm|a\.m\.|p\.m\.)?", re.I)


def parse_day(text: str, expense: Expense) -> date | None:
    """The day that a text is, None where it is none.

    The day stands before the month, unless only the other way is a day, or is the one that was in doubt on the receipt,
    or the currency's country writes it so, which parts them by no points. Without a year it is the one within a month
    of the expense's day, or else the last one until tomorrow of the expense's year or of those before.
    """
    if found := _ISO.fullmatch(text):
        return _day(*map(int, found.groups()))
    if found := _CHINESE.fullmatch(text):
        return _dated(int(found[2]), int(found[1]), None, expense)
    if found := _NAMED.fullmatch(text):
        return _dated(int(found[1]), MONTHS.get(search_key(found[2])), found[3], expense)
    if found := _NAMED_FIRST.fullmatch(text):
        return _dated(int(found[2]), MONTHS.get(search_key(found[1])), found[3], expense)
    if not (found := _SHORT.fullmatch(text)):
        return None
    one, two = int(found[1]), int(found[2])
    ways = [_dated(one, two, found[3], expense), _dated(two, one, found[3], expense)]
    if expense.receipt.currency in MONTH_FIRST_CURRENCIES and "." not in text:
        ways.reverse()
    days = [day for day in ways if day]
    in_doubt = [day for day in days if day == expense.receipt.other_day]
    return next(iter(in_doubt or days), None)


def parse_time(text: str) -> time | None:
    """The time of day that a text is, None where it is none."""
    found = _TIME.fullmatch(text)
    if not found or not (found[2] or found[3] or not text.isdigit()):
        return None
    hour, half = int(found[1]), (found[3] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(found[2] or 0)) if hour < 24 and int(found[2] or 0) < 60 else None


def _dated(day: int, month: int | None, year: str | None, expense: Expense) -> date | None:
    if month is None:
        return None
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    latest = max(date.today(), expense.day) + timedelta(days=1)
    newest_first = (_day(each, month, day) for each in range(expense.day.year + 1, expense.day.year - 5, -1))
    known = [made for made in newest_first if made and made <= latest]
    near = [made for made in known if abs(made - expense.day) <= A_MONTH]
    return next((made for made in near or known if made in near or made.year <= expense.day.year), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
