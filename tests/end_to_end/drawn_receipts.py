"""Receipts of a flat-share's month, made up and drawn: nothing on them was ever bought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bot.receipts.money import decimal_text, parse_amount, places
from tests.drawn_receipt import draw_receipt


@dataclass(frozen=True)
class DrawnReceipt:
    """A receipt in the smallest unit of its currency; `misprint` is by how much its total misses its items."""

    shop: str
    street: str
    currency: str
    items: tuple[tuple[str, int], ...]
    cash: int = 0
    misprint: int = 0

    @property
    def total(self) -> int:
        """What was paid."""
        return sum(amount for _, amount in self.items) + self.misprint


MONTH = """\
Green Corner Market | 12 Mill Lane | EUR | 20.00 | 0.00
    Oat milk 1.89, Rye bread 3.20, Apples 1 kg 2.79, Eggs 10 3.49
Harbour Bakery | 3 Quay Street | EUR | 10.00 | 0.00
    Sourdough 4.50, Poppy roll 0.95, Plum cake 3.80
Green Corner Market | 12 Mill Lane | EUR | 20.00 | 0.00
    Pasta 500 g 1.29, Tomatoes 2.45, Basil 1.99, Parmesan 4.65, Olive oil 8.99
Blue Door Hardware | 88 Station Road | EUR | 0.00 | 0.00
    Light bulb 5.99, Door hinge 7.45, Screws 50 3.20
Fishmonger Lund | 5 Quay Street | EUR | 15.00 | 0.00
    Salmon 400 g 12.40, Lemon 0.60
Green Corner Market | 12 Mill Lane | EUR | 15.00 | 0.00
    Coffee beans 8.99, Oat milk 1.89, Bananas 1.65
Sunrise Pharmacy | 41 High Street | EUR | 0.00 | 0.00
    Plasters 3.99, Throat tea 2.85
Cafe Tall Window | 9 Canal Row | EUR | 12.00 | 0.00
    Cappuccino 3.40, Flat white 3.60, Carrot cake 4.20
Ramen Kaze | 2-4 Nishimachi | JPY | 2000 | 0
    Shoyu ramen 980, Gyoza 520, Green tea 300
Green Corner Market | 12 Mill Lane | EUR | 10.00 | 0.00
    Rice 1 kg 2.49, Lentils 1.99, Yoghurt 1.19, Cheddar 3.89
Paper and Pen | 17 High Street | EUR | 0.00 | 0.00
    Notebook 3.50, Stamps 10 8.50
Harbour Bakery | 3 Quay Street | EUR | 0.00 | 0.00
    Baguette 2.40, Croissant 1.80, Croissant 1.80
Green Corner Market | 12 Mill Lane | EUR | 15.00 | 0.00
    Washing powder 7.49, Sponges 1.99, Bin bags 2.79
Garden Shed | 70 Mill Lane | EUR | 0.00 | 1.00
    Potting soil 8.99, Basil seeds 2.49
Fishmonger Lund | 5 Quay Street | EUR | 0.00 | 0.00
    Mussels 1 kg 9.90, Dill 1.20
Green Corner Market | 12 Mill Lane | EUR | 0.00 | 0.00
    Potatoes 2 kg 3.59, Leek 1.45, Cream 1.69, Butter 2.89
Corner Cinema | 1 Canal Row | EUR | 30.00 | 0.00
    Ticket 11.50, Ticket 11.50, Popcorn 4.90
Cafe Tall Window | 9 Canal Row | EUR | 0.00 | 0.00
    Soup of the day 6.50, Quiche 7.20
Green Corner Market | 12 Mill Lane | EUR | 10.00 | 0.00
    Flour 0.99, Sugar 1.49, Chocolate 1.99, Walnuts 3.29
Blue Door Hardware | 88 Station Road | EUR | 0.00 | 0.00
    Paint 2.5 l 24.99, Brush 4.49
"""
# shop, street, currency, cash (0: by card), by how much the total misses the items; below it the items


def receipts() -> Iterator[DrawnReceipt]:
    """Those of the month, in their order."""
    for head, items in batched_lines(MONTH.splitlines()):
        shop, street, currency, cash, misprint = head.split(" | ")
        decimals = places(currency)

        def amount(text: str, decimals: int = decimals) -> int:
            return parse_amount(text, decimals) or 0

        bought = (item.rpartition(" ") for item in items.strip().split(", "))
        named = tuple((name, amount(price)) for name, _, price in bought)
        yield DrawnReceipt(shop, street, currency, named, amount(cash), amount(misprint))


def batched_lines(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Two and two."""
    return zip(lines[::2], lines[1::2], strict=True)


def draw_receipts(folder: Path, first: date) -> list[Path]:
    """A picture of each, a day or two apart from a day on; in the order in which they were bought."""
    paths = []
    for number, receipt in enumerate(receipts()):
        path = folder / f"receipt-{number:02}.jpg"
        paths.append(draw_receipt(path, rows_of(receipt, first + timedelta(days=number * 7 // 5))))
    return paths


def rows_of(receipt: DrawnReceipt, day: date) -> list[str | tuple[str, str]]:
    """What is printed, row by row."""

    def amount(value: int) -> str:
        return decimal_text(value, places(receipt.currency))

    head: list[str | tuple[str, str]] = [receipt.shop, receipt.street, (f"{day:%d.%m.%Y}", f"{9 + day.day % 9}:24"), ""]
    items = [(name, amount(value)) for name, value in receipt.items]
    paid = [(f"TOTAL {receipt.currency}", amount(receipt.total))]
    if receipt.cash:
        paid += [("CASH", amount(receipt.cash)), ("CHANGE", amount(receipt.cash - receipt.total))]
    return [*head, *items, "", *paid, "", "Thank you, come again"]
