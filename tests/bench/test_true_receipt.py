"""What is known of a receipt from the files beside its image."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.bench.true_receipt import TrueItem, true_receipt
from bot.errors import WrongSetting

KNOWN = {
    "merchant": "Corner Shop",
    "date": "2018-04-15",
    "currency": "MYR",
    "items": [{"name": "Tea", "qty": "1", "amount": "2.50"}, {"name": "Off", "kind": "discount", "amount": "-0.50"}],
    "total": "2.00",
}


def test_the_items_beside_an_image(tmp_path: Path) -> None:
    (tmp_path / "a.items.json").write_text(json.dumps(KNOWN))
    known = true_receipt(tmp_path / "a.jpg")
    assert known and (known.merchant, known.day, known.total) == ("Corner Shop", date(2018, 4, 15), Decimal(2))
    assert known.items == (TrueItem("Tea", Decimal("2.50")), TrueItem("Off", Decimal("-0.50")))
    assert known.fields is None
    assert true_receipt(tmp_path / "b.jpg") is None


def test_amounts_that_are_numbers_are_exact(tmp_path: Path) -> None:
    (tmp_path / "a.items.json").write_text('{"date": null, "total": 0, "items": [{"name": "Tea", "amount": 44.90}]}')
    known = true_receipt(tmp_path / "a.jpg")
    assert known and (known.total, known.items) == (Decimal(0), (TrueItem("Tea", Decimal("44.90")),))


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("15/04/2018", date(2018, 4, 15)),
        ("15-04-18", date(2018, 4, 15)),
        ("2018-04-15", date(2018, 4, 15)),
        ("(06/12/2016)", date(2016, 12, 6)),
        ("28 MAR 18", date(2018, 3, 28)),
        ("20 June 2018", date(2018, 6, 20)),
    ],
)
def test_four_fields_with_the_date_as_it_is_printed(tmp_path: Path, printed: str, day: date) -> None:
    fields = {"company": "Corner", "date": printed, "address": "1 Road", "total": "RM1,044.90"}
    (tmp_path / "a.json").write_text(json.dumps(fields))
    known = true_receipt(tmp_path / "a.jpg")
    assert known and known.fields and known.fields.address == "1 Road"
    assert (known.merchant, known.day, known.total, known.items) == ("Corner", day, Decimal("1044.90"), None)


def test_of_both_the_items_count_and_the_fields_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.items.json").write_text(json.dumps(KNOWN))
    (tmp_path / "a.json").write_text('{"company": "CORNER SHOP SDN BHD", "total": "2.00"}')
    known = true_receipt(tmp_path / "a.jpg")
    assert known and known.merchant == "Corner Shop"
    assert known.fields and known.fields.company == "CORNER SHOP SDN BHD"


def test_another_json_beside_an_image_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"exif": {}}')
    (tmp_path / "b.json").write_text("[1, 2]")
    assert true_receipt(tmp_path / "a.jpg") is None
    assert true_receipt(tmp_path / "b.jpg") is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.items.json", "{"),
        ("a.items.json", '{"merchant": "x"}'),
        ("a.items.json", '{"items": [{"name": "x", "amount": "many"}]}'),
        ("a.json", '{"company": "x", "total": "1", "date": "soon"}'),
        ("a.json", '{"company": "x", "total": 1}'),
    ],
)
def test_what_cannot_be_understood_is_named(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(WrongSetting, match=rf"{name} cannot be read"):
        true_receipt(tmp_path / "a.jpg")
