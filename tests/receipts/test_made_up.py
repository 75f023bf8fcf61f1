"""Any receipt that is made up of goods, taxes and payment reads as what it was made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.receipts.money import MOST_DIGITS, decimal_text
from bot.receipts.receipts_of import receipts_of
from tests.receipts.slips import slip

TODAY = date(2026, 11, 30)
NAMES = (
    "Apple Juice", "Rye Bread", "Blue Cheese", "Tomato Soup", "Lemon Tea", "Paper Towels", "Olive Oil 1L",
    "Green Beans", "Chicken Wrap", "Candle", "USB Cable 2m", "Notebook A5", "Shampoo 250ml", "Mars Bar",
    "Total Care Paste",
)  # fmt: skip
WORDS = {
    "en": ("Subtotal", "Service Charge 10%", "Tax 6%", "Rounding", "TOTAL", "CASH", "CHANGE", "Total Tax incl."),
    "de": ("Zwischensumme", "Bedienung 10%", "MwSt 6%", "Rundung", "SUMME", "BAR", "RÜCKGELD", "inkl. MwSt 6%"),
    "fr": ("Sous-total", "Service 10%", "TVA 6%", "Arrondi", "TOTAL TTC", "ESPECES", "RENDU", "dont TVA 6%"),
}


@dataclass(frozen=True)
class MadeUp:
    """A receipt's text and what it says."""

    text: str
    names: list[str]
    amounts: list[int]
    total: int
    tax: int | None


@st.composite
def made_up(draw: st.DrawFn) -> MadeUp:
    """Receipts in three languages, names beside, above or below their amounts."""
    language = draw(st.sampled_from(sorted(WORDS)))
    subtotal, service, tax, rounding, total, cash, change, inside = WORDS[language]
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=9))
    quantities = [draw(st.integers(1, 6)) for _ in names]
    prices = [draw(st.integers(15, 4000)) for _ in names]
    amounts = [q * p for q, p in zip(quantities, prices, strict=True)]
    where = draw(st.sampled_from(["beside", "above", "below", "columns"]))

    def money(amount: int) -> str:
        text = decimal_text(amount, 2)
        return text if language == "en" else text.replace(".", ",")

    rows = ["CORNER SHOP LTD", "12 High Street", "03.05.2024 18:20"]
    if where == "columns":
        rows.append("Item | Qty | Price | Amount")
    for name, q, p, amount in zip(names, quantities, prices, amounts, strict=True):
        rows += {
            "beside": [f"{name} | {money(amount)}"],
            "above": [name, f"{q} x | {money(p)} | {money(amount)}"],
            "below": [f"{q} x | {money(p)} | {money(amount)}", name],
            "columns": [f"{name} | {q} | {money(p)} | {money(amount)}"],
        }[where]
    made = sum(amounts)
    rows.append(f"{subtotal} | {money(made)}")
    if draw(st.booleans()):
        rows.append(f"{service} | {money(made // 10)}")
        made += made // 10
    taxed, part = None, made * 6 // 106
    if draw(st.booleans()) and language == "en":
        taxed = made * 6 // 100 + 1
        rows.append(f"{tax} | {money(taxed)}")
        made += taxed
    elif draw(st.booleans()) and language != "en" and part:
        taxed = part
    off = draw(st.sampled_from([0, (made + 2) // 5 * 5 - made]))
    if off:
        rows.append(f"{rounding} | {money(off)}")
        made += off
    rows.append(f"{total} | {money(made)}")
    if language != "en" and taxed:
        rows.append(f"{inside} | {money(taxed)}")
    if draw(st.booleans()):
        paid = made + draw(st.integers(1, 5000))
        rows += [f"{cash} | {money(paid)}", f"{change} | {money(paid - made)}"]
    return MadeUp("\n".join(rows), names, amounts, made, taxed)


@settings(max_examples=60)
@given(made_up())
def test_it_reads_as_what_it_was_made_of(made: MadeUp) -> None:
    (receipt,) = receipts_of(slip(made.text), today=TODAY)
    assert receipt.total == made.total, made.text
    assert [item.amount for item in receipt.items] == made.amounts, made.text
    assert [item.name for item in receipt.items] == made.names, made.text
    assert receipt.tax == made.tax, made.text
    assert "items" in receipt.proof, made.text


CELLS = st.text("0123456789.,:-/ |€$xX%kgTOALtotalsumeBAR合計", max_size=24) | st.text(max_size=12)


@settings(max_examples=150)
@given(st.lists(CELLS, max_size=14), st.floats(-0.5, 0.5), st.booleans())
def test_no_page_is_too_odd(rows: list[str], tilt: float, cells: bool) -> None:
    page = slip("\n".join(rows) or "-", tilt=tilt, cells=cells)
    for receipt in receipts_of(page, today=TODAY):
        assert 1 <= receipt.first <= receipt.last <= len(page.lines)
        assert receipt.total is not None or not receipt.proof


@pytest.mark.parametrize("long", ["1.00 l ", "tax 1.00 ", "1", ".", "(", "1,000,", "kg 1b "])
@pytest.mark.parametrize("at", [0, 3, 8])
@pytest.mark.parametrize("size", [230, 8000])
def test_a_line_however_long_takes_no_time(long: str, at: int, size: int) -> None:
    rows = [
        "KIOSK",
        "03.05.2024",
        "Tel 12345",
        "Tea | 1.00",
        "Box | 2.00",
        "Total EUR | 3.00",
        "Cash | 5.00",
        "Change | 2.00",
    ]
    page = slip("\n".join((*rows[:at], (long * size)[:size] + " hello", *rows[at:])))
    started = process_time()
    receipts = receipts_of(page, today=TODAY)
    assert process_time() - started < 0.5
    found = [each.total or 0 for each in receipts] + [item.amount for each in receipts for item in each.items]
    assert all(abs(amount) < 10**MOST_DIGITS for amount in found)


@pytest.mark.parametrize("many", ["9 |", "１", "1"])
def test_rows_of_many_cells_or_digits_take_no_time(many: str) -> None:
    rows = ["KIOSK", "03.05.2024", "Tea | 1.00", *[(many * 250)[:240]] * 40, "Total EUR | 1.00"]
    page = slip("\n".join(rows))
    started = process_time()
    receipts_of(page, today=TODAY)
    assert process_time() - started < 0.25


def test_a_page_of_thousands_of_rows_takes_no_time() -> None:
    kinds = ("Bread", "Discount", "Tax", "Service charge", "Tip", "Rounding", "Cash", "Change", "Total")
    for count in (130, 600):
        rows = [f"{kind} | {n + 1}.{n % 97:02}" for n in range(count) for kind in kinds]
        started = process_time()
        receipts_of(slip("\n".join(("KIOSK", "03.05.2024", *rows))), today=TODAY)
        assert process_time() - started < 3
