"""What speaks for each amount on a receipt to be its total: labels, sums, what was paid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.receipts.body import is_goods
from bot.receipts.dates import has_day
from bot.receipts.receipt_figures import Figure, ReceiptFigures
from bot.receipts.receipt_rows import ReceiptRow
from bot.receipts.row_kinds import RowKind
from bot.receipts.sums import Sum
from bot.receipts.taxes import TaxTable

LABELLED, WEAKLY, PART = 5.0, 2.0, 1.5  # what a label is worth
SURER, FALSE, TALL, EARLY = 1.5, 4.0, 1.0, 1.5
PAID_LESS_CHANGE, PAID_ALONE, NET_AND_TAX = 9.0, 2.0, 1.5
ITEMS, ASSUMED = 5.0, 1.2  # what a sum of items is worth, and what each of its assumptions takes
AGAIN, MOST_AGAIN = 0.7, 3
MOST_PAID = 20  # payments, and amounts that came back, that are tried with each other
UNLABELLED = 3.0

Pairs = dict[int, tuple[Figure, Figure]]
"""What was paid and what came back, by what they make."""


def labelled(figures: ReceiptFigures) -> dict[int, float]:
    """What the words of their rows are worth for each amount."""
    worth: dict[int, float] = {}
    last_goods = max((n for n, row in enumerate(figures.rows) if n not in figures.table and is_goods(row)), default=-1)
    for figure in figures.of(RowKind.TOTAL):
        labels = figure.row.labels
        score = LABELLED + SURER * bool(labels.count("round", "incl", "final")) + TALL * figures.tall(figure.row)
        score -= FALSE * bool(labels.count("excl", "saving", "discount"))
        score -= EARLY * (figure.at < last_goods)
        worth[figure.value] = max(score, worth.get(figure.value, score))
    tipped = _tipped(figures)
    unread = max((n for n, row in enumerate(figures.rows) if _unread(row)), default=-1)
    paid = {abs(figure.value) for figure in figures.of(RowKind.PAID)}
    last = {figure.value: figure.at for figure in figures.of(RowKind.TOTAL)}
    worth = {value: score for value, score in worth.items() if last[value] > max(unread, tipped) or value in paid}
    for figure in figures.of(RowKind.WEAK_TOTAL):
        worth.setdefault(figure.value, WEAKLY)
    return worth


def _tipped(figures: ReceiptFigures) -> int:
    """The last row in which a tip was given that a later total holds; -1 where there is none."""
    last = max((figure.at for figure in figures.of(RowKind.TOTAL)), default=-1)
    return max((figure.at for figure in figures.of(RowKind.TIP) if figure.value and figure.at < last), default=-1)


def _unread(row: ReceiptRow) -> bool:
    """Whether the amount of a total could not be read: what stands before it is none."""
    digits = sum(map(str.isdigit, row.text))
    told = row.kind is RowKind.TOTAL and not row.amounts and digits > 1 and "count" not in row.labels
    return told and not has_day(row.text)


def paid_less_change(figures: ReceiptFigures) -> Pairs:
    """What was paid less what came back, where that stands on the receipt too."""
    printed = figures.printed()
    found: Pairs = {}
    changes = figures.of(RowKind.CHANGE)[:MOST_PAID]
    for paid in figures.of(RowKind.PAID)[:MOST_PAID]:
        for change in changes:
            made = abs(paid.value) - abs(change.value)
            if made >= 0 and printed[made] > (not change.value):
                found.setdefault(made, (paid, change))
    return found


def paid_as_taxed(figures: ReceiptFigures, table: TaxTable | None) -> set[int]:
    """What was paid, where net and tax make it too."""
    paid = {abs(figure.value) for figure in figures.of(RowKind.PAID)}
    return paid & {table.net + table.tax} if table and table.tax else set()


def scores(
    figures: ReceiptFigures,
    table: TaxTable | None,
    labelled: dict[int, float],
    pairs: Pairs,
    made: Sequence[Sum],
    wanted: set[int],
) -> dict[int, float]:
    """How much speaks for each of the wanted amounts."""
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
