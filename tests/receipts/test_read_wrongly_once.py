"""What was read wrongly once: each is one of a kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.receipts.receipt import Receipt
from bot.receipts.receipts_of import receipts_of
from tests.receipts.slips import slip

TODAY = date(2026, 11, 30)


def one(text: str) -> Receipt:
    (receipt,) = receipts_of(slip(text), today=TODAY)
    return receipt


def test_a_mark_of_yen_alone_says_the_currency() -> None:
    receipt = one("CAFE\n2024/05/03\nTea | ￥300\nCake | ￥1500\nTotal | ￥1800")
    assert (receipt.currency, receipt.total, receipt.proof) == ("JPY", 1800, ("items",))


def test_a_mark_of_yuan_has_decimals() -> None:
    receipt = one("CAFE\n2024-05-03\nTea | ¥3.00\nCake | ¥15.00\nTotal | ¥18.00")
    assert (receipt.currency, receipt.total) == ("CNY", 1800)


def test_a_telephone_number_abroad_makes_no_roubles_of_dollars() -> None:
    receipt = one("JOE'S DELI\nBrooklyn, NY 11235\nTel +7 495 123-45-67\n03/07/2024\nBurger | $23.90\nTotal | $23.90")
    assert (receipt.currency, receipt.day) == ("USD", date(2024, 3, 7))


def test_a_unit_is_a_name_only_where_nothing_else_is() -> None:
    receipt = one("SHOP LTD\n03.05.2024\nTea\n1 Box | 4.00\nBox | 6.00\nTotal | 10.00")
    assert [item.name for item in receipt.items] == ["Tea", "Box"]


@pytest.mark.parametrize("version", ["v1.2.24", "V 1.2.24", "Ver. 1.2.24", "Version 1.2.24"])
def test_a_version_is_no_day(version: str) -> None:
    assert one(f"SHOP LTD\nTill {version}\nTea | 4.00\nTotal EUR | 4.00\nCash | 4.00").day is None


def test_the_code_of_a_coupon_is_no_name() -> None:
    receipt = one("""
        PIZZA LTD
        03.05.2024
        Qty | Menu | Coupon | Price
        1 | 6"HT | TRY-FREE | 12.80
        1 | 9"HT | WEEK2-A | 15.80
        Total | 28.60
        """)
    assert [item.name for item in receipt.items] == ['6"HT', '9"HT']


def test_print_that_runs_down_the_page_is_in_no_row() -> None:
    page = slip("SHOP LTD\n03.05.2024\nTea | 4.00\nCake | 6.00\nTotal | 10.00")
    turned = slip("FFFFF", left=200, top=70).lines[0]
    (left, top), _, _, _ = turned.box
    box = ((left, top), (left + 20, top), (left + 20, top + 80), (left, top + 80))
    turned = replace(turned, box=box, cells=(replace(turned.cells[0], box=box),))
    (receipt,) = receipts_of(replace(page, lines=(*page.lines, turned)), today=TODAY)
    assert [item.name for item in receipt.items] == ["Tea", "Cake"]


def test_a_logo_before_the_name_is_not_said_twice() -> None:
    assert (
        one("nord | nord-drogerie markt\n03.05.2024\nSeife | 4,00\nSumme EUR | 4,00").merchant == "nord-drogerie markt"
    )


def test_the_name_of_a_shop_may_say_a_word_twice() -> None:
    assert one("ONE ONE THREE SEAFOOD SDN BHD\n03.05.2024\nRice | 4.00\nTotal | 4.00").merchant == (
        "ONE ONE THREE SEAFOOD SDN BHD"
    )


def test_the_first_of_the_goods_is_no_shop() -> None:
    receipt = one("11.3.24\nBrot 3,50\nWein 8,00\nSumme EUR 11,50")
    assert (receipt.merchant, receipt.total) == (None, 1150)


@pytest.mark.parametrize("title", ["КАССОВЫЙ ЧЕК", "Kundenbeleg", "CARTE BANCAIRE\nLE 03/05/24 A 12:33:10"])
def test_what_the_paper_is_called_is_no_shop(title: str) -> None:
    assert one(f"{title}\nLE BISTROT\n03.05.2024\nSoupe | 4,00\nTotal EUR | 4,00").merchant == "LE BISTROT"


def test_a_name_in_quotes_keeps_both() -> None:
    assert one('ООО "МАГНИТ"\n03.05.2024\nХлеб | 4.00\nИТОГ | 4.00').merchant == 'ООО "МАГНИТ"'


@pytest.mark.parametrize(
    ("mark", "currency"),
    [("ИНН 1655000000", "RUB"), ("УНП 190012345", "BYN"), ("ТОО Магнум, Алматы", "KZT"), ("ул. Мира 5", None)],
)
def test_in_russian_more_than_one_country_writes(mark: str, currency: str | None) -> None:
    receipt = one(f"КАССОВЫЙ ЧЕК\nМАРКЕТ\n{mark}\n11.03.2024\nХлеб | 45.00\nИТОГО | 45.00\nБЕЗНАЛИЧНЫМИ | 45.00")
    assert (receipt.total, receipt.currency, receipt.payment) == (4500, currency, "card")


def test_a_tax_is_on_top_of_what_is_called_net_alone() -> None:
    receipt = one("""
        ELEKTRO SCHULZ GMBH
        Rechnung 117
        03.05.2024
        Steckdose | 26,00
        Arbeitszeit | 110,00
        Nettobetrag | 136,00
        19% MwSt | 25,84
        Rechnungsbetrag EUR | 161,84
        """)
    assert (receipt.total, receipt.tax, receipt.tax_included, receipt.proof) == (16184, 2584, False, ("items",))


def test_an_optional_service_is_none_of_the_goods() -> None:
    receipt = one("THE RED LION\n11/03/2024\nAle | £33.10\nOptional service 12.5% | £4.14\nTotal | £37.24")
    assert (receipt.service, len(receipt.items), receipt.proof) == (414, 1, ("items",))
