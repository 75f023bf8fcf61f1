"""The other digits that the recogniser saw, where a receipt's sums speak against those that were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from bot.page import Box, Line, Page
from bot.reading.decoding.posteriors import Frames, pack
from bot.receipts.printed_amount import written
from bot.receipts.proof import proved
from bot.receipts.receipt import Item, Receipt, Repair
from bot.receipts.second_thoughts import with_repairs

BOX: Box = ((0, 0), (100, 0), (100, 10), (0, 10))
Doubt = Mapping[int, tuple[str, float]]
CLEAR: Doubt = {}


def line(text: str, doubts: Doubt = CLEAR) -> Line:
    """A line that shows `text`; at some offsets another character ("" for none) has the probability that is told."""
    alphabet = ["", *sorted({*text, *(character for character, _ in doubts.values() if character)})]
    posteriors = np.full((2 * len(text) + 1, len(alphabet)), 1e-5, dtype=np.float32)
    posteriors[::2, 0] = 1
    for place, character in enumerate(text):
        other, probability = doubts.get(place, ("", 0.0))
        posteriors[2 * place + 1, alphabet.index(character)] = 1 - probability
        posteriors[2 * place + 1, alphabet.index(other)] += probability
    return Line(text, text, 0.9, BOX, posteriors=pack(Frames.of(posteriors, alphabet)))


def page(*lines: Line) -> Page:
    return Page(lines, "test")


def repairs(read: Page, receipt: Receipt) -> tuple[Repair, ...]:
    (found,) = with_repairs(read, [proved(replace(receipt, last=len(read.lines)))])
    return found.repairs


BASKET = Receipt(items=(Item("Milk", 120, line=1), Item("Bread", 235, line=2)), total=405)


def test_the_digit_that_closes_the_sum_is_offered_where_it_was_seen() -> None:
    read = page(line("Milk 1.20"), line("Bread 2.35", {8: ("8", 0.1)}), line("Total 4.05"))
    assert repairs(read, BASKET) == (Repair(2, 235, 285, "items", 1),)


def test_what_was_not_seen_is_not_offered() -> None:
    assert repairs(page(line("Milk 1.20"), line("Bread 2.35"), line("Total 4.05")), BASKET) == ()


def test_a_sum_that_holds_is_left_alone() -> None:
    read = page(line("Milk 1.20"), line("Bread 2.35", {8: ("8", 0.4)}), line("Total 3.55"))
    assert repairs(read, replace(BASKET, total=355)) == ()


def test_of_two_readings_that_may_both_be_meant_none_is_offered() -> None:
    read = page(line("Milk 1.20", {7: ("7", 0.1)}), line("Bread 2.35", {8: ("8", 0.1)}), line("Total 4.05"))
    assert repairs(read, BASKET) == ()


def test_the_total_is_offered_where_it_is_the_misread_one() -> None:
    read = page(line("Milk 1.20"), line("Bread 2.35"), line("Total 8.55", {6: ("3", 0.05)}))
    assert repairs(read, replace(BASKET, total=855)) == (Repair(3, 855, 355, "items"),)


def test_a_total_that_another_sum_proves_is_not_doubted() -> None:
    read = page(line("Milk 1.20"), line("Bread 2.35"), line("Total 8.55", {6: ("3", 0.3)}))
    assert repairs(read, replace(BASKET, total=855, cash=1000, change=145)) == ()


def test_a_total_that_stands_twice_must_have_been_misread_twice() -> None:
    lines = [line("Milk 1.20"), line("Bread 2.35"), line("Total 8.55", {6: ("3", 0.05)})]
    assert repairs(page(*lines, line("Card 8.55")), replace(BASKET, total=855)) == ()
    alike = page(*lines, line("Card 8.55", {5: ("3", 0.2)}))
    assert repairs(alike, replace(BASKET, total=855)) == (Repair(3, 855, 355, "items"),)


def test_cash_and_change_tell_a_total_without_items() -> None:
    receipt = Receipt(total=1850, cash=2000, change=50)
    read = page(line("Total 18.50", {7: ("9", 0.1)}), line("Cash 20.00"), line("Change 0.50"))
    assert repairs(read, receipt) == (Repair(1, 1850, 1950, "change"),)


def test_items_are_looked_at_again_with_the_total_that_another_sum_tells() -> None:
    read = page(
        line("Milk 1.20"), line("Bread 2.35", {8: ("8", 0.1)}), line("Total 9.05", {6: ("4", 0.2)}), line("Cash 5.00")
    )
    receipt = replace(BASKET, total=905, cash=500, change=95)
    assert repairs(read, receipt) == (Repair(3, 905, 405, "change"), Repair(2, 235, 285, "items", 1))


def test_quantity_and_unit_price_are_a_witness() -> None:
    read = page(line("Milk 1.20", {7: ("7", 0.1)}), line("2 x 1.425 2.35", {12: ("8", 0.1)}), line("Total 4.05"))
    bread = Item("Bread", 235, quantity=Decimal(2), unit_price=Decimal("1.425"), line=2)
    assert repairs(read, replace(BASKET, items=(BASKET.items[0], bread))) == (Repair(2, 235, 285, "items", 1),)
    right = Item("Bread", 235, quantity=Decimal(1), unit_price=Decimal("2.35"), line=2)
    read = page(line("Milk 1.20"), line("1 x 2.35 2.35", {11: ("8", 0.01)}), line("Total 4.05"))
    assert repairs(read, replace(BASKET, items=(BASKET.items[0], right))) == ()


def test_a_digit_that_was_lost_comes_back() -> None:
    lost = Frames.of(np.array([[0.9, 0.1, 0, 0, 0], [1, 0, 0, 0, 0]], dtype=np.float32), ["", "1", "2", ".", "0"])
    shown = Frames.of(np.eye(5, dtype=np.float32)[[2, 0, 3, 0, 4, 0, 4]], ["", "1", "2", ".", "0"])
    name = Frames.of(np.eye(5, dtype=np.float32)[[1, 0, 2, 0, 3, 0, 4]], ["", "T", "e", "a", " "])
    tea = replace(line("Tea 2.00"), posteriors=pack(Frames.join([name, lost, shown], "")))
    read = page(tea, line("Total 12.00"))
    receipt = Receipt(items=(Item("Tea", 200, line=1),), total=1200)
    assert repairs(read, receipt) == (Repair(1, 200, 1200, "items", 0),)


def test_the_amount_may_stand_beside_the_items_line_and_a_line_without_posteriors_tells_nothing() -> None:
    receipt = replace(BASKET, items=(BASKET.items[0], Item("Bread", 235, line=2)), total=405)
    read = page(line("Milk 1.20"), line("Bread"), line("2.35", {2: ("8", 0.1)}), line("Total 4.05"))
    assert repairs(read, receipt) == (Repair(3, 235, 285, "items", 1),)
    silent = page(*(replace(row, posteriors="") for row in read.lines))
    assert repairs(silent, receipt) == ()


def test_a_receipt_without_a_total_or_items_is_left_alone() -> None:
    read = page(line("Milk 1.20", {7: ("7", 0.4)}))
    assert repairs(read, Receipt(items=(Item("Milk", 120, line=1),))) == ()
    assert repairs(read, Receipt(total=120)) == ()


@pytest.mark.parametrize(
    ("read", "value", "places", "text"),
    [
        ("2.35", 285, 2, "2.85"),
        ("2,35", 1285, 2, "12,85"),
        ("12.35", 285, 2, "2.85"),
        ("35", 85, 2, "85"),
        ("0.35", 85, 2, "0.85"),
        ("1.250,00", 145000, 2, "1.450,00"),
        ("1,250.00", 25000, 2, "250.00"),
        ("15.000", 16000, 0, "16.000"),
        ("l5O", 160, 0, "160"),
    ],
)
def test_a_value_is_written_as_the_amount_in_its_place(read: str, value: int, places: int, text: str) -> None:
    assert written(read, value, places) == text
