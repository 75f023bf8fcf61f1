"""Papers with sums and days that are no receipts, and receipts of odd forms that are."""

from __future__ import annotations

from datetime import date

import pytest

from bot.receipts.money import decimal_text
from bot.receipts.receipts_of import receipts_of
from tests.receipts.page_texts import pages_of
from tests.receipts.slips import slip

TODAY = date(2026, 11, 30)
OTHER_PAPERS = ("statements", "price_lists", "menus", "offers", "tables")
LIKE_A_RECEIPT = {"report, households", "club members", "election", "weather"}
"""Figures with a sum, which a list of what was bought, written by hand, has too."""
PAPERS = {name: text for file in OTHER_PAPERS for name, text in pages_of(f"{file}.txt").items()}
RECEIPTS = dict(name.split(" = ") for name in pages_of("odd_receipts.txt"))
UNREAD = {"taxi, Germany"}  # nothing says that its one amount is the total


@pytest.mark.parametrize("cells", [True, False], ids=["cells", "lines"])
@pytest.mark.parametrize("name", sorted(PAPERS.keys() - LIKE_A_RECEIPT))
def test_another_paper_is_no_receipt(name: str, cells: bool) -> None:
    assert receipts_of(slip(PAPERS[name], cells=cells), today=TODAY) == ()


@pytest.mark.parametrize("cells", [True, False], ids=["cells", "lines"])
@pytest.mark.parametrize("name", sorted(RECEIPTS))
def test_a_receipt_of_an_odd_form(name: str, cells: bool) -> None:
    text = pages_of("odd_receipts.txt")[f"{name} = {RECEIPTS[name]}"]
    (receipt,) = receipts_of(slip(text, cells=cells), today=TODAY)
    if name in UNREAD:
        assert receipt.total is None
        return
    assert receipt.total is not None
    assert f"{decimal_text(receipt.total, receipt.places)} {receipt.currency}" == RECEIPTS[name]


def test_a_gift_cards_balances_make_no_account_of_a_receipt() -> None:
    text = """
        COFFEE HOUSE
        03.05.2024 18:20
        Latte | 4.20
        Total | 4.20
        Gift card | 4.20
        Previous balance | 20.00
        New balance | 15.80
    """
    assert [each.total for each in receipts_of(slip(text), today=TODAY)] == [420]


def test_offers_among_the_goods_make_no_offer_of_a_receipt() -> None:
    text = """
        MARKT GMBH
        03.05.2024 18:20
        Brot | 3,00
        Angebot
        Kaffee | 4,99
        Summe EUR | 7,99
    """
    assert [each.total for each in receipts_of(slip(text), today=TODAY)] == [799]


def test_what_is_bought_from_an_offer_is_a_receipt() -> None:
    text = """
        MALER KUNZ
        Kostenvoranschlag 12
        03.05.2024
        Farbe | 30,00
        Summe EUR | 30,00
        Bar | 50,00
        Rückgeld | 20,00
    """
    assert [each.total for each in receipts_of(slip(text), today=TODAY)] == [3000]
