"""What a row of a receipt is for, by its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from bot.letters import search_key
from bot.receipts.currency_marks import MARKS
from bot.receipts.keywords import CJK, LONGEST, phrases

ALIKE = 80  # percent: one letter of five may be misread
LEAST_MISREAD = 5  # letters of a word that may be misread
WORDS_KEPT = 4096  # of all pages, so that what they say is not said anew


class RowKind(StrEnum):
    """`TABLE` is the head of a table of taxes, `TAX_ROW` a row of one; `NOTE` is neither bought nor paid.

    `BALANCE` is a total, or what comes back where it stands below what was paid.
    """

    TOTAL = "total"
    WEAK_TOTAL = "weak total"
    BALANCE = "balance"
    SUBTOTAL = "subtotal"
    TAX = "tax"
    TABLE = "table"
    TAX_ROW = "tax row"
    ROUNDING = "rounding"
    SERVICE = "service"
    TIP = "tip"
    DISCOUNT = "discount"
    SAVING = "saving"
    PAID = "paid"
    CHANGE = "change"
    COUNT = "count"
    HEADING = "heading"
    NOTE = "note"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Labels:
    """What the words of a text say, in their order; how many letters they have, and how many all others.

    `first` is whether it begins with one of them.
    """

    tags: tuple[str, ...] = ()
    known: int = 0
    unknown: int = 0
    first: bool = False

    def __contains__(self, tag: str) -> bool:
        return tag in self.tags

    def count(self, *tags: str) -> int:
        """How many words say one of these things."""
        return sum(tag in tags for tag in self.tags)

    def before(self, first: str, second: str) -> bool:
        """Whether one thing is said before another."""
        return first in self.tags and second in self.tags and self.tags.index(first) < self.tags.index(second)


_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[0158|](?=[^\W\d_])|(?<=[^\W\d_]{3})[1|](?!\w))*")
_DIGITS = str.maketrans("0158|", "olsbl")
_TAX_ROW = re.compile(
    r"\W*(?:[a-z]{1,4}\s*[=:]?\s*|[a-z]{1,4}\s*\(?@?\s*|[12]\s*=\s*)?\(?@?\s*\d{1,2}(?:[.,]\d{1,3})?\s?%", re.IGNORECASE
)
_CODE_ROW = re.compile(r"\W*(?:s|sr|srm|zr|zrl|z|t|nr|os|es|rs|ns|tx|gs|[a-e])\W*=?\s*\(?@?\s*\d", re.IGNORECASE)
_TOTAL_WITH_TAX = re.compile(r"\btotal\W*\(\W*(?:gst|sst|tax|vat|mwst|tva|iva)\W+incl", re.IGNORECASE)
_MISREAD = (
    "total", "summe", "gesamtbetrag", "subtotal", "change", "ruckgeld", "rounding", "zwischensumme", "discount",
    "balance", "mastercard", "kartenzahlung", "wechselgeld", "bargeld", "tender", "totale", "amount", "gesamt",
    "rabatt", "kembali", "adjustment",
)  # fmt: skip
_MONEY_WORDS = frozenset(mark for mark in MARKS if mark.isalpha()) | {
    "eur",
    "usd",
    "gbp",
    "myr",
    "chf",
    "dkk",
    "sek",
    "nok",
}


def words_of(text: str) -> list[str]:
    """The words of a text as keywords are written, letters for the digits that stand in words."""
    return [word.translate(_DIGITS) for word in _WORD.findall(search_key(text))]


def labels_of(text: str) -> Labels:
    """What the words of a text say."""
    words = [word for word in map(_bare, words_of(text)) if word]
    found: list[tuple[int, tuple[str, ...]]] = []
    at = 0
    while at < len(words):
        length, said = _longest(words, at)
        found.append((sum(len(word) for word in words[at : at + length]), said))
        at += length
    if any(not said for _, said in found):
        found = [(size, tuple(tag for tag in said if not tag.endswith("!"))) for size, said in found]
    tags = [tag.rstrip("!") for _, said in found for tag in said]
    known = sum(size for size, said in found if said)
    unknown = sum(size for size, said in found if not said)
    first = bool(found and found[0][1])
    if not text.isascii():
        for tag, table in CJK.items():
            if printed := [word for word in table.split() if word in text]:
                tags.append(tag)
                size = len(printed[0])
                known, unknown, first = known + 2 * size, max(unknown - size, 0), True
    return Labels(tuple(tags), known, unknown, first)


@lru_cache(WORDS_KEPT)
def _bare(word: str) -> str:
    """A word without the mark of a currency; empty where it is one."""
    if word in _MONEY_WORDS:
        return ""
    for mark in ("rm", "eur", "euro", "usd"):
        if word.endswith(mark) and (word.removesuffix(mark),) in phrases():
            return word.removesuffix(mark)
    return word


def _longest(words: list[str], at: int) -> tuple[int, tuple[str, ...]]:
    """How many words the longest phrase has that begins at a place, and what it says; one word that says nothing."""
    known = phrases()
    for length in range(min(LONGEST, len(words) - at), 0, -1):
        if found := known.get(tuple(words[at : at + length])):
            return length, found
    return 1, _misread(words[at])


@lru_cache(WORDS_KEPT)
def _misread(word: str) -> tuple[str, ...]:
    """What a word says in which a letter may be wrong."""
    if len(word) < LEAST_MISREAD:
        return ()
    found = process.extractOne(word, _MISREAD, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return phrases()[(found[0],)] if found and abs(len(found[0]) - len(word)) <= 1 else ()


def kind_of(text: str, labels: Labels, amounts: int) -> RowKind:
    """What a row is for; `amounts` is how many amounts of money it has."""
    if labels.known < labels.unknown and not (labels.first and "round" in labels):
        return _unlabelled(text, labels, amounts)
    if _TOTAL_WITH_TAX.search(text):
        return RowKind.TOTAL
    for kind, holds in _RULES:
        if holds(labels, amounts):
            return kind
    return _unlabelled(text, labels, amounts)


def _unlabelled(text: str, labels: Labels, amounts: int) -> RowKind:
    if amounts and (_TAX_ROW.match(text) or (amounts > 1 and _CODE_ROW.match(text) and labels.unknown < 4)):
        return RowKind.TAX_ROW
    noted = labels.count("identity", "contact", "staff", "document")
    if noted and (labels.known > labels.unknown or (labels.first and not amounts)):
        return RowKind.NOTE
    return RowKind.OTHER


def _tax_table(labels: Labels, amounts: int) -> bool:
    named = {tag for tag in ("tax", "net", "gross", "table", "weak total", "subtotal") if tag in labels}
    return (
        not amounts
        and len(named) > 1
        and bool(named & {"tax", "net", "table"})
        and not labels.count("identity", "goods")
    )


def _heading(labels: Labels, amounts: int) -> bool:
    columns = labels.count("goods", "heading", "count", "weak total")
    return not amounts and columns > 1 and columns > labels.count("count") and labels.known >= labels.unknown


def _included_tax(labels: Labels, _: int) -> bool:
    if "tax" not in labels or "incl" not in labels:
        return False
    return not (labels.before("total", "incl") and labels.before("incl", "tax"))


_RULES = (
    (RowKind.TABLE, _tax_table),
    (RowKind.HEADING, _heading),
    (RowKind.NOTE, lambda labels, n: "identity" in labels and "total" not in labels and n < 2),
    (RowKind.CHANGE, lambda labels, _: "change" in labels),
    (RowKind.PAID, lambda labels, _: "paid" in labels and "excl" not in labels),
    (RowKind.TOTAL, lambda labels, _: "round" in labels and "total" in labels),
    (RowKind.ROUNDING, lambda labels, _: "round" in labels),
    (RowKind.SAVING, lambda labels, _: "saving" in labels),
    (RowKind.SUBTOTAL, lambda labels, _: "subtotal" in labels and "gross" not in labels),
    (
        RowKind.SUBTOTAL,
        lambda labels, _: "excl" in labels and labels.count("total", "weak total", "net", "subtotal") > 0,
    ),
    (RowKind.TAX_ROW, lambda labels, n: n > 1 and "tax" in labels and not labels.count("total", "weak total")),
    (RowKind.TAX, _included_tax),
    (RowKind.TOTAL, lambda labels, _: "total" in labels and "incl" in labels),
    (RowKind.TAX, lambda labels, _: "tax" in labels and "total" in labels),
    (RowKind.SERVICE, lambda labels, _: "service" in labels),
    (RowKind.TIP, lambda labels, _: "tip" in labels),
    (RowKind.TOTAL, lambda labels, _: "total" in labels and "discount" not in labels),
    (RowKind.BALANCE, lambda labels, n: n > 0 and "balance" in labels and labels.unknown < 3),
    (RowKind.TAX_ROW, lambda labels, n: n > 0 and labels.count("net", "gross") > 0),
    (RowKind.DISCOUNT, lambda labels, _: "discount" in labels),
    (RowKind.PAID, lambda labels, _: labels.count("cash", "card") > 0),
    (RowKind.TAX, lambda labels, _: "tax" in labels),
    (RowKind.WEAK_TOTAL, lambda labels, n: n > 0 and "weak total" in labels),
    (RowKind.COUNT, lambda labels, n: "count" in labels and (not n or labels.unknown < 3)),
)
