"""What is printed on a receipt and speaks against a total that sums make: two misread digits may agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.receipts.body import is_goods
from bot.receipts.proof import one_digit_apart
from bot.receipts.quantities import times_in
from bot.receipts.receipt import Receipt
from bot.receipts.receipt_figures import ReceiptFigures
from bot.receipts.receipt_rows import ReceiptRow
from bot.receipts.row_kinds import RowKind

COINS = 5  # of the smallest unit: what was rounded is a multiple
_RATE = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?)\s?%")
_NOTE = re.compile(r"[1-9]0+")
_WHOLE = re.compile(r"(?<![\d.,])\d{1,3}(?![\d.,])")


def is_doubted(receipt: Receipt, figures: ReceiptFigures, decimals: int) -> bool:
    """Whether one sum alone makes the total, and something else that is printed says that a digit was misread.

    Two sums with the same tax on top are one. Against any sums speaks that more is called the total. `decimals` is how
    many the amounts are printed with.
    """
    if _is_called_otherwise(receipt, figures):
        return True
    with_tax = receipt.proof == ("items", "net") and receipt.tax_included is False
    if receipt.total is None or (len(receipt.proof) != 1 and not with_tax):
        return False
    if _told_otherwise(receipt, figures) or _is_unrounded(receipt):
        return True
    return "items" in receipt.proof and (
        any(_is_miscounted(figures.rows, n, receipt.places, decimals) for n in range(len(figures.rows)))
        or _is_rated_otherwise(receipt, figures)
        or _leaves_out_a_discount(receipt, figures)
    )


def _is_called_otherwise(receipt: Receipt, figures: ReceiptFigures) -> bool:
    """Whether more is called a total, and this is not: a part, but for a digit or what comes on top."""
    total, called = receipt.total or 0, {figure.value for figure in figures.of(RowKind.TOTAL)}
    more = {each for each in called if each > total}
    explained = (one_digit_apart(each, total) or _comes_on_top(each - total, receipt) for each in more)
    return bool(more) and total not in called and not any(explained)


def _told_otherwise(receipt: Receipt, figures: ReceiptFigures) -> bool:
    """Whether what was paid, or what is printed as total or as net and tax, is off by a digit: no rounding, no tip.

    A note that is worth more was handed over for it.
    """
    total = abs(receipt.total or 0)
    told = {abs(figure.value) for figure in figures.of(RowKind.TOTAL)}
    paid = {abs(figure.value) for figure in figures.of(RowKind.PAID)}
    told |= {each for each in paid if each < total or not _NOTE.fullmatch(str(each))}
    if receipt.net is not None:
        told.add(abs(receipt.net + (receipt.tax or 0)))
    if receipt.cash is not None and receipt.change is not None:
        told.add(abs(receipt.cash - receipt.change))
    return any(one_digit_apart(each, total) and not _comes_on_top(abs(each - total), receipt) for each in told)


def _comes_on_top(difference: int, receipt: Receipt) -> bool:
    """Whether a difference is what a step on the way to the total makes, or a rounding that was misread."""
    steps = (receipt.rounding, receipt.tip, receipt.service, receipt.tax, receipt.discount)
    return difference in map(abs, filter(None, steps)) or (receipt.rounding is not None and difference < COINS)


def _is_unrounded(receipt: Receipt) -> bool:
    """Whether a rounding is printed, and the total can't be paid in coins."""
    return bool(receipt.rounding and (receipt.total or 0) % COINS)


def _leaves_out_a_discount(receipt: Receipt, figures: ReceiptFigures) -> bool:
    """Whether the items make the total without the discounts that are printed, and with them but for a digit."""
    if receipt.discount or any(item.amount < 0 for item in receipt.items):
        return False
    printed = sum(abs(figure.value) for figure in figures.of(RowKind.DISCOUNT))
    return one_digit_apart((receipt.total or 0) - printed, receipt.total or 0)


def _is_miscounted(rows: Sequence[ReceiptRow], at: int, places: int, decimals: int) -> bool:
    """Whether a quantity and a price make no amount in their row or in one beside it, and one but for a digit."""
    made = [times.quantity * times.price * 10**places for times in times_in(rows[at].text, decimals)]
    beside = [abs(row.value) for row in rows[max(at - 1, 0) : at + 2] if is_goods(row)]
    if made:
        return _is_off_by_a_digit(made, beside)
    if not is_goods(rows[at]) or len(rows[at].amounts) != 2:
        return False
    price = Decimal(abs(rows[at].amounts[0].value))
    return _is_off_by_a_digit([int(count) * price for count in _WHOLE.findall(rows[at].text)], [abs(rows[at].value)])


def _is_off_by_a_digit(made: list[Decimal], told: list[int]) -> bool:
    if any(abs(each - amount) <= 1 for each in made for amount in told):
        return False
    return any(one_digit_apart(round(each), amount) for each in made for amount in told)


def _is_rated_otherwise(receipt: Receipt, figures: ReceiptFigures) -> bool:
    """Whether a service is not the part of the goods that its rate says, or a tax on top of them can't be."""
    goods = sum(item.amount for item in receipt.items)
    less = goods - (receipt.discount or 0)
    bases = {goods, less, sum(item.amount for item in receipt.items if item.amount > 0), receipt.subtotal or goods}
    if receipt.service:
        told = _rated(figures, RowKind.SERVICE, receipt.service)
        with_tax = {base + (receipt.tax or 0) for base in bases}
        if told is not None and not any(_is_part(receipt.service, told, base) for base in bases | with_tax):
            return True
    if not receipt.tax or receipt.tax_included is not False:
        return False
    rate = _rated(figures, RowKind.TAX, receipt.tax)
    bases |= {base + (receipt.service or 0) for base in bases}
    if rate is None or any(_is_part(receipt.tax, rate, base) for base in bases):
        return False
    made = [round(base * rate) for base in bases]
    alone = "net" not in receipt.proof  # else a part of the goods may be taxed
    near = (each for each in made if one_digit_apart(receipt.tax, each))
    return receipt.tax > max(made) or any(alone or receipt.tax > each for each in near)


def _rated(figures: ReceiptFigures, kind: RowKind, amount: int) -> Decimal | None:
    """The rate that is printed beside an amount of a kind, as a part of one; None where there is none, or several."""
    rows = [figure.row for figure in figures.of(kind) if figure.value]
    rates = _RATE.findall(rows[0].text) if len(rows) == 1 and rows[0].value == amount else []
    return Decimal(rates[0].replace(",", ".")) / 100 if len(rates) == 1 else None


def _is_part(amount: int, rate: Decimal, base: int) -> bool:
    return abs(base * rate - amount) < 1
