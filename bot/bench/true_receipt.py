"""What a receipt truly says: the `.items.json` beside an image, or SROIE's four fields in a `.json`.

    {"merchant": "…", "date": "2018-04-15", "total": "44.90", "items": [{"name": "…", "amount": "23.40"}]}
    {"company": "…", "date": "15/04/2018", "address": "…", "total": "RM44.90"}

What is null or missing is not measured. Where both stand beside an image the first counts, and the four fields apart.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from bot.errors import WrongSetting

ITEMS, FIELDS = ".items.json", ".json"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_WRITTEN_DATE = re.compile(r"(\d+)\W*(\d+|[a-z]+)\W*(\d+)")


@dataclass(frozen=True, slots=True)
class TrueItem:
    """An item in whole units of the currency; what is taken off is negative."""

    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class FourFields:
    """What SROIE asks of a receipt; what is not printed is None."""

    company: str | None
    address: str | None
    day: date | None
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class TrueReceipt:
    """What is known of a receipt: amounts in whole units of the currency; None is not known."""

    merchant: str | None
    day: date | None
    total: Decimal | None
    items: tuple[TrueItem, ...] | None = None
    fields: FourFields | None = None


def true_receipt(image: Path) -> TrueReceipt | None:
    """What stands beside an image; None where nothing does. Raises WrongSetting where it cannot be understood."""
    fields = _fields(image.with_suffix(FIELDS))
    known = _load(image.with_suffix(ITEMS))
    if known is not None:
        try:
            items = tuple(TrueItem(item["name"], Decimal(item["amount"])) for item in known["items"])
            day = date.fromisoformat(known["date"]) if known.get("date") else None
            total = None if known.get("total") in (None, "") else Decimal(known["total"])
        except (KeyError, TypeError, ValueError, InvalidOperation) as error:
            raise _not_understood(image.with_suffix(ITEMS), error) from error
        return TrueReceipt(known.get("merchant"), day, total, items, fields)
    return TrueReceipt(fields.company, fields.day, fields.total, fields=fields) if fields else None


def _fields(path: Path) -> FourFields | None:
    known = _load(path)
    if known is None or not {"company", "total"} <= known.keys():
        return None
    try:
        total = _NUMBER.search(known["total"].replace(",", "")) if known["total"] else None
        day = _written_date(known["date"]) if known.get("date") else None
    except (AttributeError, ValueError) as error:
        raise _not_understood(path, error) from error
    return FourFields(known["company"], known.get("address"), day, Decimal(total[0]) if total else None)


def _written_date(text: str) -> date:
    """A date as it is printed: its day before its month, unless its year comes first."""
    found = _WRITTEN_DATE.search(text.lower())
    if not found:
        raise ValueError(f"no date: {text}")
    first, middle, last = found.groups()
    month = int(middle) if middle.isdecimal() else MONTHS.index(middle[:3]) + 1
    day, year = (last, first) if len(first) == 4 else (first, last)
    return date(int(year) if len(year) == 4 else 2000 + int(year), month, int(day))


def _load(path: Path) -> dict[str, Any] | None:
    """The object in a JSON file; None where there is no such file, or it holds none."""
    if not path.is_file():
        return None
    try:
        known = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=str)  # amounts are exact, or none at all
    except ValueError as error:
        raise _not_understood(path, error) from error
    return known if isinstance(known, dict) else None


def _not_understood(path: Path, error: Exception) -> WrongSetting:
    return WrongSetting(
        problem=f"{path} cannot be read: {error}", allowed="give a receipt as the README's bench has it"
    )
