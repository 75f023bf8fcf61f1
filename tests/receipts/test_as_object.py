"""A receipt in JSON, as the design's contract has it."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from bot.receipts.as_object import receipt_object
from bot.receipts.receipt import Item, Receipt, Repair


def test_a_receipt_with_all_that_may_stand_on_it() -> None:
    receipt = Receipt(
        merchant="Corner Shop",
        address="1 High Road",
        day=date(2018, 4, 15),
        time=time(18, 2, 30),
        currency="MYR",
        items=(
            Item("Tea", 4690, quantity=Decimal("1"), unit_price=Decimal("46.9"), line=7),
            Item("Petrol", 158, quantity=Decimal("0.100"), unit_price=Decimal("1.579"), line=8),
            Item("Bottles", -25, "deposit"),
        ),
        tax=74,
        tax_included=True,
        total=4823,
        cash=10000,
        change=5177,
        payment="cash",
        proof=("items", "change"),
        repairs=(Repair(19, 15000, 13000, "items"),),
    )
    found = receipt_object(receipt)
    assert list(found) == [
        *("merchant", "address", "date", "time", "currency", "items", "subtotal", "discount", "service", "tip", "tax"),
        *("tax_included", "rounding", "total", "cash", "change", "payment", "proof", "repairs"),
    ]
    assert (found["date"], found["time"], found["currency"]) == ("2018-04-15", "18:02", "MYR")
    assert found["items"] == [
        {"name": "Tea", "kind": "goods", "quantity": "1", "unit_price": "46.90", "amount": "46.90", "line": 7},
        {"name": "Petrol", "kind": "goods", "quantity": "0.100", "unit_price": "1.579", "amount": "1.58", "line": 8},
        {"name": "Bottles", "kind": "deposit", "quantity": None, "unit_price": None, "amount": "-0.25", "line": None},
    ]
    assert (found["tax"], found["tax_included"], found["total"]) == ("0.74", True, "48.23")
    assert (found["cash"], found["change"], found["payment"]) == ("100.00", "51.77", "cash")
    assert (found["subtotal"], found["tip"], found["rounding"]) == (None, None, None)
    assert found["proof"] == ["items", "change"]
    assert found["repairs"] == [{"line": 19, "from": "150.00", "to": "130.00", "why": "items"}]


def test_a_currency_without_decimals_and_one_with_three() -> None:
    rupiah = receipt_object(Receipt(total=45000, places=0, items=(Item("Nasi", 45000, unit_price=Decimal(45000)),)))
    assert (rupiah["total"], rupiah["items"][0]["unit_price"]) == ("45000", "45000")  # type: ignore[index]
    assert receipt_object(Receipt(total=1234, places=3))["total"] == "1.234"
