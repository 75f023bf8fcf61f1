"""Receipts on which two misread digits agree, so that a sum holds for a wrong total: something else speaks against."""

from __future__ import annotations

from datetime import date

import pytest

from bot.receipts.receipt import Receipt
from bot.receipts.receipts_of import receipts_of
from tests.receipts.slips import slip

TODAY = date(2026, 11, 30)
COLUMNS = "AL NOOR SUPERMARKET LLC\nMuscat, Oman\n11/03/2024\nItem | Qty | Price | Amount"


def read(text: str) -> Receipt:
    (receipt,) = receipts_of(slip(text), today=TODAY)
    return receipt


TWO_MISREAD = {
    "quantity and price in columns": f"""
        {COLUMNS}
        Dosa | 2 | 23.410 | 46.920
        Onigiri | 4 | 23.660 | 94.640
        Total OMR | 141.560
        """,
    "quantity and price below": """
        SHOP LTD
        11/03/2024
        Tea | 6.90
        3 x 2.20
        Cake | 3.00
        Total EUR | 9.90
        """,
    "a rate of service": """
        Pastelaria Central, Lda
        11/03/2024
        Onigiri | 7,18
        Rice 5kg | 63,57
        Servico 10% | 7,28
        TOTAL A PAGAR EUR | 78,03
        """,
    "a rate of tax": """
        KEDAI SURIA SDN BHD
        11/03/2018
        Gulasch | 16.18
        Onigiri | 69.75
        GST 6% | 5.66
        GRAND TOTAL RM | 91.59
        """,
    "a tax in two sums": """
        AL NOOR SUPERMARKET LLC
        Muscat, Oman
        11/03/2024
        Tea | 16.528
        Chicken Wrap | 71.100
        Subtotal | 87.628
        VAT 5% | 4.681
        TOTAL OMR | 92.309
        """,
    "a tax in two sums, and what was paid": """
        AL NOOR SUPERMARKET LLC
        Muscat, Oman
        11/03/2024
        Tea | 16.100
        Chicken Wrap | 71.100
        Subtotal | 87.200
        VAT 5% | 4.060
        TOTAL OMR | 91.260
        Cash | 100.000
        Change | 8.440
        """,
    "a tax that is too much in two sums": """
        GREENFIELD MARKET
        03/11/2024
        Lamp | $103.82
        Tea | $14.20
        COUPON | -$14.20
        SUBTOTAL | $103.82
        SALES TAX 8% | $8.71
        BALANCE DUE | $112.53
        """,
    "what is called the total": """
        WARUNG SEDERHANA
        Jakarta
        11/03/2024 12:30
        Dates | 5.500
        Lemon Tea | 44.500
        Subtotal | 50.000
        PB1 10% | 5.000
        Total | 55.100
        Tunai | 52.000
        Kembali | 2.000
        """,
    "a rounding": """
        KEDAI SURIA SDN BHD
        11/03/2018
        Dosa | 55.02
        Dates | 49.40
        ROUNDING ADJ | -0.02
        Total Payable RM | 104.44
        """,
    "the sum of a table of taxes": """
        Huber AG
        8001 Zürich
        11.03.24
        Dates | 64.66
        Tea | 71.31
        Rundung | -0.02
        Total CHF | 135.95
        MWST 8% | 125.83 | 10.07 | 135.90
        """,
    "a discount": """
        SAKURA MART
        Tokyo, Japan
        2024/03/11 12:10
        Dosa | ¥400
        値引 | -¥40
        Tea | ¥140
        小計 | ¥000
        TOTAL | ¥540
        """,
    "items of more": """
        SAKURA MART
        Tokyo, Japan
        2024/03/11 12:10
        Cheese | ¥1,860
        Tea | ¥235
        TOTAL | ¥0,095
        お預り | ¥5,000
        お釣り | ¥4,905
        """,
}


@pytest.mark.parametrize("name", TWO_MISREAD)
def test_what_speaks_against_a_total(name: str) -> None:
    receipt = read(TWO_MISREAD[name])
    assert receipt.total is not None
    assert receipt.proof == ()


def test_a_note_that_is_worth_more_speaks_against_no_total() -> None:
    assert read("SHOP LTD\n03.05.2024\nTea | 4.00\nCake | 6.00\nTotal EUR | 10.00\nCash | 20.00").proof == ("items",)


def test_a_total_before_the_tip_speaks_against_no_total() -> None:
    text = "GREENFIELD MARKET\n03/11/2024\nTea | $12.42\nLamp | $19.79\nTOTAL | $32.21\nTip | $3.00\nTotal | $35.21"
    assert read(text).proof == ("items",)


def test_a_card_speaks_against_a_total() -> None:
    assert read("SHOP LTD\n03.05.2024\nTea | 4.00\nCake | 6.00\nTotal EUR | 10.00\nVISA | 10.80").proof == ()


def test_what_fits_its_rates_and_quantities_is_proved() -> None:
    receipt = read("""
        KEDAI SURIA SDN BHD
        11/03/2018
        3 x 5.05
        Gulasch | 15.15
        Onigiri | 69.70
        SERVICE CHARGE 10% | 8.49
        GST 6% | 5.60
        ROUNDING ADJ | 0.01
        GRAND TOTAL RM | 98.95
        """)
    assert receipt.proof == ("items",)


def test_a_tax_may_be_of_a_part_of_the_goods() -> None:
    receipt = read("GREENFIELD MARKET\n03/11/2024\nTea | $4.00\nLamp | $6.00\nSALES TAX 8% | $0.48\nTOTAL | $10.48")
    assert receipt.proof == ("items",)
