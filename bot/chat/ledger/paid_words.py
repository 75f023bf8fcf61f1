"""What is written behind `/paid`: an amount, its currency, and what it was for, in either order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.receipts.currency_marks import MARKS, codes
from bot.receipts.money import parse_amount, places

LONGEST_WORDS = 100  # of what it was for
_DIGITS = re.compile(r"(?P<before>[^\d+\-−.,]*)(?P<number>[+\-−]?[.,]?\d[\d.,']*?)(?P<after>[^\d.,']*)[.,]?")
_DECIMALS = re.compile(r"[.,]\d{1,3}$")
_USUAL = frozenset(code for likely in MARKS.values() for code in likely)  # which people write in small letters, too


@dataclass(frozen=True, slots=True)
class PaidWords:
    """An amount in the smallest unit, never 0; `currency` (ISO 4217) is None where it is neither said nor known.

    `number` is the amount as it was written.
    """

    amount: int
    currency: str | None
    words: str
    number: str


@dataclass(frozen=True, slots=True)
class _Number:
    """A number among the words from `start` until before `end`, with the mark of a currency or without."""

    start: int
    end: int
    number: str
    mark: str


def parse_paid(text: str, last: str | None) -> PaidWords | None:
    """What was paid for what; None where there is no amount. `last` is the currency where none is said.

    Of several numbers the amount is the one with a currency, otherwise with decimals, otherwise the first.
    """
    words = text.split()
    found = sorted(_numbers(words), key=lambda each: (not each.mark, not _DECIMALS.search(each.number), each.start))
    for each in found:
        currency = currency_of(each.mark, last) if each.mark else last
        amount = parse_amount(each.number, places(currency))
        if amount:
            said = " ".join([*words[: each.start], *words[each.end :]])
            return PaidWords(amount, currency, said[:LONGEST_WORDS].strip(), each.number)
    return None


def currency_of(mark: str, last: str | None) -> str | None:
    """The currency that a mark beside an amount means: that of the chat where it can be it; None where it is no mark.

    Codes count in capitals, those of usual currencies in any case: a word may be spelled like a rare one.
    """
    bare = mark.strip().rstrip(".")
    likely = MARKS.get(bare.casefold(), ())
    if likely:
        return last if last in likely else likely[0]
    code = bare.upper()
    return code if code in _USUAL or (code in codes() and bare == code) else None


def _numbers(words: list[str]) -> Iterator[_Number]:
    """The numbers, with what stands on them or beside them as the mark of a currency."""
    for index, word in enumerate(words):
        found = _DIGITS.fullmatch(word)
        if found is None:
            continue
        attached = found["before"] or found["after"]
        if attached:
            if not (found["before"] and found["after"]) and currency_of(attached, None):
                yield _Number(index, index + 1, found["number"], attached)
        elif index + 1 < len(words) and currency_of(words[index + 1], None):
            yield _Number(index, index + 2, found["number"], words[index + 1])
        elif index and currency_of(words[index - 1], None):
            yield _Number(index - 1, index + 1, found["number"], words[index - 1])
        else:
            yield _Number(index, index + 1, found["number"], "")
