"""The rows of what was bought become items: a name beside, above or below each amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from bot.receipts.dates import has_day
from bot.receipts.item_names import LEAST_LETTERS, letters, name_of, unit_named
from bot.receipts.quantities import LEADING, Times, decimal_of, times_in
from bot.receipts.receipt import Item, ItemKind
from bot.receipts.receipt_rows import ReceiptRow
from bot.receipts.row_kinds import RowKind

NAMED_BY = frozenset({RowKind.OTHER, RowKind.DISCOUNT})
FAR_ABOVE = 4  # rows between a name and its amount, and one
UNNAMED = ""
_MEASURES = re.compile(r"\d+(?:[.,]\d+)?\s?[x×]\s?\d.{2,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of what was bought: `use` is `item` (name and amount), `number`, `name`, `times`, or `rest`."""

    row: ReceiptRow
    use: str
    name: str = UNNAMED
    times: Times | None = None


def items_of(rows: Sequence[ReceiptRow], places: int, decimals: int) -> tuple[Item, ...]:
    """What was bought in these rows; amounts of a currency with `places`, printed with `decimals`."""
    lines = [_line(row, decimals) for row in rows]
    below = _names_stand_below(lines)
    used: set[int] = set()
    items: list[Item] = []
    for n, line in enumerate(lines):
        if line.use in ("item", "number"):
            name = line.name or _name_beside(lines, n, below, used)
            if not name and len(items) > 1 and line.row.value == sum(item.amount for item in items):
                continue  # a sum of the column without a word
            name = name or unit_named(line.row.row, line.row.amounts)
            item = Item(name, line.row.value, _kind(lines, n), line=line.row.line)
            items.append(_signed(_counted(item, lines, n, used, places, decimals)))
    return tuple(items)


def _line(row: ReceiptRow, decimals: int) -> _Line:
    text = row.text
    if row.kind not in NAMED_BY:
        return _Line(row, "rest")
    times = next(times_in(text, decimals), None)
    name = name_of(row.row, row.amounts)
    if row.amounts:
        if times and len(row.amounts) == 1 and _is_part(row.value, times, decimals):
            if letters(name) < 2 * LEAST_LETTERS:
                return _Line(row, "times", times=times)
            if times.quantity != 1:
                return _Line(row, "name", name, times)
        return _Line(row, "item" if letters(name) >= LEAST_LETTERS else "number", name, times)
    if times and letters(name) < LEAST_LETTERS:
        return _Line(row, "times", times=times)
    if has_day(text):
        return _Line(row, "rest")
    if letters(name) >= LEAST_LETTERS:
        return _Line(row, "name", name)
    measures = " ".join(text.split())
    return _Line(row, "name", measures) if _MEASURES.fullmatch(measures) else _Line(row, "rest")


def _is_part(amount: int, times: Times, decimals: int) -> bool:
    """Whether an amount is the quantity or the price of a row, so that what they make stands elsewhere."""
    return any(part.scaleb(decimals) == abs(amount) for part in (times.price, times.quantity))


def _names_stand_below(lines: Sequence[_Line]) -> bool:
    """Whether names stand below their amounts, by counting neighbours."""
    order = [line.use for line in lines if line.use in ("name", "number")]
    if not order or order[0] != "number":
        return False
    uses = [line.use for line in lines if line.use in ("name", "number", "item")]
    above = sum(a == "name" and b == "number" for a, b in pairwise(uses))
    below = sum(a == "number" and b == "name" for a, b in pairwise(uses))
    return below >= above


def _name_beside(lines: Sequence[_Line], at: int, below: bool, used: set[int]) -> str:
    """The name above or below an amount that stands without one."""
    if below:
        after = next((n for n in range(at + 1, min(at + 3, len(lines))) if lines[n].use != "rest"), at)
        if lines[after].use == "name" and after not in used:
            used.add(after)
            return lines[after].name
        return UNNAMED
    names = []
    for n in range(at - 1, max(at - 1 - FAR_ABOVE, -1), -1):
        if lines[n].use in ("item", "number") or n in used:
            break
        if lines[n].use == "name":
            names.append(n)
    used.update(names)
    good = [n for n in names if 2 * letters(lines[n].row.text) > len(lines[n].row.text.replace(" ", ""))]
    return lines[(good or names)[0]].name if names else UNNAMED


def _kind(lines: Sequence[_Line], at: int) -> ItemKind:
    row = lines[at].row
    before = lines[at - 1].row if at and not lines[at - 1].row.amounts else None
    if "void" in row.labels or (before and "void" in before.labels):
        return "void"
    if "deposit" in row.labels or re.search(r"pfand|leergut", row.text, re.IGNORECASE):
        return "deposit"
    return "discount" if row.kind is RowKind.DISCOUNT or row.value < 0 else "goods"


def _signed(item: Item) -> Item:
    """A discount and a void are taken off, whatever sign is printed."""
    return replace(item, amount=-abs(item.amount)) if item.kind in ("discount", "void") else item


def _counted(item: Item, lines: Sequence[_Line], at: int, used: set[int], places: int, decimals: int) -> Item:
    """An item with its quantity and unit price, from its own row, or from one above or below that makes its amount."""
    row = lines[at].row
    for times in times_in(row.text, decimals):
        if times.make(item.amount, places):
            return replace(item, quantity=times.quantity, unit_price=times.price)
    for n in (at - 1, at + 1):
        if 0 <= n < len(lines) and n not in used and lines[n].times and lines[n].use in ("times", "name"):
            for times in times_in(lines[n].row.text, decimals):
                if times.make(item.amount, places):
                    used.update({n} if lines[n].use == "times" else ())
                    return replace(item, quantity=times.quantity, unit_price=times.price)
    for price in reversed(row.amounts[:-1]):
        times_made = price.value and item.amount % price.value == 0 and item.amount // price.value
        if times_made and re.search(rf"(?<![\d.,]){times_made}(?:[.,]0{{1,3}})?(?![\d.,])", row.text):
            return replace(item, quantity=Decimal(times_made), unit_price=Decimal(price.value).scaleb(-places))
    if found := LEADING.match(row.text):
        return replace(item, quantity=decimal_of(found["q"]))
    return item
