"""Shares, balances and transfers: to the last cent, whatever stands on the receipt."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.receipts.ledger.balances import balances
from bot.receipts.ledger.expense import Claim, Expense, ExpenseState, Paid, Settlement
from bot.receipts.ledger.shares import counts, payments, shares
from bot.receipts.ledger.transfers import transfers
from bot.receipts.receipt import Item
from tests.receipts.ledger.expenses import ANNA, BEN, CARL, DAY, DORA, EXPENSES, GROUP, PEOPLE, expense, receipt


def claimed(*pairs: tuple[int, int]) -> tuple[Claim, ...]:
    return tuple(Claim(item, person) for item, person in pairs)


def test_who_asks_pays_and_bears_it_until_somebody_says_otherwise() -> None:
    assert payments(expense(4490)) == shares(expense(4490)) == {ANNA: 4490}


def test_it_is_split_evenly_and_the_payer_has_the_cents_that_are_left() -> None:
    assert shares(expense(1000, sharers=(ANNA, BEN, CARL))) == {ANNA: 334, BEN: 333, CARL: 333}
    assert shares(expense(1000, payer=CARL, sharers=(ANNA, BEN, CARL))) == {ANNA: 333, BEN: 333, CARL: 334}
    assert shares(expense(1000, payer=DORA, sharers=(ANNA, BEN, CARL))) == {ANNA: 333, BEN: 333, CARL: 333, DORA: 1}


def test_among_more_people_than_cents_the_payer_has_them_all() -> None:
    assert shares(expense(2, payer=BEN, sharers=PEOPLE)) == {ANNA: 0, BEN: 2, CARL: 0, DORA: 0}


def test_an_item_is_its_claimers_and_the_rest_is_all_the_sharers() -> None:
    own = expense(600, 400, 300, sharers=(ANNA, BEN, CARL), claims=claimed((0, BEN), (1, BEN), (1, CARL)))
    assert shares(own) == {ANNA: 100, BEN: 900, CARL: 300}


def test_a_claim_said_twice_is_one() -> None:
    assert shares(expense(600, claims=claimed((0, BEN), (0, BEN), (0, CARL)))) == {ANNA: 0, BEN: 300, CARL: 300}


def test_tax_tip_and_discounts_follow_in_proportion() -> None:
    both = claimed((0, ANNA), (1, BEN))
    taxed = receipt(3000, 1000, total=4400, tax=400, tax_included=False)
    assert shares(expense(receipt=taxed, claims=both)) == {ANNA: 3300, BEN: 1100}
    items = (*receipt(3000, 1000).items, Item("Rabatt", -400, "discount"))
    assert shares(expense(claims=both, receipt=receipt(total=3600, items=items))) == {ANNA: 2700, BEN: 900}


def test_what_was_not_read_goes_to_all_whoever_claimed_what_was() -> None:
    one_read = expense(500, total=4500, sharers=(ANNA, BEN, CARL, DORA), claims=claimed((0, BEN)))
    assert shares(one_read) == {ANNA: 1000, BEN: 1500, CARL: 1000, DORA: 1000}
    refund = expense(-500, total=-4500, sharers=(ANNA, BEN), claims=claimed((0, BEN)))
    assert shares(refund) == {ANNA: -2000, BEN: -2500}
    stale = replace(one_read, claims=claimed((0, BEN), (1, BEN)))  # of an item that is gone
    assert shares(stale) == shares(one_read)


def test_tax_follows_also_what_was_not_read() -> None:
    taxed = receipt(1000, total=3300, tax=300, tax_included=False)
    assert shares(expense(receipt=taxed, sharers=(ANNA, BEN), claims=claimed((0, BEN)))) == {ANNA: 1100, BEN: 2200}


def test_what_the_items_make_too_much_comes_off_in_proportion() -> None:
    both = claimed((0, ANNA), (1, BEN))
    assert shares(expense(3000, 1000, total=3600, claims=both)) == {ANNA: 2700, BEN: 900}
    assert shares(expense(3000, 1000, total=0, claims=both, sharers=(CARL,))) == {CARL: 0, ANNA: 0, BEN: 0}


def test_what_is_voided_is_taken_from_whose_it_was() -> None:
    items = (Item("Tofu", 500), Item("Tofu", 500), Item("Wine", 900), Item("Void", -500, "void"))
    voided = expense(receipt=receipt(total=1400, items=items), sharers=(ANNA, BEN), claims=claimed((1, BEN), (2, ANNA)))
    assert shares(voided) == {ANNA: 1150, BEN: 250}
    unclaimed = replace(voided, claims=claimed((2, ANNA)))
    assert shares(unclaimed) == {ANNA: 1150, BEN: 250}


def test_a_returned_bottle_can_make_a_share_negative() -> None:
    items = (Item("Wine", 900), Item("Bottles", -300, "deposit"))
    assert shares(expense(receipt=receipt(total=600, items=items), claims=claimed((0, ANNA), (1, BEN)))) == {
        ANNA: 900,
        BEN: -300,
    }


def test_a_refund_is_shared_as_a_purchase_is() -> None:
    refund = expense(-700, -300, sharers=(ANNA, BEN), claims=claimed((0, BEN)))
    assert (payments(refund), shares(refund)) == ({ANNA: -1000}, {ANNA: -150, BEN: -850})
    assert payments(replace(refund, paid=(Paid(BEN, -400),))) == {BEN: -400, ANNA: -600}


def test_nothing_is_shared_of_nothing() -> None:
    assert shares(expense(0, sharers=(ANNA, BEN))) == {ANNA: 0, BEN: 0}
    assert payments(expense(0)) == {ANNA: 0}


def test_several_pay_and_never_more_than_the_total() -> None:
    assert payments(expense(4490, paid=(Paid(BEN, 3000),))) == {BEN: 3000, ANNA: 1490}
    assert payments(expense(4490, paid=(Paid(BEN, 3000),), payer=CARL)) == {BEN: 3000, CARL: 1490}
    assert payments(expense(4490, paid=(Paid(BEN, 3000), Paid(CARL, 4000)))) == {BEN: 3000, CARL: 1490}
    assert payments(expense(4490, payer=BEN)) == {BEN: 4490}


def test_the_cents_of_two_payers_are_whose_share_it_is_and_who_paid_most() -> None:
    two = expense(1000, paid=(Paid(BEN, 600), Paid(CARL, 400)), sharers=(ANNA, CARL, DORA))
    assert shares(two) == {ANNA: 333, CARL: 334, DORA: 333}


def test_without_a_total_nothing_is_known() -> None:
    unknown = replace(expense(), receipt=replace(receipt(500), total=None))
    assert (payments(unknown), shares(unknown), counts(unknown)) == ({}, {}, False)


@pytest.mark.parametrize("state", [state for state in ExpenseState if state is not ExpenseState.COUNTED])
def test_what_is_kept_out_does_not_count(state: ExpenseState) -> None:
    assert counts(expense(500)) and not counts(expense(500, state=state))
    assert balances([expense(500, payer=BEN, sharers=(ANNA,), state=state)], ()) == {}


def test_what_is_no_money_does_not_count() -> None:
    assert not counts(expense(10**20)) and not counts(expense(10**20, total=500))


@given(EXPENSES)
def test_shares_and_payments_make_the_total(any_expense: Expense) -> None:
    total = any_expense.receipt.total
    assert sum(shares(any_expense).values()) == sum(payments(any_expense).values()) == (total or 0)
    if total is not None:
        assert all(0 <= paid * (1 if total >= 0 else -1) <= abs(total) for paid in payments(any_expense).values())
        assert {*any_expense.sharers} <= shares(any_expense).keys()


@given(st.lists(st.integers(1, 9000), min_size=1, max_size=6), st.data())
def test_nobody_bears_more_than_their_items_and_a_cent_for_each_other(amounts: list[int], data: st.DataObject) -> None:
    mine = claimed(*((index, data.draw(st.sampled_from(PEOPLE))) for index in range(len(amounts))))
    owed = shares(expense(*amounts, claims=mine))
    for person in PEOPLE:
        exact = sum(amounts[claim.item] for claim in mine if claim.person == person)
        assert owed.get(person, 0) == exact


@given(st.lists(EXPENSES, max_size=5), st.lists(st.tuples(st.permutations(PEOPLE), st.integers(1, 5000)), max_size=3))
def test_balances_are_even_in_each_currency(made: list[Expense], given_: list[tuple[list[int], int]]) -> None:
    settled = [Settlement(GROUP, people[0], people[1], "EUR", amount, DAY) for people, amount in given_]
    found = balances(made, settled)
    assert all(sum(people.values()) == 0 and all(people.values()) for people in found.values())
    assert {*found} <= {"EUR", "MYR"}


def test_a_settlement_pays_a_debt_until_it_is_undone() -> None:
    dinner = expense(3000, sharers=(ANNA, BEN))
    paid = Settlement(GROUP, BEN, ANNA, "EUR", 1000, DAY)
    assert balances([dinner], []) == {"EUR": {ANNA: 1500, BEN: -1500}}
    assert balances([dinner], [paid]) == {"EUR": {ANNA: 500, BEN: -500}}
    assert balances([dinner], [replace(paid, amount=1500)]) == {}
    assert balances([dinner], [replace(paid, undone=True)]) == balances([dinner], [])


def fewest(amounts: list[int]) -> int:
    """How many transfers it takes, by trying every way to part people into groups that are even."""
    left = [amount for amount in amounts if amount]

    def most_groups(of: list[int]) -> int:
        if not of:
            return 0
        first, *others = of
        best = -len(amounts)
        for count in range(len(others) + 1):
            for chosen in combinations(range(len(others)), count):
                if first + sum(others[index] for index in chosen) == 0:
                    best = max(best, 1 + most_groups([o for i, o in enumerate(others) if i not in chosen]))
        return best

    return len(left) - most_groups(left)


@example([2, 2, 3, 3, -4])
@given(st.lists(st.integers(-6, 6), max_size=6))
def test_transfers_are_the_fewest_that_make_everybody_even(amounts: list[int]) -> None:
    balance = dict(enumerate([*amounts, -sum(amounts)]))
    made = transfers(balance)
    left = dict(balance)
    for transfer in made:
        assert transfer.amount > 0
        left[transfer.payer] += transfer.amount
        left[transfer.receiver] -= transfer.amount
    assert not any(left.values())
    assert len(made) == fewest([*balance.values()])


@given(st.lists(st.integers(-60000, 60000), min_size=12, max_size=40))
def test_among_many_there_are_fewer_transfers_than_people(amounts: list[int]) -> None:
    balance = dict(enumerate([*amounts, -sum(amounts)]))
    left = dict(balance)
    made = transfers(balance)
    for transfer in made:
        left[transfer.payer] += transfer.amount
        left[transfer.receiver] -= transfer.amount
    assert not any(left.values()) and len(made) < len(balance)
