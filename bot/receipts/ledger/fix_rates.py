"""What a bank took for a receipt in another currency, as a person types it: the amount, or the rate."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.receipts.currency_marks import MARKS, codes
from bot.receipts.ledger.expense import Charged, Expense
from bot.receipts.ledger.fix_errors import NoSuchCharge
from bot.receipts.money import parse_amount, places

USUAL = frozenset(code for marked in MARKS.values() for code in marked)
EQUALS = re.compile(r"\s*[=≈]\s*")
MARK = re.compile(r"[^\d\s.,'+()−–—-]+")
DECIMALS = 8  # of a rate
SMALL = frozenset({"ARS", "MNT", "NGN", "TZS"})  # of which thousands go for one of the others, and which have cents
_THOUSANDS_OR_NOT = re.compile(r"[1-9]\d{1,2}[.,]\d{3}")  # `1.175` is a usual rate
_THOUSANDS_OR_NOT_OF_SMALL = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_HARDLY_THOUSANDS = re.compile(r"[1-9]\d{2}[.,](?!000)\d{3}")  # nowhere are so many yen or forints paid for one


@dataclass(frozen=True, slots=True)
class RateFix:
    """So much of `currency`, in whole units, was charged for one unit of the receipt's currency."""

    currency: str
    rate: Fraction

    def apply(self, expense: Expense) -> Expense:
        """The expense with what that makes of its total. Raises NoSuchCharge where it has none."""
        receipt = expense.receipt
        if receipt.total is None or receipt.currency in (None, self.currency):
            raise NoSuchCharge
        units = Fraction(receipt.total, 10**receipt.places) * self.rate
        return replace(expense, charged=Charged(self.currency, round(units * 10 ** places(self.currency))))


def parse_rate(text: str, known: str | None) -> RateFix | None:
    """`1 EUR = 17500 IDR` either way round, or `0.92 EUR` for one unit of the known currency, which is the receipt's.

    None where a text is no rate. Raises NoSuchCharge for one of other currencies, and for a point that may part
    thousands or decimals.
    """
    sides = [_priced(side, known) for side in EQUALS.split(text)]
    priced = [side for side in sides if side]
    if len(priced) < len(sides) or len(sides) > 2:
        return None
    if len(priced) == 1:
        ((currency, number),) = priced
        one = Fraction(1)
    else:
        priced.sort(key=lambda side: side[0] == known)
        (currency, number), (other, one) = priced
        if other != known:
            raise NoSuchCharge
    if known is None or currency == known or not number or not one:
        raise NoSuchCharge
    return RateFix(currency, number / one)


def currency_of_mark(text: str, known: str | None) -> str | None:
    """The currency of a mark, of a code in capitals, or of a usual one in small letters.

    Of those that a mark may be the receipt's own comes before others.
    """
    bare = text.strip().rstrip(".")
    if bare.upper() in USUAL:
        return bare.upper()
    if marked := MARKS.get(bare.casefold()):
        return known if known in marked else marked[0]
    return bare if bare in codes() else None


def _priced(text: str, known: str | None) -> tuple[str, Fraction] | None:
    """A currency and how many units of it; None where a text is something else."""
    mark = MARK.search(text)
    currency = currency_of_mark(mark[0].upper(), known) if mark else None
    if mark is None or currency is None:
        return None
    number = text.replace(mark[0], "", 1).strip()
    in_doubt = _THOUSANDS_OR_NOT_OF_SMALL if currency in SMALL else _THOUSANDS_OR_NOT
    if (in_doubt if places(currency) else _HARDLY_THOUSANDS).fullmatch(number):
        raise NoSuchCharge
    if re.fullmatch(r"\d+[.,]\d{3}" if places(currency) else r"\d{4,}[.,]\d{3}", number):
        number += "0"  # its decimals are no thousands
    for decimals in (places(currency), DECIMALS):
        if (amount := parse_amount(number, decimals)) is not None and amount >= 0:
            return currency, Fraction(amount, 10**decimals)
    return None
