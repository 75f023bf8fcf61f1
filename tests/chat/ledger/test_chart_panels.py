"""The chart of a ledger: its figures, and that it is drawn in a process of its own."""

from __future__ import annotations

import struct
from datetime import date

import pytest

from bot.chat.languages.locale import Locales
from bot.chat.ledger.chart_panels import can_draw, chart_panels, drawn
from bot.chat.ledger.made_apart import ExportFailed
from bot.exports.ledger_chart import COLOURS, ChartPanel, ChartPart
from bot.receipts.ledger.expense import Expense, ExpenseState, Paid
from bot.receipts.receipt import Receipt

ENGLISH = Locales().of("en")
NAMES = {1: "Anna", 2: "Ben"}


def expense(
    shop: str, total: int, day: date, by: int = 1, currency: str = "EUR", state: ExpenseState = ExpenseState.COUNTED
) -> Expense:
    receipt = Receipt(merchant=shop, total=total, currency=currency)
    return Expense(-5, by, receipt, day, state=state)


EXPENSES = [
    expense("Market", 1000, date(2026, 9, 3)),
    expense("Market", 250, date(2026, 9, 30), by=2),
    expense("Bakery", 600, date(2026, 11, 1), by=2),
    expense("Bakery", 999, date(2026, 11, 1), state=ExpenseState.LEFT_OUT),
    expense("Ramen", 1800, date(2026, 10, 1), currency="JPY"),
]


def test_months_by_person() -> None:
    assert chart_panels(EXPENSES, NAMES, ENGLISH) == (
        ChartPanel(
            "EUR",
            ("2026-09", "2026-10", "2026-11"),
            (ChartPart("Anna", (10.0, 0.0, 0.0)), ChartPart("Ben", (2.5, 0.0, 6.0))),
        ),
        ChartPanel("JPY", ("2026-10",), (ChartPart("Anna", (1800.0,)),)),
    )


def test_months_by_shop_where_there_is_one_person() -> None:
    (euros, _) = chart_panels(EXPENSES, {}, ENGLISH)
    assert [part.label for part in euros.parts] == ["Market", "Bakery"]


def test_several_payers_and_more_shops_than_colours() -> None:
    two = Expense(-5, 1, Receipt(total=1000, currency="EUR"), date(2026, 9, 3), paid=(Paid(2, 300),))
    (panel,) = chart_panels([two], NAMES, ENGLISH)
    assert panel.parts == (ChartPart("Anna", (7.0,)), ChartPart("Ben", (3.0,)))
    many = [expense(f"Shop {number}", 100, date(2026, 9, 3)) for number in range(20)]
    (panel,) = chart_panels(many, {}, ENGLISH)
    assert len(panel.parts) == len(COLOURS)
    assert sum(part.amounts[0] for part in panel.parts) == 20.0


def test_years_apart_only_months_with_expenses_are_shown() -> None:
    (panel,) = chart_panels([expense("a", 1, date(1999, 1, 1)), expense("b", 1, date(2026, 1, 1))], {}, ENGLISH)
    assert panel.months == ("1999-01", "2026-01")


@pytest.mark.skipif(not can_draw(), reason="matplotlib is not installed")
async def test_it_is_drawn_elsewhere_also_with_odd_names() -> None:
    parts = (ChartPart("$x^2$ 陳 <b>", (10.0, -3.0)), ChartPart("_hidden", (1.0, 2.0)))
    content = await drawn((ChartPanel("EUR", ("2026-09", "2026-10"), parts),))
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert width > 600 and height > 300


async def test_what_is_not_drawn_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(ExportFailed):
        await drawn((ChartPanel("EUR", ("2026-09",), (ChartPart("Anna", (1.0,)),)),))
