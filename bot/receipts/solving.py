"""Which of the amounts on a receipt is its total: labels, sums and what was paid are weighed together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.receipts.figures import Figure, Figures
from bot.receipts.receipt import Item
from bot.receipts.row_kinds import RowKind
from bot.receipts.sums import Sum, Terms, roundings, sums
from bot.receipts.taxes import TaxTable

LABELLED, LABELLED_ELSEWHERE, WEAKLY, PART = 5.0, 2.0, 2.0, 1.5  # what a label is worth
SURER, FALSE, TALL = 1.5, 4.0, 1.0
PAID_LESS_CHANGE, PAID_ALONE, NET_AND_TAX = 9.0, 2.0, 1.5
ITEMS, ASSUMED = 5.0, 1.2  # what a sum of items is worth, and what each of its assumptions takes
AGAIN, MOST_AGAIN = 0.7, 3
UNLABELLED = 3.0
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


def solve(figures: Figures, table: TaxTable | None, goods: Sequence[tuple[range, tuple[Item, ...]]]) -> Solution:
    """Weigh what may be the total; `goods` are the items in each place where they may stand, the likeliest first."""
    items = goods[0][1] if goods else ()
    labelled = _labelled(figures)
    pairs = _paid_less_change(figures)
    wanted = {*labelled, *(figure.value for figure in figures.of(RowKind.SUBTOTAL)), *pairs}
    made = [
        each
        for rank, (body, found) in enumerate(goods)
        if found
        for each in _ranked(rank, sums(found, Terms.of(figures, table, body), wanted))
    ]
    scores = _scores(figures, table, labelled, pairs, made)
    if not scores:
        return Solution(None, items)
    total = _rounded(max(scores, key=lambda value: (scores[value], value)), figures, scores, pairs)
    fitting = min((each for _, each in made if each.total == total), key=lambda each: each.odd, default=None)
    return Solution(total, fitting.items if fitting else items, fitting, pairs.get(total))


def _ranked(rank: int, found: Iterable[Sum]) -> list[tuple[int, Sum]]:
    return [(rank, each) for each in found]


def _labelled(figures: Figures) -> Counter[int]:
    """What the words of their rows are worth for each amount."""
    worth: Counter[int] = Counter()
    for figure in figures.of(RowKind.TOTAL):
        labels = figure.row.labels
        score = LABELLED + SURER * ("round" in labels or "incl" in labels) + TALL * figures.tall(figure.row)
        score -= FALSE * ("excl" in labels or "saving" in labels or "discount" in labels)
        worth[figure.value] += score  # type: ignore[assignment]
    for figure in figures.of(RowKind.WEAK_TOTAL):
        worth[figure.value] += WEAKLY  # type: ignore[assignment]
    return worth


def _paid_less_change(figures: Figures) -> dict[int, tuple[Figure, Figure]]:
    """What was paid less what came back, where that stands on the receipt too."""
    printed = figures.printed()
    found = {}
    for paid in figures.of(RowKind.PAID):
        for change in figures.of(RowKind.CHANGE):
            made = abs(paid.value) - abs(change.value)
            if made in printed and made >= 0 and (change.value or printed[made] > 1):
                found.setdefault(made, (paid, change))
    return found


def _scores(
    figures: Figures,
    table: TaxTable | None,
    labelled: Counter[int],
    pairs: dict[int, tuple[Figure, Figure]],
    made: Sequence[tuple[int, Sum]],
) -> dict[int, float]:
    printed = figures.printed()
    paid = {abs(figure.value) for figure in figures.of(RowKind.PAID)}
    parts = Counter(figure.value for figure in figures.of(RowKind.SUBTOTAL))
    scores: dict[int, float] = {}
    for value in {*labelled, *parts, *pairs, *(each.total for _, each in made)}:
        score = float(labelled.get(value, 0)) + PART * bool(parts.get(value))
        if value in pairs:
            score += PAID_LESS_CHANGE if pairs[value][1].value else PAID_ALONE + 1
        score += max((ITEMS - ASSUMED * (each.odd + rank) for rank, each in made if each.total == value), default=0.0)
        score += AGAIN * min(printed[abs(value)] - 1, MOST_AGAIN) if printed[abs(value)] else 0.0
        score += PAID_ALONE * (value in paid)
        score += NET_AND_TAX * bool(table and table.net + table.tax == value)
        score -= UNLABELLED * (value not in labelled and value not in pairs)
        scores[value] = score
    return scores


def _rounded(total: int, figures: Figures, scores: dict[int, float], pairs: dict[int, tuple[Figure, Figure]]) -> int:
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
    return total
