"""What a receipt's goods and figures make together: its items, its total and everything between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.receipts.amounts import AmountStyle
from bot.receipts.body import bodies, is_goods
from bot.receipts.doubts import is_doubted
from bot.receipts.items import items_of
from bot.receipts.proof import proved
from bot.receipts.receipt import Payment, Receipt
from bot.receipts.receipt_figures import Figure, ReceiptFigures
from bot.receipts.receipt_rows import ReceiptRow
from bot.receipts.row_kinds import RowKind
from bot.receipts.solving import Solution, solve
from bot.receipts.taxes import TaxTable, table_rows, tax_table


def solved(rows: Sequence[ReceiptRow], style: AmountStyle, tax_in_prices: bool = False) -> Receipt:
    """The items, sums and payment of a receipt, proved; the rest of its fields is empty.

    `tax_in_prices` is whether it is printed in a country where prices in shops hold the tax.
    """
    table = tax_table(rows)
    figures = ReceiptFigures(rows, table_rows(rows))
    goods = [
        (body, items_of([rows[n] for n in body if n not in figures.table], style.places, style.decimals))
        for body in bodies(rows)
    ]
    solution = solve(figures, table, goods, tax_in_prices)
    cash, change, payment = _payment(figures, solution)
    if solution.total not in figures.printed(but=RowKind.PAID):
        cash = None  # it stands for the total, which it cannot prove
    tax, included = _tax(figures, table, solution, tax_in_prices)
    made = solution.made
    receipt = proved(
        Receipt(
            places=style.places,
            items=solution.items,
            subtotal=_subtotal(figures),
            discount=made.discount if made else None,
            service=made.service if made else _first(figures, RowKind.SERVICE),
            tip=made.tip if made else _first(figures, RowKind.TIP),
            tax=tax,
            tax_included=included,
            rounding=made.rounding if made and made.rounding else _first(figures, RowKind.ROUNDING),
            total=solution.total,
            cash=cash,
            change=change,
            payment=payment,
            net=table.net if table and tax == table.tax else None,
        )
    )
    return replace(receipt, proof=()) if is_doubted(receipt, figures, style.decimals) else receipt


def _subtotal(figures: ReceiptFigures) -> int | None:
    """The subtotal of all goods: none that stands before more of them."""
    last = max((n for n, row in enumerate(figures.rows) if is_goods(row) and _is_bought(n, row, figures)), default=-1)
    return next((figure.value for figure in figures.of(RowKind.SUBTOTAL) if figure.at > last), None)


def _is_bought(at: int, row: ReceiptRow, figures: ReceiptFigures) -> bool:
    """Whether a row is one of goods, and stands above a total."""
    below = any(figure.at > at for figure in figures.of(RowKind.TOTAL))
    return below and at not in figures.table and row.kind is not RowKind.DISCOUNT


def _first(figures: ReceiptFigures, kind: RowKind) -> int | None:
    return next((figure.value for figure in figures.of(kind)), None)


def _tax(
    figures: ReceiptFigures, table: TaxTable | None, solution: Solution, tax_in_prices: bool
) -> tuple[int | None, bool | None]:
    """The tax, and whether it is in the prices."""
    if solution.made and solution.made.tax:
        return solution.made.tax, False
    taxes = [figure.value for figure in figures.of(RowKind.TAX)]
    tax = table.tax if table else taxes[-1] if taxes else None
    if tax is None:
        return None, None
    if solution.made:
        return tax, True
    total, subtotals = solution.total, [figure.value for figure in figures.of(RowKind.SUBTOTAL)]
    if any(subtotal + tax == total for subtotal in subtotals):
        return tax, False
    return tax, True if tax_in_prices else None


def _payment(figures: ReceiptFigures, solution: Solution) -> tuple[int | None, int | None, Payment | None]:
    """What was paid in cash, what came back, and the means."""
    paid = figures.of(RowKind.PAID)
    changes = figures.of(RowKind.CHANGE)
    change = changes[-1].value if changes else None
    if solution.paid:
        paid, change = [solution.paid[0]], solution.paid[1].value
    means = [_means(figure) for figure in paid]
    cash = next((abs(f.value) for f, mean in zip(paid, means, strict=True) if mean != "card"), None)
    if not paid:
        means = ["card"] if any(row.kind is RowKind.PAID and "card" in row.labels for row in figures.rows) else []
    payment: Payment | None = "cash" if "cash" in means else "card" if "card" in means else None
    if payment is None and solution.paid and change:
        payment = "cash"  # nothing comes back on a card
    return cash if payment != "card" else None, None if change is None else abs(change), payment


def _means(figure: Figure) -> Payment | None:
    labels = figure.row.labels
    return "cash" if "cash" in labels else "card" if "card" in labels else None
