"""A ledger as a file: nothing lost, the same sums in every program that reads it, and no text that is a formula."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.chat.ledger.made_apart import made_apart
from bot.exports.ledger_content import CONTENT, LedgerContent, distinct
from bot.exports.ledger_csv import ledger_csv
from bot.exports.ledger_journal import ledger_journal
from bot.exports.ledger_json import ledger_json
from bot.exports.ledger_xlsx import ledger_xlsx
from bot.receipts.ledger.balances import balances
from bot.receipts.ledger.expense import Charged, Claim, Expense, ExpenseState, Paid, Settlement
from bot.receipts.money import places
from bot.receipts.proof import proved
from bot.receipts.receipt import Item, Receipt
from tests.exports.ledger_readers import Sums, balances_in, balances_in_csv, balances_in_journal, recalculated
from tests.receipts.ledger.expenses import ANNA, BEN, CARL, DAY, DORA, EXPENSES, GROUP, PEOPLE, expense, receipt

NAMES = {ANNA: "Anna", BEN: "=HYPERLINK(0)", CARL: "Anna", DORA: 'łukasz: (x); "*" >5 @ 王'}
MAY = date(2018, 5, 1)


def items(*named: tuple[str, int]) -> tuple[Item, ...]:
    return tuple(Item(name, amount) for name, amount in named)


SHOPPING = proved(
    Receipt('=1+1; Über | "Aldi"', day=DAY, time=time(18, 2), currency="EUR", total=1249, tax=50, tax_included=False)
)
DINNER = proved(replace(SHOPPING, items=items(("+Tofu", 799), ("@Wine", 500), ("-Rabatt", -100))))
MONTH = LedgerContent(
    (
        expense(receipt=DINNER, sharers=(ANNA, BEN, CARL), claims=(Claim(0, BEN), Claim(1, DORA)), number=1),
        expense(1000, number=2, sharers=PEOPLE, paid=(Paid(BEN, 300),), payer=CARL, day=MAY),
        expense(receipt=receipt(45000, currency="JPY", places=0), number=3, sharers=(ANNA, DORA)),
        expense(receipt=receipt(1234567, currency="OMR", places=3), number=4, sharers=(BEN, CARL, DORA), payer=DORA),
        expense(-501, number=5, sharers=(ANNA, BEN), charged=Charged("JPY", -600)),
        expense(700, number=6, state=ExpenseState.DUPLICATE, duplicate_of=2, sharers=(ANNA, BEN)),
        expense(receipt=Receipt(), number=7),
        expense(0, number=8, day=date(1899, 1, 1)),
    ),
    (
        Settlement(GROUP, BEN, ANNA, "EUR", 512, MAY),
        Settlement(GROUP, DORA, ANNA, "JPY", 20000, DAY),
        Settlement(GROUP, CARL, ANNA, "EUR", 99, DAY, undone=True),
    ),
    NAMES,
)  # fmt: skip
NOTHING = LedgerContent((), (), {})


def owed_in(content: LedgerContent) -> Sums:
    """What people are owed, by the names that the content gives them."""
    people = content.people
    return {
        currency: {people[person]: Decimal(amount).scaleb(-places(currency)) for person, amount in each.items()}
        for currency, each in balances(content.expenses, content.settlements).items()
    }


def cells(workbook: bytes, sheet: str) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(workbook), data_only=True)[sheet].iter_rows(values_only=True))


def test_people_have_names_of_their_own() -> None:
    assert distinct({1: "Anna", 2: "anna", 3: "Anna (2)", 4: "", 5: "Anna"}) == {
        1: "Anna",
        2: "anna (2)",
        3: "Anna (2) (2)",
        4: "?",
        5: "Anna (3)",
    }
    assert LedgerContent(MONTH.expenses, (), {}).people == {1: "?", 2: "? (2)", 3: "? (3)", 4: "? (4)"}


def test_the_workbook_says_what_is_in_the_ledger() -> None:
    made = ledger_xlsx(MONTH)
    head, first, *_, unknown, old = cells(made, "Receipts")
    row = dict(zip(head, first, strict=True))
    assert (row["No."], row["Shop"], row["Currency"], row["Total"]) == (1, '=1+1; Über | "Aldi"', "EUR", 12.49)
    assert (row["Items"], row["Tax on top"], row["Difference"], row["Adds up"]) == (11.99, 0.5, 0, "items")
    assert (row["Time"], row["State"], row["Counts"], row["Paid less total"]) == (time(18, 2), "counted", 1, 0)
    assert (unknown[:6], old[1]) == ((7, unknown[1], None, None, None, None), "1899-01-01")
    assert cells(made, "Items")[1] == (1, 1, "+Tofu", "goods", None, None, 7.99, "EUR", "=HYPERLINK(0)")
    assert len(cells(made, "Items")) == 1 + 3 + 6
    assert list(reversed(cells(made, "Receipts")[5][-2:])) == ["JPY", -600]


@pytest.mark.parametrize("included", [None, True, False])
def test_the_difference_is_what_its_formula_makes(included: bool | None) -> None:
    off = proved(receipt(300, 400, total=1000, tax=50, tax_included=included, tip=20, discount=10))
    ((*_, total, goods, service, tip, tax, rounding, less, difference),) = [
        row[:13] for row in cells(ledger_xlsx(LedgerContent((expense(receipt=off),), (), NAMES)), "Receipts")[1:]
    ]
    known = [Decimal(repr(each or 0)) for each in (goods, service, tip, tax, rounding)]
    assert sum(known) - Decimal(repr(less)) - Decimal(repr(total)) == Decimal(repr(difference))


def test_titles_can_be_translated() -> None:
    titles = cells(ledger_xlsx(MONTH, lambda title: title[::-1]), "Balances")[0]
    assert titles[0] == "ycnerruC"


async def test_the_workbook_is_the_same_where_a_program_of_its_own_makes_it() -> None:
    made = await made_apart("bot.exports.ledger_xlsx", CONTENT.dump_json(MONTH))
    for name in ("Receipts", "Items", "Shares", "Balances"):
        assert cells(made, name) == cells(ledger_xlsx(MONTH), name)


@pytest.mark.parametrize("make", [ledger_xlsx, ledger_csv, ledger_json, ledger_journal])
def test_an_empty_ledger_is_a_file_too(make: object) -> None:
    assert callable(make) and make(NOTHING) is not None


def test_no_text_is_a_formula() -> None:
    workbook = load_workbook(io.BytesIO(ledger_xlsx(MONTH)))
    texts = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert texts and all(str(cell.value).startswith(("=ROUND(", "=Receipts!")) for cell in texts)
    hostile = [cell for row in workbook["Items"].iter_rows() for cell in row if str(cell.value) in ("+Tofu", "@Wine")]
    assert [cell.data_type for cell in hostile] == ["s", "s"]


def test_the_long_form_is_harmless_and_says_all(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(ledger_csv(MONTH).decode("utf-8-sig"), newline="")))
    harmful = [cell for row in rows for cell in row if cell[:1] in tuple("=+@\t\r")]
    assert harmful == []
    assert all(Decimal(cell) < 0 for row in rows for cell in row if cell.startswith("-"))
    assert {row[0] for row in rows[1:]} == {"", *map(str, range(1, 9))}
    assert ["7", "2018-04-15", "", "", "", "counted", "False", "False", "", "", ""] in rows
    assert ["6", "2018-04-15", "Pasar Mini Jin Seng", "EUR", "7.00", "duplicate", "False"] in [row[:7] for row in rows]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_name_that_begins_like_a_formula_is_none(begin: str) -> None:
    named = LedgerContent((expense(5, receipt=receipt(5, merchant=f"{begin}cmd|x")),), (), {ANNA: f"{begin}SUM(A1)"})
    row = list(csv.reader(io.StringIO(ledger_csv(named).decode("utf-8-sig"), newline="")))[1]
    assert (row[2], row[9][0] in "'S") == (f"'{begin}cmd|x", True)


def test_json_has_all_of_a_receipt_and_who_claimed_what() -> None:
    saved = json.loads(ledger_json(MONTH))
    first = saved["expenses"][0]
    assert (first["number"], first["receipt"]["total"], first["receipt"]["time"]) == (1, "12.49", "18:02")
    assert first["claims"] == [{"item": 1, "person": "=HYPERLINK(0)"}, {"item": 2, "person": MONTH.people[DORA]}]
    assert sum(map(Decimal, first["shares"].values())) == sum(map(Decimal, first["paid"].values())) == Decimal("12.49")
    assert saved["expenses"][4]["charged"] == {"currency": "JPY", "amount": "-600"}
    assert saved["settlements"][2]["undone"]
    owed = {c: {name: Decimal(amount) for name, amount in each.items()} for c, each in saved["balances"].items()}
    assert owed == owed_in(MONTH)


def test_every_format_gives_the_same_balances() -> None:
    assert balances_in(io.BytesIO(ledger_xlsx(MONTH))) == owed_in(MONTH)
    neutral = {
        currency: {n.replace("=", "'=", 1): a for n, a in each.items()} for currency, each in owed_in(MONTH).items()
    }
    assert balances_in_csv(ledger_csv(MONTH)) == neutral


@pytest.mark.slow
def test_libreoffice_reckons_the_same(tmp_path: Path) -> None:
    made = recalculated(ledger_xlsx(MONTH), tmp_path)
    assert balances_in(made) == owed_in(MONTH)
    receipts = list(load_workbook(made, data_only=True)["Receipts"].iter_rows(2, values_only=True))
    assert [row[16:18] for row in receipts] == [*[(0, 0)] * 6, (None, None), (0, 0)]
    assert [row[12] for row in receipts] == [0, *[0] * 5, None, 0]


@pytest.mark.slow
def test_what_is_corrected_in_the_workbook_changes_what_people_owe(tmp_path: Path) -> None:
    workbook = load_workbook(io.BytesIO(ledger_xlsx(MONTH)))
    workbook["Receipts"]["P7"] = 1  # the duplicate is another one
    workbook["Settlements"]["H4"] = 1
    changed = io.BytesIO()
    workbook.save(changed)
    counted = [replace(each, state=ExpenseState.COUNTED) for each in MONTH.expenses]
    settled = [replace(each, undone=False) for each in MONTH.settlements]
    expected = owed_in(LedgerContent(counted, settled, NAMES))
    assert balances_in(recalculated(changed.getvalue(), tmp_path)) == expected != owed_in(MONTH)


def in_accounts(owed: Sums) -> Sums:
    """By the names that accounts can have."""
    known = {"=HYPERLINK(0)": "HYPERLINK 0", "Anna (2)": "Anna 2", NAMES[DORA]: "łukasz x >5 王"}
    return {currency: {known.get(n, n): amount for n, amount in each.items()} for currency, each in owed.items()}


@pytest.mark.slow
def test_hledger_reckons_the_same(tmp_path: Path) -> None:
    assert balances_in_journal(ledger_journal(MONTH), tmp_path) == in_accounts(owed_in(MONTH))


@pytest.mark.slow
@settings(max_examples=25)
@given(
    made=st.lists(EXPENSES, max_size=6),
    names=st.dictionaries(st.sampled_from(PEOPLE), st.text(max_size=8)),
    shop=st.text(max_size=12),
)
def test_hledger_reads_whatever_is_written_in_a_ledger(
    made: list[Expense], names: dict[int, str], shop: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    named = [replace(each, number=n, receipt=replace(each.receipt, merchant=shop)) for n, each in enumerate(made, 1)]
    content = LedgerContent(named, (), names)
    found, expected = balances_in_journal(ledger_journal(content), tmp_path_factory.mktemp("journal")), owed_in(content)
    assert {c: sorted(each.values()) for c, each in found.items()} == {
        c: sorted(each.values()) for c, each in expected.items()
    }
    assert balances_in(io.BytesIO(ledger_xlsx(content))) == expected
