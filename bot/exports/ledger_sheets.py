"""The sheets of a ledger: receipts with their items and shares, settlements, and balances that are sums of these.

Formulas name rows of other sheets by their numbers, since each sheet has the expenses in the same order. Balances are
summed by currency and by a person's number: a name may hold what spreadsheets take for a condition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Self

from bot.exports.ledger_content import LedgerContent
from bot.exports.plain import plain
from bot.exports.sheet_cells import CellContent, Formula, Money, SheetRows
from bot.receipts.ledger.shares import counts, payments, shares
from bot.receipts.money import places
from bot.receipts.proof import items_sum
from bot.receipts.receipt import Receipt
from bot.translatable import sentence

Say = Callable[[str], str]
"""The translation of a title."""

NUMBER, DAY, TIME, SHOP = sentence("No."), sentence("Date"), sentence("Time"), sentence("Shop")
CURRENCY, TOTAL, ITEMS, SERVICE = sentence("Currency"), sentence("Total"), sentence("Items"), sentence("Service")
TIP, TAX, ROUNDING, DISCOUNT = sentence("Tip"), sentence("Tax on top"), sentence("Rounding"), sentence("Discount")
DIFFERENCE, PROOF, STATE, COUNTS = sentence("Difference"), sentence("Adds up"), sentence("State"), sentence("Counts")
# Translators: column titles; what has been paid less the total, and the shares less the total: both are 0.
PAID_CHECK, SHARE_CHECK = sentence("Paid less total"), sentence("Shares less total")
# Translators: column title; the amount that a card was really charged, in another currency.
CHARGED, CHARGED_IN = sentence("Charged"), sentence("Charged in")
ITEM, NAME, KIND, QUANTITY = sentence("Item no."), sentence("Item"), sentence("Kind"), sentence("Quantity")
UNIT_PRICE, AMOUNT, CLAIMED_BY = sentence("Unit price"), sentence("Amount"), sentence("Claimed by")
PERSON, PERSON_NUMBER, PAID, SHARE = sentence("Person"), sentence("Person no."), sentence("Paid"), sentence("Share")
# Translators: column titles; who gave money to settle a debt, and who got it; and how much somebody gave or got.
PAYER, RECEIVER, GAVE, GOT = sentence("Payer"), sentence("Receiver"), sentence("Gave"), sentence("Got")
# Translators: column title; what a person is owed, negative where they owe it. The other stands below a column.
BALANCE, SUM = sentence("Balance"), sentence("Sum")


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the sheets have in common.

    `paid` and `owed` are those of each expense. `items` and `shares` are the first rows of each expense in the sheets
    of these names, and the row behind the last one.
    """

    content: LedgerContent
    people: dict[int, str]
    numbers: dict[int, int]
    paid: Sequence[dict[int, int]]
    owed: Sequence[dict[int, int]]
    items: Sequence[int]
    shares: Sequence[int]

    @classmethod
    def of(cls, content: LedgerContent) -> Self:
        """The layout of a ledger."""
        people, expenses = content.people, content.expenses
        paid, owed = [*map(payments, expenses)], [*map(shares, expenses)]
        sharing = (len(each_paid.keys() | each_owed) for each_paid, each_owed in zip(paid, owed, strict=True))
        return cls(
            content,
            people,
            {person: number for number, person in enumerate(people, 1)},
            paid,
            owed,
            [*accumulate((len(each.receipt.items) for each in expenses), initial=2)],
            [*accumulate(sharing, initial=2)],
        )


def ledger_sheets(content: LedgerContent, say: Say = str) -> tuple[SheetRows, ...]:
    """The sheets Receipts, Items, Shares, Settlements and Balances."""
    layout = _Layout.of(content)

    def sheet(name: str, titles: Sequence[str], rows: Iterator[Sequence[CellContent]]) -> SheetRows:
        return SheetRows(name, [say(title) for title in titles], [*rows])

    return (
        sheet("Receipts", RECEIPTS, _receipts(layout)),
        sheet("Items", ITEM_COLUMNS, _items(layout)),
        sheet("Shares", SHARE_COLUMNS, _shares(layout)),
        sheet("Settlements", SETTLEMENT_COLUMNS, _settlements(layout)),
        sheet("Balances", BALANCE_COLUMNS, _balances(layout, say)),
    )


RECEIPTS = (
    *(NUMBER, DAY, TIME, SHOP, CURRENCY, TOTAL, ITEMS, SERVICE, TIP, TAX, ROUNDING, DISCOUNT, DIFFERENCE),  # A to M
    *(PROOF, STATE, COUNTS, PAID_CHECK, SHARE_CHECK, CHARGED, CHARGED_IN),  # N to T
)


def _receipts(layout: _Layout) -> Iterator[Sequence[CellContent]]:
    ranges = zip(pairwise(layout.items), pairwise(layout.shares), strict=True)
    for row, (expense, (items, parts)) in enumerate(zip(layout.content.expenses, ranges, strict=True), 2):
        receipt, charged = expense.receipt, expense.charged
        known = receipt.total is not None
        yield (
            expense.number,
            expense.day,
            receipt.time,
            plain(receipt.merchant or ""),
            receipt.currency,
            _money(receipt.total, receipt),
            _sum("Items", "G", items, sum(item.amount for item in receipt.items), receipt) if receipt.items else None,
            _money(receipt.service, receipt),
            _money(receipt.tip, receipt),
            _money(receipt.tax if receipt.tax_included is False else None, receipt),
            _money(receipt.rounding, receipt),
            _money(receipt.discount, receipt),
            _difference(row, receipt) if known and receipt.items else None,
            ", ".join(receipt.proof),
            expense.state.value,
            int(counts(expense)),
            _sum("Shares", "G", parts, 0, receipt, less=f"F{row}") if known else None,
            _sum("Shares", "H", parts, 0, receipt, less=f"F{row}") if known else None,
            Money(charged.amount, places(charged.currency)) if charged else None,
            charged.currency if charged else None,
        )


ITEM_COLUMNS = (NUMBER, ITEM, NAME, KIND, QUANTITY, UNIT_PRICE, AMOUNT, CURRENCY, CLAIMED_BY)  # A to I


def _items(layout: _Layout) -> Iterator[Sequence[CellContent]]:
    for expense in layout.content.expenses:
        claimers: defaultdict[int, list[str]] = defaultdict(list)
        for claim in expense.claims:
            claimers[claim.item].append(layout.people.get(claim.person, "?"))
        for index, item in enumerate(expense.receipt.items):
            yield (
                expense.number,
                index + 1,
                plain(item.name),
                item.kind,
                item.quantity,
                item.unit_price,
                _money(item.amount, expense.receipt),
                expense.receipt.currency,
                ", ".join(claimers[index]),
            )


SHARE_COLUMNS = (NUMBER, DAY, PERSON, PERSON_NUMBER, CURRENCY, COUNTS, PAID, SHARE)  # A to H


def _shares(layout: _Layout) -> Iterator[Sequence[CellContent]]:
    of_all = zip(layout.content.expenses, layout.paid, layout.owed, strict=True)
    for row, (expense, paid, owed) in enumerate(of_all, 2):
        receipt = expense.receipt
        for person in dict.fromkeys((*paid, *owed)):
            yield (
                expense.number,
                expense.day,
                layout.people[person],
                layout.numbers[person],
                _same("E", row, receipt.currency or ""),
                _same("P", row, int(counts(expense))),
                _money(paid.get(person, 0), receipt),
                _money(owed.get(person, 0), receipt),
            )


SETTLEMENT_COLUMNS = (DAY, PAYER, PERSON_NUMBER, RECEIVER, PERSON_NUMBER, CURRENCY, AMOUNT, COUNTS)  # A to H


def _settlements(layout: _Layout) -> Iterator[Sequence[CellContent]]:
    for each in layout.content.settlements:
        yield (
            each.day,
            layout.people[each.payer],
            layout.numbers[each.payer],
            layout.people[each.receiver],
            layout.numbers[each.receiver],
            each.currency,
            Money(each.amount, places(each.currency)),
            int(not each.undone),
        )


BALANCE_COLUMNS = (CURRENCY, PERSON, PERSON_NUMBER, PAID, SHARE, GAVE, GOT, BALANCE)  # A to H


def _balances(layout: _Layout, say: Say) -> Iterator[Sequence[CellContent]]:
    row, parts = 2, _parts(layout)
    last_share, last_settled = max(layout.shares[-1] - 1, 2), max(len(layout.content.settlements) + 1, 2)
    for currency, people in sorted(parts.items()):
        first, decimals = row, places(currency)
        for person in sorted(people, key=layout.numbers.__getitem__):
            sums = (
                _sum_if("Shares", "G", ("D", f"C{row}", "E", f"A{row}", "F", "1"), last_share),
                _sum_if("Shares", "H", ("D", f"C{row}", "E", f"A{row}", "F", "1"), last_share),
                _sum_if("Settlements", "G", ("C", f"C{row}", "F", f"A{row}", "H", "1"), last_settled),
                _sum_if("Settlements", "G", ("E", f"C{row}", "F", f"A{row}", "H", "1"), last_settled),
            )
            paid, owed, gave, got = amounts = people[person]
            formulas = [
                Formula(f"=ROUND({text},{decimals})", Money(amount, decimals))
                for text, amount in zip(sums, amounts, strict=True)
            ]
            yield (
                currency,
                layout.people[person],
                layout.numbers[person],
                *formulas,
                Formula(
                    f"=ROUND(D{row}-E{row}+F{row}-G{row},{decimals})",
                    Money(paid - owed + gave - got, decimals),
                ),
            )
            row += 1
        whole = Formula(f"=ROUND(SUM(H{first}:H{row - 1}),{decimals})", Money(0, decimals))
        yield (currency, say(SUM), *[None] * 5, whole)
        row += 1


def _parts(layout: _Layout) -> dict[str, dict[int, list[int]]]:
    """Currency → person → what they paid, owe, gave and got, of what counts."""
    parts: defaultdict[str, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0, 0]))
    for expense, *sums in zip(layout.content.expenses, layout.paid, layout.owed, strict=True):
        if (currency := expense.receipt.currency) and counts(expense):
            for column, amounts in enumerate(sums):
                for person, amount in amounts.items():
                    parts[currency][person][column] += amount
    for each in layout.content.settlements:
        if not each.undone:
            parts[each.currency][each.payer][2] += each.amount
            parts[each.currency][each.receiver][3] += each.amount
    return {currency: dict(people) for currency, people in parts.items()}


def _money(amount: int | None, receipt: Receipt) -> Money | None:
    return None if amount is None else Money(amount, receipt.places)


def _same(column: str, row: int, value: str | int) -> Formula:
    """What stands in a row of the receipts; nothing where that is empty, which a mere reference takes for 0."""
    cell = f"Receipts!{column}{row}"
    return Formula(f"={cell}" if isinstance(value, int) else f'={cell}&""', value)


def _sum(sheet: str, column: str, rows: tuple[int, int], result: int, receipt: Receipt, less: str = "") -> Formula:
    """The sum of these rows of another sheet, the second of which is the one behind them, less a cell of this one."""
    first, behind = rows
    subtracted = f"-{less}" if less else ""
    text = f"SUM({sheet}!{column}{first}:{column}{behind - 1}){subtracted}"
    return Formula(f"=ROUND({text},{receipt.places})", Money(result, receipt.places))


def _difference(row: int, receipt: Receipt) -> Formula:
    text = f"=ROUND(G{row}+H{row}+I{row}+J{row}+K{row}-L{row}-F{row},{receipt.places})"
    return Formula(text, Money(items_sum(receipt) - (receipt.total or 0), receipt.places))


def _sum_if(sheet: str, summed: str, conditions: Sequence[str], last: int) -> str:
    """The sum of a column of a sheet where other columns are what stands in these cells."""
    pairs = zip(conditions[::2], conditions[1::2], strict=True)
    wanted = ",".join(f"{sheet}!${column}$2:${column}${last},{cell}" for column, cell in pairs)
    return f"SUMIFS({sheet}!${summed}$2:${summed}${last},{wanted})"
