"""Receipts of a flat-share's month, made up and drawn: nothing on them was ever bought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.receipts.money import decimal_text, places

WIDTH, MARGIN, LINE = 640, 36, 36  # pixels
PAPER, INK = (250, 249, 245), (40, 40, 46)
FONT_SIZE = 25


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


RECEIPTS = (
    DrawnReceipt("Green Corner Market", "12 Mill Lane", "EUR", (("Oat milk", 189), ("Rye bread", 320), ("Apples 1 kg", 279), ("Eggs 10", 349)), 2000),
    DrawnReceipt("Harbour Bakery", "3 Quay Street", "EUR", (("Sourdough", 450), ("Poppy roll", 95), ("Plum cake", 380)), 1000),
    DrawnReceipt("Green Corner Market", "12 Mill Lane", "EUR", (("Pasta 500 g", 129), ("Tomatoes", 245), ("Basil", 199), ("Parmesan", 465), ("Olive oil", 899)), 2000),
    DrawnReceipt("Blue Door Hardware", "88 Station Road", "EUR", (("Light bulb", 599), ("Door hinge", 745), ("Screws 50", 320))),
    DrawnReceipt("Fishmonger Lund", "5 Quay Street", "EUR", (("Salmon 400 g", 1240), ("Lemon", 60)), 1500),
    DrawnReceipt("Green Corner Market", "12 Mill Lane", "EUR", (("Coffee beans", 899), ("Oat milk", 189), ("Bananas", 165)), 1500),
    DrawnReceipt("Sunrise Pharmacy", "41 High Street", "EUR", (("Plasters", 399), ("Throat tea", 285))),
    DrawnReceipt("Cafe Tall Window", "9 Canal Row", "EUR", (("Cappuccino", 340), ("Flat white", 360), ("Carrot cake", 420)), 1200),
    DrawnReceipt("Ramen Kaze", "2-4 Nishimachi", "JPY", (("Shoyu ramen", 980), ("Gyoza", 520), ("Green tea", 300)), 2000),
    DrawnReceipt("Green Corner Market", "12 Mill Lane", "EUR", (("Rice 1 kg", 249), ("Lentils", 199), ("Yoghurt", 119), ("Cheddar", 389)), 1000),
    DrawnReceipt("Paper and Pen", "17 High Street", "EUR", (("Notebook", 350), ("Stamps 10", 850))),
    DrawnReceipt("Harbour Bakery", "3 Quay Street", "EUR", (("Baguette", 240), ("Croissant", 180), ("Croissant", 180))),
    DrawnReceipt("Green Corner Market", "12 Mill Lane", "EUR", (("Washing powder", 749), ("Sponges", 199), ("Bin bags", 279)), 1500),
    DrawnReceipt("Garden Shed", "70 Mill Lane", "EUR", (("Potting soil", 899), ("Basil seeds", 249)), 0, 100),
    DrawnReceipt("Fishmonger Lund", "5 Quay Street", "EUR", (("Mussels 1 kg", 990), ("Dill", 120))),
    DrawnReceipt("Green Corner Market", "12 Mill Lane", "EUR", (("Potatoes 2 kg", 359), ("Leek", 145), ("Cream", 169), ("Butter", 289))),
    DrawnReceipt("Corner Cinema", "1 Canal Row", "EUR", (("Ticket", 1150), ("Ticket", 1150), ("Popcorn", 490)), 3000),
    DrawnReceipt("Cafe Tall Window", "9 Canal Row", "EUR", (("Soup of the day", 650), ("Quiche", 720))),
    DrawnReceipt("Green Corner Market", "12 Mill Lane", "EUR", (("Flour", 99), ("Sugar", 149), ("Chocolate", 199), ("Walnuts", 329)), 1000),
    DrawnReceipt("Blue Door Hardware", "88 Station Road", "EUR", (("Paint 2.5 l", 2499), ("Brush", 449))),
)  # fmt: skip


def draw_receipts(folder: Path, first: date) -> list[Path]:
    """A picture of each, a day or two apart from a day on; in the order in which they were bought."""
    paths = []
    for number, receipt in enumerate(RECEIPTS):
        path = folder / f"receipt-{number:02}.jpg"
        _draw(lines_of(receipt, first + timedelta(days=number * 7 // 5)), path)
        paths.append(path)
    return paths


def lines_of(receipt: DrawnReceipt, day: date) -> list[tuple[str, str]]:
    """What is printed: a text on the left, and one on the right or none."""

    def amount(value: int) -> str:
        return decimal_text(value, places(receipt.currency))

    lines = [(receipt.shop, ""), (receipt.street, ""), (f"Date {day:%d.%m.%Y}", f"{9 + day.day % 9}:24"), ("", "")]
    lines += [(name, amount(value)) for name, value in receipt.items]
    lines += [("", ""), (f"TOTAL {receipt.currency}", amount(receipt.total))]
    if receipt.cash:
        lines += [("CASH", amount(receipt.cash)), ("CHANGE", amount(receipt.cash - receipt.total))]
    return [*lines, ("", ""), ("Thank you, come again", "")]


def _draw(lines: Sequence[tuple[str, str]], path: Path) -> None:
    font = ImageFont.load_default(FONT_SIZE)
    image = Image.new("RGB", (WIDTH, LINE * len(lines) + 2 * MARGIN), PAPER)
    draw = ImageDraw.Draw(image)
    for number, (left, right) in enumerate(lines):
        top = MARGIN + number * LINE
        draw.text((MARGIN, top), left, INK, font)
        draw.text((WIDTH - MARGIN, top), right, INK, font, anchor="ra")
    image.save(path, quality=92)
