"""Whether a receipt adds up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.receipts.proof import items_sum, proved
from bot.receipts.receipt import Item, Receipt

AMOUNTS = st.integers(min_value=1, max_value=10**6)
EXTRAS = st.none() | st.integers(min_value=0, max_value=10**4)
TWO = (Item("Tea", 250), Item("Bread", 320))


@st.composite
def receipts(draw: st.DrawFn) -> Receipt:
    """Receipts whose items make their total, with the tax in it or on top."""
    amounts = draw(st.lists(AMOUNTS, min_size=1, max_size=8))
    tax = draw(EXTRAS)
    receipt = Receipt(
        items=tuple(Item("Tea", amount) for amount in amounts),
        service=draw(EXTRAS),
        tip=draw(EXTRAS),
        tax=tax,
        tax_included=draw(st.booleans()),
        discount=draw(EXTRAS),
        rounding=draw(st.none() | st.integers(min_value=-5, max_value=5)),
    )
    return replace(receipt, total=items_sum(receipt))


def test_items_that_make_the_total() -> None:
    assert proved(Receipt(items=TWO, total=570)).proof == ("items",)


def test_items_that_miss_the_total_say_by_how_much() -> None:
    receipt = proved(Receipt(items=TWO, total=600))
    assert (receipt.proof, receipt.difference) == ((), -30)


def test_nothing_is_proved_without_a_total() -> None:
    receipt = proved(Receipt(items=TWO, cash=1000, change=430))
    assert (receipt.proof, receipt.difference) == ((), None)


@pytest.mark.parametrize(("total", "included"), [(570, True), (604, False)])
def test_a_tax_of_which_nothing_is_told_is_tried_in_the_prices_and_on_top(total: int, included: bool) -> None:
    receipt = proved(Receipt(items=TWO, tax=34, total=total))
    assert (receipt.proof, receipt.tax_included) == (("items",), included)


def test_a_tax_that_is_in_the_prices_proves_nothing_on_top() -> None:
    assert proved(Receipt(items=TWO, tax=34, tax_included=True, total=604)).proof == ()


def test_net_and_tax_of_a_part_prove_nothing() -> None:
    assert proved(Receipt(items=TWO, net=230, tax=20, tax_included=True, total=250)).proof == ()
    assert proved(Receipt(items=TWO[:1], net=550, tax=20, tax_included=True, total=570)).proof == ("net",)


def test_of_a_refund_net_and_tax_of_a_part_prove_nothing() -> None:
    back = tuple(replace(item, amount=-item.amount) for item in TWO)
    assert proved(Receipt(items=back, net=-230, tax=-20, tax_included=True, total=-250)).proof == ()
    assert proved(Receipt(items=back[:1], net=-550, tax=-20, tax_included=True, total=-570)).proof == ("net",)


def test_a_rounding_counts_so_the_sum_before_it_proves_nothing() -> None:
    rounded = Receipt(items=(*TWO, Item("Milk", 102)), rounding=-2, cash=1000, change=330)
    assert proved(replace(rounded, total=672)).proof == ()
    assert proved(replace(rounded, total=670)).proof == ("items", "change")


def test_a_rounding_after_net_and_tax_counts() -> None:
    rounded = Receipt(net=634, tax=38, tax_included=True, rounding=-2)
    assert proved(replace(rounded, total=672)).proof == ()
    assert proved(replace(rounded, total=670)).proof == ("net",)


def test_a_discount_comes_off() -> None:
    assert proved(Receipt(items=TWO, discount=70, service=57, total=557)).proof == ("items",)


def test_what_was_paid_proves_only_with_its_change() -> None:
    assert proved(Receipt(total=570, cash=570)).proof == ()
    assert proved(Receipt(total=570, cash=570, change=0)).proof == ("change",)


def test_a_refund_and_a_receipt_of_nothing_are_proved_too() -> None:
    assert proved(Receipt(items=(Item("Tea", -250, "void"),), total=-250)).proof == ("items",)
    assert proved(Receipt(items=(Item("Tea", 250), Item("Gift", -250, "discount")), total=0)).proof == ("items",)


def test_a_net_alone_and_a_tax_alone_prove_nothing() -> None:
    assert proved(Receipt(total=570, subtotal=570)).proof == ()
    assert proved(Receipt(total=570, net=570, tax=0)).proof == ()


@given(receipts())
def test_what_adds_up_is_proved_and_stays_so(receipt: Receipt) -> None:
    once = proved(receipt)
    assert "items" in once.proof
    assert once.difference is None
    assert proved(once) == once


@given(receipts(), st.integers(min_value=1, max_value=10**4))
def test_a_wrong_total_is_not_proved(receipt: Receipt, wrong: int) -> None:
    assert receipt.total is not None
    made = proved(replace(receipt, total=receipt.total + wrong))
    assert "items" not in made.proof
    assert made.difference == -wrong
