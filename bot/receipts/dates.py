"""The day and the time of a receipt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.letters import search_key
from bot.receipts.rows import Row

EARLIEST = 1990
FAR = timedelta(days=2)  # a clock elsewhere may be a day ahead of ours
MONTH_FIRST = frozenset({"US", "PH", "FM", "PW"})
SHORT_YEAR_FIRST = frozenset({"JP", "CN", "TW", "KR", "HU"})

_MONTHS = (
    ("jan", "gen", "ene", "sty", "led", "oca", "януар", "янв"),
    ("feb", "fev", "fév", "lut", "uno", "sub", "фев"),
    ("mar", "mrz", "mars", "maa", "maerz", "brez", "мар"),
    ("apr", "avr", "abr", "kwi", "dub", "nis", "апр"),
    ("may", "mai", "maj", "mag", "mei", "mayo", "kve", "май", "мая"),
    ("jun", "juin", "giu", "cze", "cerven", "haz", "июн"),
    ("jul", "juil", "lug", "lip", "tem", "июл"),
    ("aug", "aou", "ago", "sie", "srp", "agu", "ogos", "авг"),
    ("sep", "set", "wrz", "zar", "eyl", "сен"),
    ("oct", "okt", "out", "ott", "paz", "rij", "eki", "окт"),
    ("nov", "lis", "kas", "ноя"),
    ("dec", "dez", "dic", "des", "gru", "pro", "ara", "dis", "дек"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_YEAR = r"(?P<y>20\d{2}|19\d{2}|\d{2})(?!\d|[.,:/]\d)"
_PARTED = re.compile(rf"(?<![\d.,:])(?P<a>\d{{1,2}})\s?(?P<s>[/.\-])\s?(?P<b>\d{{1,2}})\s?(?P=s)\s?{_YEAR}")
_SPACED = re.compile(r"(?<![\d.,:])(?P<a>\d{2})\s(?P<b>\d{2})\s(?P<y>20\d{2})(?!\d)")
_RUN_ON = re.compile(r"(?<![\d.,:])(?P<a>\d{1,2})(?P<s>[/.\-])(?P<b>\d{1,2})(?P=s)(?P<y>20\d{2})(?=\d{1,2}:\d{2})")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>20\d{2})\s?(?P<s>[/.\-年])\s?(?P<b>\d{1,2})\s?[/.\-月]\s?(?P<a>\d{1,2})(?!\d)")
_DAY_NAMED = re.compile(
    rf"(?<!\d)(?P<a>\d{{1,2}})(?:st|nd|rd|th|\.)?[ \-/.]{{0,2}}(?:de )?(?P<n>{_NAME})[^\W\d_]*[ \-/.,']{{0,3}}(?:de )?{_YEAR}",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(
    rf"(?<![^\W\d_])(?P<n>{_NAME})[^\W\d_]*[ .\-/]{{0,2}}(?P<a>\d{{1,2}})(?:st|nd|rd|th)?[ ,.\-/']{{1,3}}(?P<y>20\d{{2}}|'?\d{{2}}(?![\d:]))",
    re.IGNORECASE,
)
_SHORT_YEAR_FIRST = re.compile(r"(?<![\d.,:])(?P<y>\d{2})(?P<s>[/.\-])(?P<b>\d{1,2})(?P=s)(?P<a>\d{2})(?!\d)")
_TIME = re.compile(
    r"(?<![\d.,:/])(?P<h>[01]?\d|2[0-3])\s?(?P<c>[:.hH])\s?(?P<m>[0-5]\d)(?:[:.](?P<s>[0-5]\d))?(?!\d|[.,/:]\d)\s?(?P<half>[AaPp]\.?[Mm]\b)?"
)
_LABEL = re.compile(r"\bdat[eaou]|\bdatum|\bdt\b|tarikh|tanggal|tarih|fecha|日期|日付|\bdia\b|\bdzien|дата")
_ANOTHER = re.compile(
    r"expir|valid|gultig|closed|\bbis\b|until|return|exchange|umtausch|due|scadenza|born|birth|print|best before|since"
)
_HOURS = re.compile(r"open|hour|offnungs|mon|\bmo\b|sun|horaire|orari|horario|\bsa\b|\bfr\b")


@dataclass(frozen=True, slots=True)
class _Found:
    """A day that stands on a receipt, with day and month exchanged where that is a day too, and how sure it is."""

    day: date
    other: date | None
    score: float
    row: int


def day_of(rows: Sequence[Row], country: str | None, today: date) -> tuple[date | None, date | None]:
    """The day of a receipt, and the day it is with day and month exchanged, where nothing tells which is which.

    `country` (ISO 3166) says which of the two comes first. No day is after `today`.
    """
    found = [each for n, row in enumerate(rows) for each in _days(n, row.text, country, today)]
    if not found:
        return None, None
    best = max(found, key=lambda each: each.score + 0.5 * sum(each.day == other.day for other in found))
    if best.other is None or country is not None:
        return best.day, None
    proofs = [each for each in found if each.other is None]
    if any(each.day == best.day for each in proofs):
        return best.day, None
    if any(each.day == best.other for each in proofs):
        return best.other, None
    return best.day, best.other


def time_of(rows: Sequence[Row], day: date | None, country: str | None, today: date) -> time | None:
    """The time of a receipt: that beside its day, else the first that is no opening hour."""
    best: tuple[float, time] | None = None
    for n, row in enumerate(rows):
        beside = any(day in (each.day, each.other) for each in _days(n, row.text, country, today))
        plain = search_key(row.text)
        if _HOURS.search(plain) and not beside:
            continue
        for match in _TIME.finditer(row.text):
            if match["c"] == "." and not (match["half"] or (beside and not _is_date_part(row.text, match))):
                continue
            labelled = bool(
                re.search(r"\btime|uhr|zeit|heure|hora|\bora\b|godz|masa|jam|klok|\btid\b|saat|\bcas\b", plain)
            )
            score = 3.0 * beside + labelled + 0.5 * bool(match["s"]) - 2.0 * bool(_ANOTHER.search(plain)) - n / 1000
            with suppress(ValueError):
                found = _clock(match)
                if best is None or score > best[0]:
                    best = (score, found)
    return best[1] if best else None


def has_day(text: str) -> bool:
    """Whether a day stands in a text."""
    return any(pattern.search(text) for pattern in (_PARTED, _YEAR_FIRST, _DAY_NAMED, _NAMED_DAY))


def _is_date_part(text: str, match: re.Match[str]) -> bool:
    return any(found.start() < match.end() and match.start() < found.end() for found in _PARTED.finditer(text))


def _clock(match: re.Match[str]) -> time:
    hour = int(match["h"])
    if match["half"]:
        hour = hour % 12 + 12 * (match["half"][0] in "Pp") if hour <= 12 else hour
    return time(hour, int(match["m"]), int(match["s"] or 0))


def _days(number: int, text: str, country: str | None, today: date) -> Iterator[_Found]:
    plain = search_key(text)
    score = 3.0 * bool(_LABEL.search(plain)) + bool(_TIME.search(text)) - 2.0 * bool(_ANOTHER.search(plain))
    for day, other in _written(text, country):
        likely = [each for each in (day, other) if each and each.year >= EARLIEST and each <= today + FAR]
        if likely:
            other = likely[1] if len(likely) > 1 and likely[0] != likely[1] else None
            yield _Found(likely[0], other, score - number / 1000, number)


def _written(text: str, country: str | None) -> Iterator[tuple[date | None, date | None]]:
    """Each day in a text, the likelier reading first where there are two."""
    for pattern in (_YEAR_FIRST, _DAY_NAMED, _NAMED_DAY):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            month = _MONTH[groups["n"].casefold()] if "n" in groups else int(groups["b"])
            yield _day(groups["y"], month, int(groups["a"])), None
    for pattern in (_PARTED, _RUN_ON, _SPACED):
        for match in pattern.finditer(text):
            a, b = int(match["a"]), int(match["b"])
            ways = [_day(match["y"], b, a), _day(match["y"], a, b)]
            if country in MONTH_FIRST and match.groupdict().get("s") != ".":
                ways.reverse()
            yield ways[0] or ways[1], ways[1] if ways[0] else None
    for match in _SHORT_YEAR_FIRST.finditer(text):
        if country in SHORT_YEAR_FIRST or int(match["a"]) > 31 or int(match["y"]) > 31:
            yield _day(match["y"], int(match["b"]), int(match["a"])), None


def _day(year: str, month: int, day: int) -> date | None:
    full = int(year.strip("'"))
    with suppress(ValueError):
        return date(full + 2000 if full < 100 else full, month, day)
    return None
