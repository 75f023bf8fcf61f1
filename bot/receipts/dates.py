"""The day and the time of a receipt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache

from bot.letters import search_key
from bot.receipts.months import MONTHS

EARLIEST = 1990
FAR = timedelta(days=2)  # a clock elsewhere may be a day ahead of ours
MONTH_FIRST = frozenset({"US", "PH", "FM", "PW"})
SHORT_YEAR_FIRST = frozenset({"JP", "CN", "TW", "KR", "HU"})
EITHER_FIRST = frozenset({"CA"})  # there both ways are in use
LABELLED, BESIDE_TIME, OTHER_DAY, AGAIN = 3.0, 1.0, 2.0, 0.5  # what speaks for a day, and what against

_YEAR = r"(?P<y>20\d{2}|19\d{2}|\d{2})(?!\d|[.,:/]\d)"
_PARTED = re.compile(rf"(?<!\d)(?<!\d[.,:])(?P<a>\d{{1,2}})\s?(?P<s>[/.\-])\s?(?P<b>\d{{1,2}})\s?(?P=s)\s?{_YEAR}")
_SPACED = re.compile(r"(?<!\d)(?<!\d[.,:])(?P<a>\d{2})\s(?P<b>\d{2})\s(?P<y>20\d{2})(?!\d)")
_RUN_ON = re.compile(
    r"(?<!\d)(?<!\d[.,:])(?P<a>\d{1,2})(?P<s>[/.\-])(?P<b>\d{1,2})(?P=s)(?P<y>20\d{2})(?=\d{1,2}:\d{2})"
)
_DIGITS_ONLY = re.compile(r"(?<!\d)(?P<y>20\d{2})(?P<b>0[1-9]|1[0-2])(?P<a>[0-3]\d)(?!\d)")
_LETTERS_IN_DAY = re.compile(r"(?<![^\W\d_])[\dOoIl|]{1,2}[/.\-][\dOoIl|]{1,2}[/.\-][\dOoIl|]{2,4}(?![^\W\d_])")
_DIGITS = str.maketrans("OoIl|", "00111")
_SLASHES_MISREAD = re.compile(r"(?<!\d)(?P<a>[0-3]\d)[7|lI/](?P<b>[0-3]\d)[7|lI/](?P<y>20\d{2})(?=\s+\d{1,2}:\d{2})")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>20\d{2})\s?(?P<s>[/.\-年])\s?(?P<b>\d{1,2})\s?[/.\-月]\s?(?P<a>\d{1,2})(?!\d)")
_DAY_NAMED = re.compile(
    rf"(?<!\d)(?P<a>\d{{1,2}})(?:st|nd|rd|th|\.)?[ \-/.]{{0,2}}(?:de )?(?P<n>[^\W\d_]{{3,13}})[ \-/.,']{{0,3}}"
    rf"(?:de )?{_YEAR}"
)
_NAMED_DAY = re.compile(
    r"(?<![^\W\d_])(?P<n>[^\W\d_]{3,13})[ .\-/]{0,2}(?P<a>\d{1,2})(?:st|nd|rd|th)?[ ,.\-/']{1,3}(?P<y>20\d{2}|"
    r"'?\d{2}(?![\d:.,]))"
)
_SHORT_YEAR_FIRST = re.compile(r"(?<![\d.,:])(?P<y>\d{2})(?P<s>[/.\-])(?P<b>\d{1,2})(?P=s)(?P<a>\d{2})(?!\d)")
_TIME = re.compile(
    r"(?<![\d.,:/])(?P<h>[01]?\d|2[0-3])\s?(?P<c>[:.hH])\s?(?P<m>[0-5]\d)(?:[:.](?P<s>[0-5]\d))?(?!\d|[.,/:]\d)"
    r"\s?(?P<half>[AaPp]\.?[Mm]\b)?"
)
_VERSION = re.compile(
    r"\b(?:v|ver|vers|version|rev|release|build|fw|sw)[.:]?\s?\d+(?:\.\d+)+", re.IGNORECASE
)  # of a till
_MAY_BE_DAY = re.compile(r"\d\W{0,3}[/.\-\s年]|\d[^\W\d_]{3}|[^\W\d_]{3}\W{0,2}\d|\d{8}")
_LABEL = re.compile(r"\bdat[eaou]|\bdatum|\bdt\b|tarikh|tanggal|tarih|fecha|日期|日付|\bdia\b|\bdzien|дата")
_ANOTHER = re.compile(
    r"expir|valid|gultig|closed|\bbis\b|until|return|exchange|umtausch|due|scadenza|born|birth|print|best before|"
    r"since"
)
_HOURS = re.compile(r"open|hour|offnungs|mon|\bmo\b|sun|horaire|orari|horario|\bsa\b|\bfr\b")
_CLOCK = re.compile(r"\btime|uhr|zeit|heure|hora|\bora\b|godz|masa|jam|klok|\btid\b|saat|\bcas\b")


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day that stands in a row, with day and month exchanged where that is a day too, and how sure it is."""

    day: date
    other: date | None
    score: float
    row: int


def days_in(texts: Sequence[str], country: str | None, today: date) -> list[DayFound]:
    """Each day in the rows of a receipt; `country` (ISO 3166) says whether the day or the month is first.

    None is later than `today`, but for a clock's error.
    """
    return [each for n, text in enumerate(texts) if _may_be_day(text) for each in _days(n, text, country, today)]


def day_of(found: Sequence[DayFound], country: str | None, currency: str | None) -> tuple[date | None, date | None]:
    """The day of a receipt among those on it, and the other it may be where nothing tells day and month apart.

    A currency (ISO 4217) tells it without a country: of those in several countries none has the month first.
    """
    if not found:
        return None, None
    best = max(found, key=lambda each: each.score + AGAIN * sum(each.day == other.day for other in found))
    is_told = country not in EITHER_FIRST if country else currency is not None
    if best.other is None or is_told:
        return best.day, None
    sure = {each.day for each in found if each.other is None}
    if best.day in sure:
        return best.day, None
    return (best.other, None) if best.other in sure else (best.day, best.other)


def time_of(texts: Sequence[str], found: Sequence[DayFound], day: date | None) -> time | None:
    """The time of a receipt: that beside its day, else the first that is no opening hour."""
    rows = {each.row for each in found if day in (each.day, each.other)}
    best: tuple[float, time] | None = None
    for n, text in enumerate(texts):
        for match in _TIME.finditer(text):
            plain = search_key(text)
            if _HOURS.search(plain) and n not in rows:
                continue
            if match["c"] == "." and not match["half"] and (n not in rows or _within_day(text, match)):
                continue
            score = LABELLED * (n in rows) + bool(_CLOCK.search(plain)) + 0.5 * bool(match["s"])
            score -= OTHER_DAY * bool(_ANOTHER.search(plain)) + n / 1000
            if best is None or score > best[0]:
                best = (score, _clock(match))
    return best[1] if best else None


def has_time(texts: Iterable[str]) -> bool:
    """Whether a time of the day stands in a text, its hours and minutes parted by a colon."""
    return any(":" in text and any(found["c"] == ":" for found in _TIME.finditer(text)) for text in texts)


@lru_cache(2048)
def has_day(text: str) -> bool:
    """Whether a day stands in a text."""
    if not _may_be_day(text):
        return False
    text = _VERSION.sub("", text)
    named = (match for pattern in (_DAY_NAMED, _NAMED_DAY) for match in pattern.finditer(text))
    return bool(_PARTED.search(text) or _YEAR_FIRST.search(text) or any(_month(match["n"]) for match in named))


def _may_be_day(text: str) -> bool:
    return sum(map(str.isdigit, text)) > 2 and bool(_MAY_BE_DAY.search(text))


def _within_day(text: str, match: re.Match[str]) -> bool:
    return any(found.start() < match.end() and match.start() < found.end() for found in _PARTED.finditer(text))


def _clock(match: re.Match[str]) -> time:
    hour = int(match["h"])
    if match["half"] and hour <= 12:
        hour = hour % 12 + 12 * (match["half"][0] in "Pp")
    return time(hour, int(match["m"]), int(match["s"] or 0))


def _month(name: str) -> int | None:
    return MONTHS.get(search_key(name))


def _days(number: int, text: str, country: str | None, today: date) -> Iterator[DayFound]:
    plain = search_key(text)
    score = LABELLED * bool(_LABEL.search(plain)) + BESIDE_TIME * bool(_TIME.search(text))
    score -= OTHER_DAY * bool(_ANOTHER.search(plain))
    for day, other in _written(text, country):
        likely = [each for each in (day, other) if each and each.year >= EARLIEST and each <= today + FAR]
        if likely:
            other = likely[1] if len(likely) > 1 and likely[0] != likely[1] else None
            yield DayFound(likely[0], other, score - number / 1000, number)


def _written(text: str, country: str | None) -> Iterator[tuple[date | None, date | None]]:
    """Each day in a text, the likelier reading first where there are two; where points part it the day is first."""
    text = _LETTERS_IN_DAY.sub(lambda match: match[0].translate(_DIGITS), _VERSION.sub("", text))
    for match in _YEAR_FIRST.finditer(text):
        yield _day(match["y"], int(match["b"]), int(match["a"])), None
    for pattern in (_DAY_NAMED, _NAMED_DAY):
        for match in pattern.finditer(text):
            if month := _month(match["n"]):
                yield _day(match["y"], month, int(match["a"])), None
    if country in SHORT_YEAR_FIRST:
        for match in _SHORT_YEAR_FIRST.finditer(text):
            yield _day(match["y"], int(match["b"]), int(match["a"])), None
    for pattern in (_PARTED, _RUN_ON, _SPACED, _SLASHES_MISREAD):
        for match in pattern.finditer(text):
            a, b = int(match["a"]), int(match["b"])
            ways = [_day(match["y"], b, a), _day(match["y"], a, b)]
            by_points = match.groupdict().get("s") == "."
            if country in MONTH_FIRST and not by_points:
                ways.reverse()
            yield ways[0] or ways[1], ways[1] if ways[0] and not by_points else None
    if _LABEL.search(search_key(text)):
        for match in _DIGITS_ONLY.finditer(text):
            yield _day(match["y"], int(match["b"]), int(match["a"])), None


def _day(year: str, month: int, day: int) -> date | None:
    full = int(year.strip("'"))
    with suppress(ValueError):
        return date(full + 2000 if full < 100 else full, month, day)
    return None
