"""Receipts, expenses and cards for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.chat.languages.locale import Locales
from bot.chat.receipts.card import Card
from bot.job import Job, PageState, Photo, ReadPage, Request, Stage
from bot.page import Correction, Line, NotePage, Page, Word
from bot.receipts.ledger.expense import Expense, ReadFrom
from bot.receipts.proof import proved
from bot.receipts.receipt import Item, Receipt

ANNA, BEN, CLEO, DORA = 11, 12, 13, 14
NAMES = {ANNA: "Anna", BEN: "Ben", CLEO: "Cleo", DORA: "Dora"}
SAY = Locales().of("en")
BOX = ((0, 0), (90, 0), (90, 30), (0, 30))
GROUP = -1001
ITEMS = (
    Item("Seafood", 2340, quantity=Decimal(1), line=3),
    Item("Tofu", 650, quantity=Decimal(2), unit_price=Decimal("3.25"), line=4),
    Item("Rice & tea", 1500, line=5),
)


def receipt(**values: Any) -> Receipt:
    """A receipt that adds up, unless these fields say otherwise."""
    made = Receipt(
        merchant="Pasar Mini <Jin> Seng",
        day=date(2018, 4, 15),
        currency="MYR",
        items=ITEMS,
        total=4490,
        cash=10000,
        change=5510,
        payment="cash",
    )
    return proved(replace(made, **values))


def expense(of: Receipt | None = None, **values: Any) -> Expense:
    """Anna's expense in a group."""
    made = Expense(
        GROUP,
        ANNA,
        of or receipt(),
        date(2018, 4, 15),
        id=7,
        number=12,
        origin=ReadFrom(3, 1, 1, 0),
        sharers=(ANNA, BEN, CLEO, DORA),
    )
    return replace(made, **values)


def card(of: Expense | None = None, **values: Any) -> Card:
    """Its card."""
    return replace(Card(of or expense(), NAMES, tuple(NAMES), is_group=True), **values)


def job(*texts: str, unasked: bool = False) -> Job:
    """A job with a page of these lines."""
    lines = tuple(Line(text, text, 0.9, BOX, tuple(Word(word, 0.9) for word in text.split())) for text in texts)
    page = Page(lines, "scripted")
    note = NotePage(page, Correction(tuple(texts), (), "spelling"))
    photo = Photo(5, "f", id=1, count=1, pages=(ReadPage(1, PageState.DONE, page, note),))
    return Job(3, Request(GROUP, None, 5, ANNA, unasked=unasked), Stage.DONE, (photo,), answered=True)
