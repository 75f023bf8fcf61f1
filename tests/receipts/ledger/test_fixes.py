"""What people write in reply to a receipt: understood in every language, applied exactly, or refused in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.receipts.ledger import fix_errors
from bot.receipts.ledger.expense import Charged, Claim, Expense, Paid
from bot.receipts.ledger.fix_errors import (
    AddsUpAlready,
    ChangedMeanwhile,
    ChargedInItself,
    FixError,
    NoItems,
    NoSuchCharge,
    NoSuchItem,
    NotACurrency,
    NotADay,
    NotAnAmount,
    NotATime,
    NotInThisCurrency,
    NotUnderstood,
    PaidTooMuch,
    TwoRests,
    UnknownName,
)
from bot.receipts.ledger.fix_words import WORDS
from bot.receipts.ledger.fixes import parse_fixes
from bot.receipts.ledger.shares import payments, shares
from bot.receipts.money import places
from bot.receipts.proof import proved
from bot.receipts.receipt import Item, Receipt, Repair
from tests.receipts.ledger.expenses import ANNA, BEN, CARL, DAY, EXPENSES, expense, receipt

LUKASZ, ANNA_MARIA = 8, 9
NAMES = {"Anna": ANNA, "Ben": BEN, "Carl": CARL, "Łukasz": LUKASZ, "Anna Maria": ANNA_MARIA}
LUNCH = expense(*[100] * 6, 390, 600)
PROVED = replace(LUNCH, receipt=proved(LUNCH.receipt))
TORN = replace(LUNCH, receipt=proved(replace(LUNCH.receipt, total=4490)))


def fixed(text: str, before: Expense = TORN) -> Expense:
    for fix in parse_fixes(text, before, NAMES):
        before = fix.apply(before)
    return before


@pytest.mark.parametrize(
    "text",
    [
        "total 44.90",
        "Summe 44,90",
        "Gesamt: 44,90 €",
        "TOTAL = 44.90",
        "montant 44,90",
        "importe 44,90",
        "valor 44,90",
        "totale 44,90",
        "Razem 44,90",
        "итого 44,90",
        "总计44.90",
        "總計：44.90",
        "total € 44.90",
    ],
)
def test_the_total_in_any_language_and_style(text: str) -> None:
    assert fixed(text, PROVED).receipt.total == 4490


@pytest.mark.parametrize(
    ("text", "name", "amount"),
    [
        ("3 1.20", "Item 3", 120),
        ("3. 1,20", "Item 3", 120),
        ("#3 1,20 €", "Item 3", 120),
        ("3 Tofu", "Tofu", 100),
        ("3 Tofu 1.20", "Tofu", 120),
        ("3 Cola 0,5", "Cola 0,5", 100),
        ("3 7up", "7up", 100),
        ("3 -1.20", "Item 3", -120),
        ("3 0", "Item 3", 0),
    ],
)
def test_an_items_name_and_amount(text: str, name: str, amount: int) -> None:
    item = fixed(text).receipt.items[2]
    assert (item.name, item.amount, item.kind) == (name, amount, "discount" if amount < 0 else "goods")


def test_a_total_that_was_missing_may_come_alone() -> None:
    cut_off = replace(LUNCH, receipt=replace(LUNCH.receipt, total=None))
    assert fixed("44,90", cut_off).receipt.total == 4490
    assert fixed("RM 44.90", cut_off).receipt == replace(fixed("44.90", cut_off).receipt, currency="MYR")


def test_a_minus_is_an_items_number_and_never_an_amount() -> None:
    for text in ("-7", "−7", "- 7"):
        assert [item.amount for item in fixed(text).receipt.items] == [*[100] * 6, 600]
    assert [item.amount for item in fixed("-7\n-1, -8").receipt.items] == [100] * 5


def test_numbers_are_those_that_were_seen_in_whatever_order_they_come() -> None:
    after = fixed("-1\n-2\n+ Tea 3\n8 Wine\n-7")
    assert [item.name for item in after.receipt.items] == ["Item 3", "Item 4", "Item 5", "Item 6", "Wine", "Tea"]


def test_claims_and_repairs_stay_with_their_items() -> None:
    doubted = (
        Repair(1, 100, 700, "items", item=0),
        Repair(8, 600, 800, "items", item=7),
        Repair(9, 4490, 1590, "items"),
    )
    claims = (Claim(0, ANNA), Claim(2, BEN), Claim(7, BEN), Claim(7, CARL))
    after = fixed("-3", replace(TORN, claims=claims, receipt=replace(TORN.receipt, repairs=doubted)))
    assert after.claims == (Claim(0, ANNA), Claim(6, BEN), Claim(6, CARL))
    assert [repair.item for repair in after.receipt.repairs] == [0, 6, None]
    assert [repair.item for repair in fixed("1 2.00", after).receipt.repairs] == [6, None]
    assert [repair.item for repair in fixed("total 50", after).receipt.repairs] == [0, 6]


def test_what_made_the_total_goes_on_making_it() -> None:
    for text, total in (("+ Bread 2,50", 1840), ("-7", 1200), ("tip 5", 2090), ("+ Tip 5", 2090), ("discount 1", 1490)):
        after = fixed(text, PROVED).receipt
        assert (after.total, after.proof) == (total, ("items",)), text


def test_what_did_not_make_the_total_leaves_it_and_may_make_it_then() -> None:
    assert fixed("-7").receipt.total == 4490
    for text in ("+ Bread 29.00", "tip 29", "service 29.00", "8 35.00", "total 15.90"):
        after = fixed(text).receipt
        assert (after.proof, after.difference) == (("items",), None), text
    assert fixed("3 Tofu 1.20", PROVED).receipt.difference == 20


def test_a_tip_without_items_is_added_to_what_was_paid() -> None:
    pizza = expense(receipt=Receipt("Pizza", total=1250, currency="EUR"))
    assert fixed("+ Tip 2", pizza).receipt.total == 1450
    assert fixed("tip 2", pizza).receipt.total == 1250
    assert fixed("+ Pizza 10\n+ Bread 2.50", pizza).receipt.proof == ("items",)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("date 15.4.", date(2018, 4, 15)),
        ("date 2018-04-16", date(2018, 4, 16)),
        ("Datum 3.5.17", date(2017, 5, 3)),
        ("date 4/16/2018", date(2018, 4, 16)),
        ("fecha 3 de mayo de 2018", date(2018, 5, 3)),
        ("date 15 avr.", date(2018, 4, 15)),
        ("дата 15 апреля 2018", date(2018, 4, 15)),
        ("日期：2018年4月16日", date(2018, 4, 16)),
        ("日期4月16日", date(2018, 4, 16)),
        ("date Apr 15, 2018", date(2018, 4, 15)),
        ("data 31/12", date(2018, 12, 31)),
        ("date Nov 2", date(2018, 11, 2)),
        ("date 29.2.", date(2016, 2, 29)),
    ],
)
def test_the_date_as_people_write_it(text: str, day: date) -> None:
    after = fixed(text)
    assert (after.day, after.receipt.day, after.receipt.other_day) == (day, day, None)


def test_month_or_day_first_as_the_receipt_or_its_country_has_it() -> None:
    doubted = replace(TORN, receipt=replace(TORN.receipt, day=date(2018, 5, 4), other_day=date(2018, 4, 5)))
    assert fixed("date 4/5/18").day == date(2018, 5, 4)
    assert fixed("date 4/5/18", doubted).day == date(2018, 4, 5)
    assert fixed("date 4/5/18", replace(TORN, receipt=receipt(1, currency="USD"))).day == date(2018, 4, 5)
    assert fixed("date 4.5.18", replace(TORN, receipt=receipt(1, currency="USD"))).day == date(2018, 5, 4)


@pytest.mark.parametrize(
    "text", ["time 18:02", "Uhrzeit 18.02 Uhr", "um 18:02", "heure 18h02", "时间18:02", "time 6:02 pm"]
)
def test_the_time_as_people_write_it(text: str) -> None:
    assert fixed(text).receipt.time == time(18, 2)


@pytest.mark.parametrize(
    ("text", "currency"),
    [("EUR", "EUR"), ("myr", "MYR"), ("€", "EUR"), ("currency omr", "OMR"), ("Währung CHF", "CHF"), ("货币 元", "CNY")],
)
def test_the_currency(text: str, currency: str) -> None:
    after = fixed(text)
    assert after.receipt.currency == currency
    assert after.receipt.places == (3 if currency == "OMR" else 2)
    assert after.receipt.total == (44900 if currency == "OMR" else 4490)


def test_an_amount_stays_what_it_is_in_a_currency_without_decimals_or_is_refused() -> None:
    whole = replace(TORN, receipt=receipt(*[100] * 6, 400, 600), paid=(Paid(BEN, 500),), claims=(Claim(0, BEN),))
    after = fixed("JPY", whole)
    assert (after.receipt.total, after.receipt.items[6].amount, after.paid) == (16, 4, (Paid(BEN, 5),))
    with pytest.raises(NotInThisCurrency):
        fixed("JPY")
    assert fixed("KRW\ntotal 45", whole).receipt.total == 45


def test_shop_tax_and_what_was_charged() -> None:
    after = fixed("shop Pizza Roma\nMwSt 1,20\ncharged USD 10.20")
    assert (after.receipt.merchant, after.receipt.tax) == ("Pizza Roma", 120)
    assert after.charged == Charged("USD", 1020)
    assert shares(after) == shares(fixed("tax 1.20"))


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("Ben 30, Anna rest", {BEN: 3000, ANNA: 1490}),
        ("ben 30,00,Carl Rest", {BEN: 3000, CARL: 1490}),
        ("Ben 30", {BEN: 3000, ANNA: 1490}),
        ("Ben", {BEN: 4490}),
        ("Ben paid", {BEN: 4490}),
        ("Paid: Ben 30, Carl rest", {BEN: 3000, CARL: 1490}),
        ("lukasz 5 und Anna Maria 3,40", {LUKASZ: 500, ANNA_MARIA: 340, ANNA: 3650}),
        ("Ben 30\nCarl reste", {BEN: 3000, CARL: 1490}),
        ("Ben 30 и Carl остальное", {BEN: 3000, CARL: 1490}),
        ("Ben 30、Carl 剩下", {BEN: 3000, CARL: 1490}),
        ("Ben 40, Ben 4.90", {BEN: 4490}),
        ("total 70\nBen 70", {BEN: 7000}),
        ("Ben 70\ntotal 70", {BEN: 7000}),
    ],
)
def test_who_paid(text: str, paid: dict[int, int]) -> None:
    assert payments(fixed(text)) == paid


def test_who_had_paid_all_pays_all_of_a_corrected_total() -> None:
    for all_paid in (fixed("Ben"), fixed("Ben 44.90"), replace(TORN, paid=(Paid(CARL, 1), Paid(BEN, 4489)))):
        assert payments(fixed("total 50", all_paid))[BEN] >= 4999
        assert payments(fixed("total 3", all_paid)).get(ANNA) is None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("total 1e9", NotAnAmount),
        ("total -0", NotAnAmount),
        ("3 -0", NotAnAmount),
        ("3 1e9", NotAnAmount),
        ("3 --1", NotAnAmount),
        ("3 12345678901234", NotAnAmount),
        ("Ben -5", NotAnAmount),
        ("+ Tip soon", NotAnAmount),
        ("99 1.20", NoSuchItem),
        ("0 1.20", NoSuchItem),
        ("-99", NoSuchItem),
        ("Ben 30, Anna 40", PaidTooMuch),
        ("Zoe 3", UnknownName),
        ("Ben 3, Zoe rest", UnknownName),
        ("Bread 2,50", UnknownName),
        ("Ben rest, Anna rest", TwoRests),
        ("thanks!", NotUnderstood),
        ("Ben foo", NotUnderstood),
        ("total", NotUnderstood),
        ("+ 5", NotUnderstood),
        ("+ Bread", NotUnderstood),
        ("", NotUnderstood),
        ("total 5\nwhat?", NotUnderstood),
        ("date 31.2.", NotADay),
        ("date soon", NotADay),
        ("time 25:00", NotATime),
        ("currency XXQ", NotACurrency),
        ("charged 10", NoSuchCharge),
        ("charged 10.20 EUR", ChargedInItself),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(text: str, error: type[FixError]) -> None:
    with pytest.raises(error) as raised:
        fixed(text)
    said = raised.value.person.format(**raised.value.details)
    assert said.endswith((".", "2.50", "total 10.20 EUR")) and "{" not in said
    assert str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "20 people came",
        "1 EUR = 2 beers",
        "5 € each",
        "5 EUR each",
        "2 beers?",
        "total chaos!",
        "sum it up",
        "time to go",
        "date night?",
        "tip was too low",
        "charged twice!",
        "shop was great",
        "Laden ist zu",
        "магазин был закрыт",
        "markt morgen?",
        "ohne mich",
    ],
)
def test_what_people_say_to_each_other_is_no_correction(text: str) -> None:
    with pytest.raises(NotUnderstood):
        fixed(text)


@pytest.mark.parametrize("text", ["44.90 EUR", "44,90 €", "44 EUR"])
def test_an_amount_with_its_currency_is_the_total_where_it_does_not_add_up(text: str) -> None:
    assert fixed(text).receipt.total in (4490, 4400)
    with pytest.raises(AddsUpAlready):
        fixed(text, PROVED)
    assert fixed("15.90 EUR", PROVED) == PROVED


def test_a_rate_may_be_about_so_much() -> None:
    assert fixed("1 EUR ≈ 1.2 USD", expense(1000)).charged == Charged("USD", 1200)


def test_in_the_currency_of_what_was_charged_nothing_was_charged_beside_it() -> None:
    paid_abroad = fixed("charged 10.20 USD")
    assert paid_abroad.charged == Charged("USD", 1020)
    assert fixed("USD", paid_abroad).charged is None


def test_another_name_or_currency_proves_nothing_that_was_doubted() -> None:
    doubted = replace(PROVED, receipt=replace(PROVED.receipt, proof=()))
    for text in ("3 Tofu", "USD"):
        assert fixed(text, doubted).receipt.proof == (), text
    assert fixed("3 1.00", doubted).receipt.proof == ("items",)


def test_without_items_there_is_none_to_change() -> None:
    with pytest.raises(NoItems):
        fixed("3 1.20", expense(receipt=Receipt(total=500)))


def test_an_item_is_found_where_it_moved_and_missed_where_it_changed() -> None:
    third, seventh = parse_fixes("3 Tofu", TORN, NAMES)[0], parse_fixes("-7", TORN, NAMES)[0]
    moved = fixed("-1")
    assert third.apply(moved).receipt.items[1].name == "Tofu"
    assert seventh.apply(moved).receipt.items == (*moved.receipt.items[:5], moved.receipt.items[6])
    with pytest.raises(ChangedMeanwhile):
        third.apply(fixed("3 Seitan"))
    with pytest.raises(ChangedMeanwhile):
        seventh.apply(fixed("-7"))


def test_no_word_means_two_things() -> None:
    listed = [word.strip() for words in WORDS.values() for word in words.split(",")]
    assert len(listed) == len({*listed})


def test_the_docstring_draws_the_errors() -> None:
    drawn = [line.split("── ")[1] for line in (fix_errors.__doc__ or "").splitlines() if "── " in line]
    assert drawn == [error.__name__ for error in FixError.__subclasses__()]


WRITTEN = st.lists(
    st.sampled_from(
        ("total", "tip", "tax", "+", "-", "3", "1.20", "44,90", "Ben", "Anna", "rest", ",", "Tofu", "date", "15.4.")
    )
    | st.sampled_from(
        ("EUR", "JPY", "time", "18:02", "-7", "#1", "0", "€", "shop", "charged", "-0", "всё", "总计", "\n")
    )
    | st.text(max_size=6),
    max_size=8,
).map(" ".join)


@given(WRITTEN, EXPENSES)
def test_whatever_is_written_is_refused_or_leaves_shares_that_make_the_total(text: str, before: Expense) -> None:
    try:
        after = before
        for fix in parse_fixes(text, before, NAMES):
            after = fix.apply(after)
    except FixError:
        return
    total = after.receipt.total or 0
    assert sum(shares(after).values()) == sum(payments(after).values()) == total
    assert after.receipt.proof == proved(after.receipt).proof
    assert (after.chat_id, after.asked_by, after.sharers, after.state) == (
        before.chat_id,
        before.asked_by,
        before.sharers,
        before.state,
    )


@given(st.data())
def test_claims_follow_whatever_is_removed(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 8))
    items = tuple(Item(f"Item {number}", 100 + number, line=number) for number in range(count))
    claims = tuple(Claim(index, data.draw(st.sampled_from((ANNA, BEN)))) for index in range(count))
    before = expense(receipt=receipt(items=items, total=900), claims=claims)
    gone = data.draw(st.sets(st.integers(1, count)))
    after = fixed("\n".join(f"-{number}" for number in gone), before) if gone else before
    whose = {before.receipt.items[claim.item]: claim.person for claim in before.claims}
    assert {after.receipt.items[claim.item]: claim.person for claim in after.claims} == {
        item: person for item, person in whose.items() if item in after.receipt.items
    }
    assert len(after.claims) == len(after.receipt.items) == count - len(gone)


def test_a_name_is_looked_for_whole_and_the_longest_first() -> None:
    assert payments(fixed("Anna Maria", TORN)) == {ANNA_MARIA: 4490}
    with pytest.raises(UnknownName):
        fixed("Annabel 5")
    assert TORN.day == DAY


@pytest.mark.parametrize("long", ["€ ", "1,00 kg ", "1 a and ", "x", "Ben 1, "])
@pytest.mark.parametrize("before", ["", "+ ", "1 "])
def test_a_whole_page_is_no_correction(before: str, long: str) -> None:
    started = process_time()
    with pytest.raises(NotUnderstood) as raised:
        parse_fixes(f"{before}{long * (4000 // len(long))}!", expense(900), {"Ben": BEN})
    assert process_time() - started < 0.5
    assert len(str(raised.value)) < 250


@pytest.mark.parametrize(
    ("text", "charged"),
    [
        ("1 EUR = 160 JPY", Charged("EUR", 1125)),
        ("160 JPY = 1 €", Charged("EUR", 1125)),
        ("100 JPY = 0,625 EUR", Charged("EUR", 1125)),
        ("rate 0.00625 EUR", Charged("EUR", 1125)),
        ("Kurs: 1 EUR = 160 JPY", Charged("EUR", 1125)),
        ("taux 0,00625 €", Charged("EUR", 1125)),
        ("11.25 EUR", Charged("EUR", 1125)),
        ("charged 11,25 €", Charged("EUR", 1125)),
        ("total 2000\n1 EUR = 160 JPY", Charged("EUR", 1250)),
    ],
)
def test_what_was_charged_in_another_currency_or_the_rate_stands_beside_the_receipt(
    text: str, charged: Charged
) -> None:
    ramen = expense(1000, 800)
    ramen = replace(ramen, receipt=proved(replace(ramen.receipt, currency="JPY", places=0)))
    after = fixed(text, ramen)
    assert (after.charged, after.receipt.currency) == (charged, "JPY")
    assert [item.name for item in after.receipt.items] == ["Item 1", "Item 2"]


@pytest.mark.parametrize(
    "text",
    [
        "rate 0.92",
        "rate",
        "charged",
        "1 USD = 0.92 GBP",
        "rate 1.5 EUR",
        "1 EUR = 1.450 ARS",
        "1 EUR = 12.345 USD",
        "1 EUR = 161.234 JPY",
        "1 EUR = 395.123 HUF",
        "1 EUR = 0 USD",
    ],
)
def test_a_rate_that_leaves_a_doubt_is_not_guessed_at(text: str) -> None:
    with pytest.raises((NoSuchCharge, NotUnderstood)):
        fixed(text)


def test_a_rate_has_as_many_decimals_as_it_has() -> None:
    assert fixed("1 EUR = 1.175 USD", expense(1000)).charged == Charged("USD", 1175)
    assert fixed("1 EUR = 1,1754 USD", expense(1000)).charged == Charged("USD", 1175)
    assert fixed("1 EUR = 161,23 JPY", expense(1000)).charged == Charged("JPY", 1612)
    assert fixed("1 EUR = 1500.678 KRW", expense(1000)).charged == Charged("KRW", 15007)
    assert fixed("1 EUR = 17.500 IDR", expense(1000)).charged == Charged("IDR", 175_000 * 10 ** places("IDR"))


def test_a_bare_amount_in_another_currency_that_is_the_total_corrects_the_currency() -> None:
    after = fixed("44.90 USD")
    assert (after.receipt.currency, after.receipt.total, after.charged) == ("USD", 4490, None)


@pytest.mark.parametrize("text", ["remove 3", "without 3", "ohne 3", "quita 3", "sans 3", "без 3", "Remove #3"])
def test_an_item_is_removed_in_words(text: str) -> None:
    assert fixed(text) == fixed("-3")


def test_several_items_are_removed_in_words() -> None:
    for text in ("remove 3, 4", "remove 3 and 4", "ohne 3 und 4", "sans 3 et 4", "без 3 и 4", "去掉 3、4"):
        assert fixed(text) == fixed("-3 -4"), text


@pytest.mark.parametrize(
    ("day", "text", "meant"),
    [
        (date(2018, 1, 3), "date 30.12.", date(2017, 12, 30)),
        (date(2017, 12, 30), "date 2.1.", date(2018, 1, 2)),
        (date(2018, 4, 15), "date 17. November", date(2018, 11, 17)),
    ],
)
def test_a_day_without_a_year_is_in_the_year_of_the_receipt(day: date, text: str, meant: date) -> None:
    assert fixed(text, replace(TORN, day=day)).day == meant


def test_a_day_without_a_year_is_not_to_come() -> None:
    today = date.today()
    later = today + timedelta(days=100)
    after = fixed(f"date {later.day}.{later.month}.", replace(TORN, day=today))
    assert after.day <= today and (after.day.day, after.day.month) == (later.day, later.month)
