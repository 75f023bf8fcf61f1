"""In which ways goods, service, tip, tax, rounding and discounts make an amount that is printed as a total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from bot.receipts.receipt import Item
from bot.receipts.receipt_figures import ReceiptFigures
from bot.receipts.row_kinds import RowKind
from bot.receipts.taxes import TaxTable

MOST = 8  # amounts of a kind that are tried


@dataclass(frozen=True, slots=True)
class Sum:
    """Items that make `total` with what else is printed; `tax` is None where it is in their prices, or not printed.

    `odd` is how much has to be assumed for it.
    """

    total: int
    items: tuple[Item, ...]
    tax: int | None = None
    service: int | None = None
    tip: int | None = None
    rounding: int | None = None
    discount: int | None = None
    odd: int = 0


@dataclass(frozen=True, slots=True)
class SumTerms:
    """What may come on top of the goods, each None where it does not.

    `untaxed` are the sums printed before a tax where one is usually in the prices: it comes on top of these only.
    """

    taxes: Sequence[int | None]
    services: Sequence[int | None]
    tips: Sequence[int | None]
    roundings: Sequence[int | None]
    discounts: Sequence[int | None]
    untaxed: frozenset[int] | None = None

    @classmethod
    def of(cls, figures: ReceiptFigures, table: TaxTable | None, body: range, tax_in_prices: bool) -> SumTerms:
        """The terms that a receipt prints outside its goods."""

        def values(*kinds: RowKind) -> list[int]:
            return [abs(f.value) for f in figures.of(*kinds) if f.value and f.at not in body]

        taxes = [f.value for f in figures.of(RowKind.TAX) if f.value]
        discounts = values(RowKind.DISCOUNT)
        savings = values(RowKind.SAVING)
        return cls(
            _options([*taxes, *([table.tax] if table and table.tax else []), *_together(taxes)]),
            _options(figure.value for figure in figures.of(RowKind.SERVICE) if figure.value),
            _options(figure.value for figure in figures.of(RowKind.TIP) if figure.value),
            roundings(figures) or [None],
            _options([*discounts, *_together(discounts), *savings]),
            frozenset([*values(RowKind.SUBTOTAL), *_nets(figures, table)]) if tax_in_prices else None,
        )


def roundings(figures: ReceiptFigures) -> list[int | None]:
    """The rounding that is printed, with either sign; the sum before it is no total."""
    sizes = {abs(figure.value) for figure in figures.of(RowKind.ROUNDING) if figure.value}
    return [sign * size for size in sorted(sizes)[:MOST] for sign in (-1, 1)]


def sums(items: tuple[Item, ...], terms: SumTerms, totals: Iterable[int]) -> Iterator[Sum]:
    """Each way in which the items make one of the totals."""
    wanted = set(totals)
    for odd, goods in _readings(items):
        made = sum(item.amount for item in goods)
        for tax, service, tip, rounding, discount in product(
            terms.taxes, terms.services, terms.tips, terms.roundings, terms.discounts
        ):
            before = made + (service or 0) - (discount or 0)
            total = before + (tax or 0) + (tip or 0) + (rounding or 0)
            if total in wanted and (tax is None or terms.untaxed is None or {made, before} & terms.untaxed):
                assumed = odd + sum(term is not None for term in (tax, service, tip, discount))
                yield Sum(total, goods, tax, service, tip, rounding, discount, assumed)


def _readings(items: tuple[Item, ...]) -> Iterator[tuple[int, tuple[Item, ...]]]:
    """The items as they are, then with discounts that are only told and were taken off already."""
    yield 0, items
    told = tuple(item for item in items if item.kind != "discount")
    if told and len(told) < len(items):
        yield 2, told
    positive = tuple(
        replace(item, amount=-item.amount, kind="goods") if item.kind == "discount" and item.amount < 0 else item
        for item in items
    )
    if positive != items:
        yield 2, positive


def _nets(figures: ReceiptFigures, table: TaxTable | None) -> list[int]:
    """The sums that are called net, in a table of taxes or in a row alone."""
    alone = [row.value for row in figures.rows if "net" in row.labels and len(row.amounts) == 1]
    return [*alone, *([table.net] if table else [])]


def _options(values: Iterable[int]) -> list[int | None]:
    return [None, *list(dict.fromkeys(values))[:MOST]]


def _together(values: Sequence[int]) -> list[int]:
    return [sum(values)] if len(values) > 1 else []
