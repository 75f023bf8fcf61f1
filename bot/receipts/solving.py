"""Which of the amounts on a receipt is its total: labels, sums and what was paid are weighed together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.receipts.body import is_goods
from bot.receipts.receipt import Item
from bot.receipts.receipt_figures import Figure, ReceiptFigures
from bot.receipts.receipt_rows import ReceiptRow
from bot.receipts.row_kinds import RowKind
from bot.receipts.sums import Sum, SumTerms, roundings, sums
from bot.receipts.taxes import TaxTable

LABELLED, LABELLED_ELSEWHERE, WEAKLY, PART = 5.0, 2.0, 2.0, 1.5  # what a label is worth
SURER, FALSE, TALL, EARLY = 1.5, 4.0, 1.0, 1.5
PAID_LESS_CHANGE, PAID_ALONE, NET_AND_TAX = 9.0, 2.0, 1.5
ITEMS, ASSUMED = 5.0, 1.2  # what a sum of items is worth, and what each of its assumptions takes
AGAIN, MOST_AGAIN = 0.7, 3
UNLABELLED = 3.0
MORE = 2  # rows of goods below their end: it was not their end
LEAST = 1.0  # below, nothing is the total
A_ROUNDING = 5  # hundredths between two totals of which one is rounded


@dataclass(frozen=True, slots=True)
class Solution:
    """The total of a receipt, with the sum of its items that makes it, and cash and change that make it.

    `items` are those of the likeliest rows where no sum makes it.
    """

    total: int | None
    items: tuple[Item, ...]
    made: Sum | None = None
    paid: tuple[Figure, Figure] | None = None


def solve(
    figures: ReceiptFigures,
    table: TaxTable | None,
    goods: Sequence[tuple[range, tuple[Item, ...]]],
    tax_in_prices: bool = False,
) -> Solution:
    """Weigh what may be the total; `goods` are the items in each place where they may stand, the first the shortest."""
    labelled, pairs = _labelled(figures), _paid_less_change(figures)
    wanted = {*labelled, *pairs, *_paid_as_taxed(figures, table)}
    if not labelled:
        wanted |= {abs(figure.value) for figure in figures.of(RowKind.PAID)}
        if not any(row.kind is RowKind.TOTAL for row in figures.rows):
            wanted |= {figure.value for figure in figures.of(RowKind.SUBTOTAL) if _nothing_follows(figure, figures)}
    witnessed = {*pairs, *_witnessed(figures, table)}
    made = _fullest(
        [
            (rank, each)
            for rank, (body, found) in enumerate(goods)
            if found
            for each in sums(found, SumTerms.of(figures, table, body, tax_in_prices), wanted)
        ],
        witnessed=witnessed,
        last=-1 if goods and _more_below(goods[-1][0], figures) else len(goods) - 1,
    )
    made = [each for each in made if each.total in witnessed or not _exceeded(each.total, figures)]
    items = goods[-1][1] if goods else ()
    scores = _scores(figures, table, labelled, pairs, made, wanted)
    total = max(scores, key=lambda value: (scores[value], value), default=None)
    if total is None or scores[total] < LEAST:
        return Solution(None, items)
    last = {figure.value: figure.at for figure in figures.of(RowKind.TOTAL)}
    later = [each.total for each in made if last.get(each.total, -1) > last.get(total, len(figures.rows))]
    total = max(later, default=total)
    if not any(each.total == total and each.rounding for each in made):
        total = _rounded(total, figures, scores, pairs)
    fitting = min((each for each in made if each.total == total), key=lambda each: each.odd, default=None)
    return Solution(total, fitting.items if fitting else items, fitting, pairs.get(total))


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
    """Whether a subtotal is all there is to pay."""
    more = figures.of(RowKind.TAX, RowKind.SERVICE, RowKind.TIP, RowKind.ROUNDING)
    paid = {abs(figure.value) for figure in figures.of(RowKind.PAID)}
    return not any(figure.value and figure.at > subtotal.at for figure in more) and (not paid or subtotal.value in paid)


def _paid_as_taxed(figures: ReceiptFigures, table: TaxTable | None) -> set[int]:
    """What was paid, where net and tax make it too."""
    paid = {abs(figure.value) for figure in figures.of(RowKind.PAID)}
    return paid & {table.net + table.tax} if table and table.tax else set()


def _witnessed(figures: ReceiptFigures, table: TaxTable | None) -> set[int]:
    """The amounts that were paid, that net and tax make, or that are called the last."""
    final = {figure.value for figure in figures.of(RowKind.TOTAL) if "final" in figure.row.labels}
    return {
        *final,
        *(abs(figure.value) for figure in figures.of(RowKind.PAID)),
        *([table.net + table.tax] if table else []),
    }


def _fullest(made: Sequence[tuple[int, Sum]], witnessed: set[int], last: int) -> list[Sum]:
    """The sums of all goods; those of a part, after which more was rung up, only where something else witnesses it."""
    full = [each for rank, each in made if rank == last]
    return full + [each for rank, each in made if rank != last and each.total in witnessed]


def _labelled(figures: ReceiptFigures) -> dict[int, float]:
    """What the words of their rows are worth for each amount."""
    worth: dict[int, float] = {}
    last_goods = max((n for n, row in enumerate(figures.rows) if n not in figures.table and is_goods(row)), default=-1)
    for figure in figures.of(RowKind.TOTAL):
        labels = figure.row.labels
        score = LABELLED + SURER * bool(labels.count("round", "incl", "final")) + TALL * figures.tall(figure.row)
        score -= FALSE * bool(labels.count("excl", "saving", "discount"))
        score -= EARLY * (figure.at < last_goods)
        worth[figure.value] = max(score, worth.get(figure.value, score))
    unread = max((n for n, row in enumerate(figures.rows) if _unread(row)), default=-1)
    paid = {abs(figure.value) for figure in figures.of(RowKind.PAID)}
    last = {figure.value: figure.at for figure in figures.of(RowKind.TOTAL)}
    worth = {value: score for value, score in worth.items() if last[value] > unread or value in paid}
    for figure in figures.of(RowKind.WEAK_TOTAL):
        worth.setdefault(figure.value, WEAKLY)
    return worth


def _unread(row: ReceiptRow) -> bool:
    """Whether the amount of a total could not be read: what stands before it is none."""
    digits = sum(map(str.isdigit, row.text))
    return row.kind is RowKind.TOTAL and not row.amounts and digits > 1 and "count" not in row.labels


def _paid_less_change(figures: ReceiptFigures) -> dict[int, tuple[Figure, Figure]]:
    """What was paid less what came back, where that stands on the receipt too."""
    printed = figures.printed()
    found: dict[int, tuple[Figure, Figure]] = {}
    for paid in figures.of(RowKind.PAID):
        for change in figures.of(RowKind.CHANGE):
            made = abs(paid.value) - abs(change.value)
            if made >= 0 and printed[made] > (not change.value):
                found.setdefault(made, (paid, change))
    return found


def _scores(
    figures: ReceiptFigures,
    table: TaxTable | None,
    labelled: dict[int, float],
    pairs: dict[int, tuple[Figure, Figure]],
    made: Sequence[Sum],
    wanted: set[int],
) -> dict[int, float]:
    printed = figures.printed()
    paid = {abs(figure.value) for figure in figures.of(RowKind.PAID)}
    parts = Counter(figure.value for figure in figures.of(RowKind.SUBTOTAL))
    scores: dict[int, float] = {}
    for value in wanted:
        score = labelled.get(value, 0.0) + PART * bool(parts.get(value))
        if value in pairs:
            score += PAID_LESS_CHANGE if pairs[value][1].value else PAID_ALONE + 1
        score += max((ITEMS - ASSUMED * each.odd for each in made if each.total == value), default=0.0)
        score += AGAIN * min(printed[abs(value)] - 1, MOST_AGAIN) if printed[abs(value)] else 0.0
        score += PAID_ALONE * (value in paid)
        if table and table.net + table.tax == value:
            score += PAID_LESS_CHANGE if value in paid else NET_AND_TAX
        score -= UNLABELLED * (value not in labelled and value not in pairs and bool(labelled))
        scores[value] = score
    return scores


def _rounded(
    total: int, figures: ReceiptFigures, scores: dict[int, float], pairs: dict[int, tuple[Figure, Figure]]
) -> int:
    """The total that was paid: of two that are a rounding apart the rounded one."""
    for rounding in roundings(figures):
        if rounding and total + rounding in scores and scores[total + rounding] > 0 and total not in pairs:
            return total + rounding
    paid = {*pairs, *(abs(figure.value) for figure in figures.of(RowKind.PAID))}
    last = {figure.value: figure.at for figure in figures.of(RowKind.TOTAL)}
    for other in scores:
        if other != total and 0 < abs(other - total) <= A_ROUNDING and other in last:
            later = last[other] > last.get(total, -1)
            if (other in paid and total not in paid) or (later and (other in paid) == (total in paid)):
                return other
    rounded = [value for value in paid if 0 < abs(value - total) <= A_ROUNDING] if total not in paid else []
    return rounded[0] if rounded else total
