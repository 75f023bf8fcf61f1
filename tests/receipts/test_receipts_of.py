"""A page becomes its receipts, whatever stands on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.page import Page
from bot.receipts.receipt import Receipt
from bot.receipts.receipts_of import receipts_of
from tests.receipts.slips import side_by_side, slip

TODAY = date(2026, 11, 30)
KIOSK = """
    KIOSK AM TOR GMBH
    Torweg 4, 12345 Beispielstadt
    03.05.2024 18:20
    Brezel | 1,20 A
    Apfelsaft 0,5 L | 1,80 B
    Pfand | 0,25 B
    SUMME EUR | 3,25
    BAR | 5,00
    RÜCKGELD | 1,75
"""
CAFE = """
    CAFE LINDE
    Lindenallee 9, 12345 Beispielstadt
    04.05.2024 09:10
    Kaffee | 2,40
    Kuchen | 3,10
    SUMME EUR | 5,50
    BAR | 10,00
    RÜCKGELD | 4,50
"""


def one(text: str, **how: float) -> Receipt:
    (receipt,) = receipts_of(slip(text, tilt=how.get("tilt", 0.0)), today=TODAY)
    return receipt


def amounts(receipt: Receipt) -> list[int]:
    return [item.amount for item in receipt.items]


@pytest.mark.parametrize("tilt", [0.0, 0.08, -0.12])
def test_a_slip_held_at_an_angle_reads_as_one_that_is_straight(tilt: float) -> None:
    receipt = one(KIOSK, tilt=tilt)
    assert [item.name for item in receipt.items] == ["Brezel", "Apfelsaft 0,5 L", "Pfand"]
    assert [item.kind for item in receipt.items] == ["goods", "goods", "deposit"]
    assert (receipt.total, receipt.proof, receipt.merchant) == (325, ("items", "change"), "KIOSK AM TOR GMBH")


def test_two_receipts_beside_each_other_are_two() -> None:
    page = side_by_side(slip(KIOSK), slip(CAFE, left=700))
    first, second = receipts_of(page, today=TODAY)
    assert (first.merchant, first.total, second.merchant, second.total) == ("KIOSK AM TOR GMBH", 325, "CAFE LINDE", 550)
    assert (first.first, first.last, second.first, second.last) == (1, 9, 10, 17)


def test_two_receipts_below_each_other_are_two() -> None:
    page = side_by_side(slip(KIOSK), slip(CAFE, top=420))
    assert [(each.merchant, each.total) for each in receipts_of(page, today=TODAY)] == [
        ("KIOSK AM TOR GMBH", 325),
        ("CAFE LINDE", 550),
    ]


def test_a_receipt_that_is_cut_off_has_no_total() -> None:
    receipt = one("""
        KIOSK AM TOR GMBH
        03.05.2024 18:20
        EUR
        Brezel | 1,20 A
        Apfelsaft | 1,80 B
        Kuchen | 3,10 B
        Wasser | 0,90 B
        Zeitung | 2,50 A
        """)
    assert (receipt.total, receipt.proof, len(receipt.items)) == (None, (), 5)


def test_the_upper_half_is_missing() -> None:
    receipt = one("""
        Wasser | 0,90 B
        Zeitung | 2,50 A
        SUMME EUR | 9,50
        BAR | 10,00
        RÜCKGELD | 0,50
        03.05.2024 18:20
        """)
    assert (receipt.total, receipt.proof, receipt.difference) == (950, ("change",), 340 - 950)


def test_a_refund_has_a_negative_total() -> None:
    receipt = one("""
        SCHUHHAUS BERG GMBH
        03.05.2024 18:20
        RETOURE
        Sandale | -39,90
        SUMME EUR | -39,90
        BAR | -39,90
        """)
    assert (receipt.total, amounts(receipt), receipt.proof) == (-3990, [-3990], ("items",))


def test_a_receipt_of_nothing() -> None:
    receipt = one("""
        SCHUHHAUS BERG GMBH
        03.05.2024 18:20
        Sandale | 39,90
        Gutschein Rabatt | -39,90
        SUMME EUR | 0,00
        """)
    assert (receipt.total, receipt.proof) == (0, ("items",))


def test_three_hundred_items() -> None:
    rows = [f"Ware {chr(65 + n % 26)}{chr(97 + n // 26)} | {n + 1},0{n % 10} A" for n in range(300)]
    total = sum((n + 1) * 100 + n % 10 for n in range(300))
    text = (
        "GROSSMARKT NORD GMBH\n03.05.2024 18:20\n" + "\n".join(rows) + f"\nSUMME EUR | {total // 100},{total % 100:02}"
    )
    receipt = one(text)
    assert (len(receipt.items), receipt.total, receipt.proof) == (300, total, ("items",))


def test_a_card_slip_without_items() -> None:
    receipt = one("""
        RASTHOF SUED GMBH
        Kundenbeleg
        Terminal-ID | 65220902
        Kartenzahlung
        girocard
        Datum 23.09.24 14:05 Uhr
        Betrag EUR | 52,00
        Zahlung erfolgt
        BITTE BELEG AUFBEWAHREN
        """)
    assert (receipt.total, receipt.items, receipt.payment, receipt.proof) == (5200, (), "card", ())


def test_a_handwritten_one() -> None:
    receipt = one("""
        Hofladen Meier
        3.5.24
        6 Eier | 2,40
        Honig | 5,50
        Kartoffeln | 3,20
        Summe | 11,10
        """)
    assert (receipt.total, receipt.proof, receipt.day) == (1110, ("items",), date(2024, 5, 3))


def test_an_invoice_from_a_text_layer() -> None:
    page = slip(
        """
        Nordlicht Design GmbH
        Hafenstr. 12, 20457 Hamburg
        Rechnung Nr. 2024-118 | Datum: 03.05.2024
        Pos | Bezeichnung | Menge | Einzelpreis | Gesamt
        1 | Entwurf Faltblatt | 4 | 85,00 | 340,00
        2 | Druck | 500 | 0,36 | 180,00
        Zwischensumme netto | 520,00
        zzgl. 19 % MwSt | 98,80
        Rechnungsbetrag | 618,80
        """,
        width=900,
        cells=False,
    )
    (receipt,) = receipts_of(page, today=TODAY)
    assert [item.name for item in receipt.items] == ["Entwurf Faltblatt", "Druck"]
    assert (receipt.total, receipt.tax, receipt.tax_included, receipt.proof) == (61880, 9880, False, ("items", "net"))


def test_what_was_rung_up_after_a_total_counts() -> None:
    receipt = one("""
        MARKTSTAND
        03.05.2024
        Brot | 3,00
        Zwischensumme | 3,00
        Salz | 1,00
        Essig | 2,00
        SUMME EUR | 6,00
        """)
    assert (amounts(receipt), receipt.total, receipt.proof) == ([300, 100, 200], 600, ("items",))


def test_voids_discounts_and_returned_deposits_are_taken_off() -> None:
    receipt = one("""
        GETRAENKE NORD GMBH
        03.05.2024
        Cola Kiste | 12,00
        Bier | 9,00
        Storno Bier | -9,00
        Rabatt 10% | -1,20
        Leergut | -3,10
        SUMME EUR | 7,70
        """)
    assert [(item.kind, item.amount) for item in receipt.items] == [
        ("goods", 1200),
        ("goods", 900),
        ("void", -900),
        ("discount", -120),
        ("deposit", -310),
    ]
    assert receipt.proof == ("items",)


def test_quantities_and_prices_beside_above_and_below() -> None:
    receipt = one("""
        HOFLADEN NORD GMBH
        03.05.2024
        Kiwi | 6 x 0,29 | 1,74
        2 x 0,75
        Mineralwasser | 1,50
        Trauben | 1,86
        0,620 kg x 3,00 EUR/kg
        SUMME EUR | 5,10
        """)
    assert [(item.quantity, item.unit_price) for item in receipt.items] == [
        (Decimal(6), Decimal("0.29")),
        (Decimal(2), Decimal("0.75")),
        (Decimal("0.620"), Decimal("3.00")),
    ]


def test_a_day_that_nothing_explains_has_another() -> None:
    receipt = one("""
        MARKET
        03/05/2024
        Bread | 3.00
        Salt | 1.00
        Total | 4.00
        """)
    assert (receipt.day, receipt.other_day, receipt.currency) == (date(2024, 5, 3), date(2024, 3, 5), None)


@pytest.mark.parametrize("also", ["EUR | 31.60", "Total EUR | 31.60\nKurs 1 EUR = 0.965 CHF"])
def test_a_total_in_another_currency_is_told_beside(also: str) -> None:
    receipt = one(f"BERGHOTEL\n03.05.2024 12:10\nRosti | 24.00\nBier | 6.50\nTotal CHF | 30.50\n{also}")
    assert (receipt.currency, receipt.total, receipt.proof) == ("CHF", 3050, ("items",))


def test_one_euro_amount_makes_no_euro_receipt_of_a_czech_one() -> None:
    receipt = one("""
        HOSPODA
        Praha
        03.05.2024 12:10
        Gulas | 189,00
        Pivo | 59,00
        Celkem CZK | 248,00
        EUR | 10,10
        Hotovost | 300,00
        Vraceno | 52,00
        """)
    assert (receipt.currency, receipt.total, receipt.proof) == ("CZK", 24800, ("items", "change"))


def test_what_was_paid_is_no_total_where_something_came_back() -> None:
    receipt = one("""
        KIOSK GMBH
        03.05.2024
        Brot | 3,00
        Salz | 1,00
        Summe EUR | 4,O?
        Bar | 10,00
        Rückgeld | 6,00
        """)
    assert (receipt.total, receipt.change, receipt.proof) == (None, 600, ())


def test_a_page_that_ends_with_a_subtotal_has_no_total() -> None:
    cut = "KEDAI SURIA SDN BHD\n11/03/2018\nRice | 9.82\nTea | 2.20\nSubtotal | 12.02"
    assert one(cut).total is None
    assert one(f"{cut}\nThank you").total == 1202


def test_what_a_tip_would_make_is_no_total() -> None:
    receipt = one("""
        DINER
        (937) 555-0142
        03/07/2024
        Burger | 23.90
        Subtotal | 23.90
        Tax | 1.79
        Total | 25.69
        Suggested tip
        15% | 3.59 | Total | 29.28
        20% | 4.78 | Total | 30.47
        """)
    assert (receipt.total, receipt.proof) == (2569, ("items", "net"))


def test_a_few_rows_by_hand_are_one() -> None:
    receipt = one("Bread 2.50\nMilk 1.20\nTotal 3.70")
    assert (amounts(receipt), receipt.total, receipt.proof) == ([250, 120], 370, ("items",))


def test_new_dollars_of_taiwan_without_cents() -> None:
    receipt = one("CAFE\nTaipei\n2024-05-03\nTea | 50\nBox | 120\nTotal NT$ | 170\nCash | 200\nChange | 30")
    assert (receipt.currency, receipt.places, receipt.total) == ("TWD", 2, 17000)
    assert receipt.proof == ("items", "change")


def test_lakhs_of_rupees() -> None:
    receipt = one("CAFE\n03/05/2024\nDosa | 1,20,000.00\nTea | 50.00\nTotal ₹ | 1,20,050.00")
    assert (receipt.currency, receipt.total, receipt.proof) == ("INR", 1_20_050_00, ("items",))


DOUBTED = "MARKET\n{day}\nBread | 3.00\nSalt | 1.00\nTotal {currency} | 4.00"


@pytest.mark.parametrize(
    ("day", "currency", "expected"),
    [
        ("02.11.2026", "", date(2026, 11, 2)),  # points part a day that comes first
        ("02.11.2026", "EUR", date(2026, 11, 2)),
        ("02/11/2026", "EUR", date(2026, 11, 2)),  # no country of the euro has the month first
        ("05.12.2026", "EUR", None),  # later than today, which makes it no day of May
    ],
)
def test_a_day_that_nobody_need_be_asked_about(day: str, currency: str, expected: date | None) -> None:
    receipt = one(DOUBTED.format(day=day, currency=currency))
    assert (receipt.day, receipt.other_day) == (expected, None)


def test_in_canada_either_may_come_first() -> None:
    receipt = one("""
        MAPLE STORE
        Toronto, Ontario M5V 2T6
        05/04/2024
        Bread | 3.00
        Salt | 1.00
        HST | 0.52
        Total | 4.52
        """)
    assert (receipt.currency, receipt.day, receipt.other_day) == ("CAD", date(2024, 4, 5), date(2024, 5, 4))


def test_a_short_year_comes_first_in_japan() -> None:
    assert one("TOKYO MART\nTokyo, Japan\n24/05/03 12:00\nTea | ¥150\nBox | ¥350\nTotal | ¥500").day == date(2024, 5, 3)


@pytest.mark.parametrize("plus", ["Tax + 7.25 %", "+7.50", "+ 7 items"])
def test_a_number_behind_a_plus_is_no_telephone(plus: str) -> None:
    receipt = one(f"""
        BLUE DINER
        03/07/2024 7:41 PM
        {plus}
        Burger | 23.90
        Salad | 9.50
        Subtotal | 33.40
        Tax | 2.71
        Total | 36.11
        """)
    assert (receipt.currency, receipt.total) == (None, 3611)


YEN = """
    SAKURA MART
    2024/05/03 12:10
    Onigiri | 300
    Green Tea | 150
    Bento Box | 1350
    TOTAL {total}
    CASH 2000
    CHANGE 200
"""


@pytest.mark.parametrize("total", ["JPY 1800", "| JPY 1800", "JPY 1,800", "| 1800 JPY", "| 1800円"])
def test_yen_without_decimals(total: str) -> None:
    receipt = one(YEN.format(total=total))
    assert (receipt.currency, receipt.places, receipt.total, receipt.cash, receipt.change) == (
        "JPY",
        0,
        1800,
        2000,
        200,
    )
    assert (amounts(receipt), receipt.proof) == ([300, 150, 1350], ("items", "change"))


def test_yen_in_rows_of_one_piece() -> None:
    receipt = one(YEN.format(total="JPY 1800").replace(" | ", " "))
    assert (amounts(receipt), receipt.proof) == ([300, 150, 1350], ("items", "change"))


def test_a_rounding_row_leaves_the_sum_before_it_unproved() -> None:
    receipt = one("""
        KEDAI SURIA SDN BHD
        11/03/2018
        Rice | 9.82
        Tea | 2.20
        Total | 12.02
        Rounding | -0.02
        Total Payable | 12.00
        """)
    assert (receipt.total, receipt.rounding, receipt.proof) == (1200, -2, ("items",))


def test_a_correction_of_the_text_counts() -> None:
    page = slip(KIOSK)
    texts = [line.text.replace("Brezel", "Brezn").replace("1,20", "2,20") for line in page.lines]
    (receipt,) = receipts_of(page, texts, TODAY)
    assert (receipt.items[0].name, receipt.items[0].amount, receipt.difference) == ("Brezn", 220, 100)


LETTER = """
    Dear Anna,
    thank you for the book, I read it in two days and liked it very much.
    We paid 12.50 for the tickets and 4.20 for the coffee, so you owe me 8.35.
    Please bring the blue umbrella when you come on 03.05.2024, the total of
    days that it rained here is higher than anybody can remember.
    Yours, Ben
"""
FORM = """
    APPLICATION FOR A LIBRARY CARD
    Name | Date of birth
    Street | Town
    Telephone | E-mail
    Signature | Date
    Fee | 5.00
"""
MENU = """
    SPEISEKARTE
    Tomatensuppe | 4,50
    Wiener Schnitzel | 14,90
    Apfelstrudel | 5,20
    Alle Preise in Euro
"""
TIMETABLE = """
    Departures
    Line 4 | 7.15 | 7.45 | 8.15
    Line 5 | 7.20 | 7.50 | 8.20
    Line 6 | 7.25 | 7.55 | 8.25
"""
ARTICLE = """
    The exports of the region in millions, by year and by kind of goods
    Year | Wool | Timber | Total
    1901 | 12.50 | 4.20 | 16.70
    1902 | 13.10 | 4.90 | 18.00
    As the table shows, the trade in timber grew faster than that in wool, which
    the author explains by the railway that was opened in the summer of that year.
    The reader who wishes to know more may turn to the second volume of this work.
"""


REMINDER = """
    Sparkasse
    12345 Berlin
    03.05.2024
    Sehr geehrte Frau Muster,
    Ihre Zahlung von 44,90 EUR ist eingegangen.
    Der Gesamtbetrag Ihrer Rechnung war 44,90 EUR.
    Mit freundlichen Grüßen
"""
NONE_OF_ONE = {
    "letter": LETTER, "form": FORM, "menu": MENU, "times": TIMETABLE, "article": ARTICLE, "reminder": REMINDER,
}  # fmt: skip


@pytest.mark.parametrize("text", NONE_OF_ONE.values(), ids=NONE_OF_ONE)
def test_what_is_no_receipt(text: str) -> None:
    assert receipts_of(slip(text), today=TODAY) == ()


def test_an_empty_page_is_no_receipt() -> None:
    assert receipts_of(Page((), "rapidocr")) == ()


def test_a_total_before_an_unreadable_one_is_none() -> None:
    receipt = one("""
        CORNER SHOP LTD
        03.05.2024
        Soap | 45.28
        SUB-TOTAL | 45.28
        TAX | 2.72
        TOTAL | 48-0x
        """)
    assert (receipt.total, receipt.proof) == (None, ())


def test_the_total_of_a_part_is_not_proved() -> None:
    receipt = one("""
        BAKERY LTD
        03.05.2024
        White bread | 14.91
        Rye bread | 5.56
        Total 0% supplies | 20.47
        Cake | 18.00
        Bun | 8.40
        Total 6% supplies | 26.40
        Total Payable | 46.89
        """)
    assert (receipt.total, receipt.proof) == (4689, ())


@pytest.mark.parametrize(
    "written", ["Date :17/04/18", "DATE: l7/O4/2018", "Dat.17.04.2018", "17 Apr 2018", "Apr 17, 2018", "2018-04-17"]
)
def test_a_day_however_it_is_written(written: str) -> None:
    receipt = one(f"""
        KEDAI SURIA SDN BHD
        {written}
        Rice | 9.80
        Tea | 2.20
        Total | 12.00
        """)
    assert (receipt.day, receipt.other_day) == (date(2018, 4, 17), None)


def test_a_name_that_goes_on_in_the_next_rows() -> None:
    receipt = one("""
        BLUE RIVER HARDWARE
        ENTERPRISE (SUNNY
        HILL) SDN BHD
        822737-X
        NO. 17, JALAN MERDEKA
        03.05.2018
        Nails | 9.80
        Total | 9.80
        """)
    assert receipt.merchant == "BLUE RIVER HARDWARE ENTERPRISE (SUNNY HILL) SDN BHD"
    assert receipt.address == "NO. 17, JALAN MERDEKA"
