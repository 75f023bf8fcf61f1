"""What counts as right of a receipt that was read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.bench.receipt_score import ReceiptScore
from bot.bench.true_receipt import FourFields, TrueItem, TrueReceipt
from bot.receipts.receipt import Item, Receipt, Repair

ITEMS = (TrueItem("Milk 1l", Decimal("1.20")), TrueItem("Bread", Decimal("2.85")), TrueItem("Bread", Decimal("2.85")))
DAY = date(2018, 4, 15)
TRUTH = TrueReceipt("Corner-Shop", DAY, Decimal("6.90"), ITEMS)
READ = Receipt(
    merchant="CORNER SHOP",
    day=DAY,
    total=690,
    items=(Item("MILK 1I", 120), Item("Bread", 285), Item("Bread", 235)),
    proof=("change",),
)


def test_what_is_right_is_counted() -> None:
    score = ReceiptScore.of(TRUTH, [READ])
    assert (score.taken, score.missed, score.total, score.date, score.merchant) == (1, 0, 1, 1, 1)
    assert (score.items, score.true_items, score.items_read) == (2, 3, 3)
    assert (score.proved, score.proved_wrong) == (1, 0)


def test_a_wrong_total_that_a_sum_proved_is_counted_as_such() -> None:
    score = ReceiptScore.of(TRUTH, [Receipt(total=6900, places=2, proof=("net",))])
    assert (score.total, score.proved, score.proved_wrong) == (0, 1, 1)
    assert ReceiptScore.of(TRUTH, [Receipt(total=69, places=1)]).total == 1


def test_a_name_that_is_unlike_or_an_amount_that_differs_is_not_the_item() -> None:
    unlike = Receipt(items=(Item("Meat", 120), Item("Bread", 286)))
    assert ReceiptScore.of(TRUTH, [unlike]).items == 0
    assert ReceiptScore.of(TRUTH, [Receipt(items=(Item("Bread", 285),) * 4)]).items == 2


def test_a_page_that_is_no_receipt_is_counted_where_it_is_taken_for_one() -> None:
    both = ReceiptScore.of(None, [READ]) + ReceiptScore.of(None, [])
    assert both.pages == 2
    assert both.as_object() == {"taken": 1}


def test_a_receipt_that_was_not_taken_for_one_is_missed_and_nothing_of_it_right() -> None:
    score = ReceiptScore.of(TRUTH, [])
    assert (score.missed, score.total, score.of_total, score.items, score.proved) == (1, 0, 1, 0, 0)


def test_four_fields_are_exact_in_what_they_say() -> None:
    fields = FourFields("Corner Shop", "1, High Road", DAY, Decimal("6.90"))
    truth = TrueReceipt("Corner Shop", DAY, Decimal("6.90"), None, fields)
    read = Receipt(merchant="CORNER SHOP", address="1 HIGH ROAD", day=date(2018, 4, 16), total=690)
    score = ReceiptScore.of(truth, [read]) + ReceiptScore.of(truth, [])
    assert (score.fields, score.true_fields, score.fields_read) == (3, 8, 4)
    assert score.fields_f1 == 0.5
    assert score.items_f1 is None


def test_a_second_thought_is_judged_by_the_truth() -> None:
    def judged(*repairs: Repair, truth: TrueReceipt = TRUTH) -> tuple[int, int, int]:
        score = ReceiptScore.of(truth, [Receipt(total=640, items=READ.items, repairs=repairs)])
        return score.thoughts, score.thoughts_right, score.thoughts_wrong

    assert judged(Repair(4, 235, 285, "items", 2)) == (1, 1, 0)
    assert judged(Repair(2, 120, 170, "items", 0)) == (1, 0, 1)
    assert judged(Repair(5, 640, 690, "change")) == (1, 1, 0)
    assert judged(Repair(5, 640, 840, "change")) == (1, 0, 1)
    fields = TrueReceipt("Corner", DAY, Decimal("6.90"))
    assert judged(Repair(4, 235, 285, "items", 2), truth=fields) == (1, 0, 0)


def test_the_figures_of_a_set_in_json() -> None:
    both = ReceiptScore.of(TRUTH, [READ]) + ReceiptScore.of(TRUTH, [])
    assert both.as_object() == {
        "taken": 1,
        "missed": 1,
        "total": 1,
        "date": 1,
        "merchant": 1,
        "items_f1": round(2 * 2 / 9, 4),
        "proved": 1,
        "proved_wrong": 0,
        "fields_f1": None,
        "second_thoughts": {"offered": 0, "right": 0, "wrong": 0},
        "of": {"receipts": 2, "total": 2, "date": 2, "merchant": 2},
    }
