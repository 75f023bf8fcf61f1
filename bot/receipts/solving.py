"""The total of a receipt, and the sum of its items that makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.receipts.body import is_goods
from bot.receipts.receipt import Item
from bot.receipts.receipt_figures import Figure, ReceiptFigures
from bot.receipts.row_kinds import RowKind
from bot.receipts.sums import Sum, SumTerms, roundings, sums
from bot.receipts.taxes import TaxTable
from bot.receipts.weighing import Pairs, labelled, paid_as_taxed, paid_less_change, scores

MORE = 2  # rows of goods below their end: it was not their end
LEAST = 1.0  # points; below, nothing is the total
A_ROUNDING = 5  # hundredths between two totals of which one is rounded

Goods = Sequence[tuple[range, tuple[Item, ...]]]
"""The items in each place where they may stand, the shortest first."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The total of a receipt, with the sum of its items that makes it, and cash and change that make it.

    `items` are those of the likeliest rows where no sum makes it.
    """

    total: int | None
    items: tuple[Item, ...]
    made: Sum | None = None
    paid: tuple[Figure, Figure] | None = None


def solve(figures: ReceiptFigures, table: TaxTable | None, goods: Goods, tax_in_prices: bool = False) -> Solution:
    """Weigh what may be the total; `tax_in_prices` is whether prices where it was printed hold the tax."""
    labels, pairs = labelled(figures), paid_less_change(figures)
    wanted = _wanted(figures, table, labels, pairs)
    made = _made(figures, table, goods, wanted, tax_in_prices, {*pairs, *_witnessed(figures, table)})
    items = goods[-1][1] if goods else ()
    points = scores(figures, table, labels, pairs, made, wanted)
    total = max(points, key=lambda value: (points[value], value), default=None)
    if total is None or points[total] < LEAST:
        return Solution(None, items)
    last = {figure.value: figure.at for figure in figures.of(RowKind.TOTAL)}
    later = [each.total for each in made if last.get(each.total, -1) > last.get(total, len(figures.rows))]
    total = max(later, default=total)
    if not any(each.total == total and each.rounding for each in made):
        total = _rounded(total, figures, points, pairs)
    fitting = min((each for each in made if each.total == total), key=lambda each: each.odd, default=None)
    return Solution(total, fitting.items if fitting else items, fitting, pairs.get(total))


def _wanted(figures: ReceiptFigures, table: TaxTable | None, labels: dict[int, float], pairs: Pairs) -> set[int]:
    """What may be the total: where none can be read, what was paid and left no change, and a subtotal of all."""
    wanted = {*labels, *pairs, *paid_as_taxed(figures, table)}
    if labels:
        return wanted
    if not any(figure.value for figure in figures.of(RowKind.CHANGE)):
        wanted |= {abs(figure.value) for figure in figures.of(RowKind.PAID)}
    if not any(row.kind is RowKind.TOTAL for row in figures.rows):
        wanted |= {figure.value for figure in figures.of(RowKind.SUBTOTAL) if _nothing_follows(figure, figures)}
    return wanted


def _made(
    figures: ReceiptFigures,
    table: TaxTable | None,
    goods: Goods,
    wanted: set[int],
    tax_in_prices: bool,
    witnessed: set[int],
) -> list[Sum]:
    """The sums of items that make a wanted amount, without those of a part that nothing else witnesses."""
    last = -1 if goods and _more_below(goods[-1][0], figures) else len(goods) - 1
    made = []
    for rank, (body, items) in enumerate(goods):
        found = sums(items, SumTerms.of(figures, table, body, tax_in_prices), wanted) if items else ()
        made += [each for each in found if rank == last or each.total in witnessed]
    return [each for each in made if each.total in witnessed or not _exceeded(each.total, figures)]


def _witnessed(figures: ReceiptFigures, table: TaxTable | None) -> set[int]:
    """The amounts that were paid, that net and tax make, or that are called the last."""
    final = {figure.value for figure in figures.of(RowKind.TOTAL) if "final" in figure.row.labels}
    return {
        *final,
        *(abs(figure.value) for figure in figures.of(RowKind.PAID)),
        *([table.net + table.tax] if table else []),
    }


def _exceeded(total: int, figures: ReceiptFigures) -> bool:
    """Whether a larger total stands below one: that is the total of a part."""
    totals = figures.of(RowKind.TOTAL)
    first = min((figure.at for figure in totals if figure.value == total), default=len(figures.rows))
    return any(figure.value > total and figure.at > first for figure in totals)


def _more_below(body: range, figures: ReceiptFigures) -> bool:
    """Whether more goods stand between where they may end and the last total."""
    totals = [figure.at for figure in figures.of(RowKind.TOTAL)]
    rows = range(body.stop, max(totals, default=0))
    return sum(n not in figures.table and is_goods(figures.rows[n]) for n in rows) >= MORE


def _nothing_follows(subtotal: Figure, figures: ReceiptFigures) -> bool:
    """Whether a subtotal is all there is to pay; where the page ends with it more may be on the rest."""
    if subtotal.at + 1 == len(figures.rows):
        return False
    more = figures.of(RowKind.TAX, RowKind.SERVICE, RowKind.TIP, RowKind.ROUNDING)
    paid = {abs(figure.value) for figure in figures.of(RowKind.PAID)}
    return not any(figure.value and figure.at > subtotal.at for figure in more) and (not paid or subtotal.value in paid)


def _rounded(total: int, figures: ReceiptFigures, points: dict[int, float], pairs: Pairs) -> int:
    """The total that was paid: of two that are a rounding apart the rounded one."""
    for rounding in roundings(figures):
        if rounding and total + rounding in points and points[total + rounding] > 0 and total not in pairs:
            return total + rounding
    paid = {*pairs, *(abs(figure.value) for figure in figures.of(RowKind.PAID))}
    last = {figure.value: figure.at for figure in figures.of(RowKind.TOTAL)}
    for other in points:
        if other != total and 0 < abs(other - total) <= A_ROUNDING and other in last:
            later = last[other] > last.get(total, -1)
            if (other in paid and total not in paid) or (later and (other in paid) == (total in paid)):
                return other
    rounded = [value for value in paid if 0 < abs(value - total) <= A_ROUNDING] if total not in paid else []
    return rounded[0] if rounded else total
