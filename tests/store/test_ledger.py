"""The ledger as it is kept: numbered, changed, undone, found, and counted once whatever happens in between."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.errors import LegibleError
from bot.receipts.ledger.expense import Claim, Expense, ExpenseState, Paid, ReadFrom, Settlement
from bot.receipts.ledger.ledger_sums import LedgerPerson, ShopSum
from bot.receipts.receipt import Item
from bot.store.expense_changes import CHANGES_KEPT
from bot.store.ledger import Ledger
from bot.store.store import Store
from tests.receipts.ledger.expenses import ANNA, BEN, CARL, DAY, GROUP, expense, receipt

APRIL, MAY, JUNE = date(2018, 4, 1), date(2018, 5, 1), date(2018, 6, 1)


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return store.ledger


def total_of(amount: int) -> Callable[[Expense], Expense]:
    return lambda before: replace(before, receipt=replace(before.receipt, total=amount))


async def test_expenses_are_numbered_by_chat_and_come_back_as_they_were(ledger: Ledger) -> None:
    made = expense(600, 400, job=7, sharers=(ANNA, BEN), claims=(Claim(0, BEN),), paid=(Paid(BEN, 600),))
    first = await ledger.add(made)
    assert first == replace(made, id=first.id, number=1)
    assert (await ledger.add(expense(300))).number == 2
    assert (await ledger.add(expense(300, chat_id=ANNA))).number == 1
    assert await ledger.expense(first.id) == first
    assert await ledger.numbered(GROUP, 1) == first
    assert await ledger.of_job(7) == [first]
    assert (await ledger.expense(99), await ledger.of_job(99), await ledger.numbered(GROUP, 9)) == (None, [], None)


async def test_a_receipt_counts_once_however_often_it_comes(ledger: Ledger) -> None:
    first = await ledger.add(expense(600, job=7))
    changed = await ledger.change(first.id, BEN, total_of(500))
    assert changed and await ledger.add(expense(600, job=7)) == changed
    typed = await ledger.add(expense(300), asked_in=5)
    assert await ledger.add(expense(300), asked_in=5) == typed
    assert len(await ledger.expenses(GROUP)) == 2


async def test_a_change_keeps_what_was_before_and_can_be_undone_one_after_the_other(ledger: Ledger) -> None:
    first = await ledger.add(expense(600))
    second = await ledger.change(first.id, BEN, total_of(500))
    third = await ledger.change(first.id, CARL, total_of(400))
    assert second and third and third.receipt.total == 400
    change = await ledger.last_change(first.id)
    assert change and change.person == CARL
    assert await ledger.undo(first.id, ANNA) == second
    assert await ledger.undo(first.id, ANNA, change_id=change.id) is None  # it is not the last any more
    change = await ledger.last_change(first.id)
    assert change and change.person == BEN
    assert await ledger.undo(first.id, ANNA, change_id=change.id) == first
    assert await ledger.undo(first.id, ANNA) is None
    assert await ledger.last_change(first.id) is None
    assert (await ledger.sums(GROUP, APRIL, MAY)).spent == {"EUR": 600}


async def test_a_change_that_changes_nothing_is_none(ledger: Ledger) -> None:
    first = await ledger.add(expense(600))
    assert await ledger.change(first.id, BEN, total_of(600)) == first
    assert await ledger.last_change(first.id) is None
    assert await ledger.change(99, BEN, total_of(600)) is None


async def test_a_change_cannot_make_it_another_expense(ledger: Ledger) -> None:
    first = await ledger.add(expense(600, job=7))
    other = expense(900, chat_id=BEN, asked_by=BEN, id=50, number=60, duplicate_of=4)
    changed = await ledger.change(first.id, BEN, lambda _: other)
    assert changed == replace(first, receipt=other.receipt)


async def test_a_change_that_fails_leaves_all_as_it_was(ledger: Ledger) -> None:
    def fail(_: Expense) -> Expense:
        raise LegibleError

    first = await ledger.add(expense(600))
    with pytest.raises(LegibleError):
        await ledger.change(first.id, BEN, fail)
    assert (await ledger.expense(first.id), await ledger.last_change(first.id)) == (first, None)


async def test_an_update_that_comes_again_changes_and_undoes_once(ledger: Ledger) -> None:
    def longer(before: Expense) -> Expense:
        return replace(before, sharers=(*before.sharers, BEN))

    first = await ledger.add(expense(600))
    for _ in range(2):
        changed = await ledger.change(first.id, BEN, longer, asked_in=7)
        assert changed and changed.sharers == (BEN,)
    twice = await ledger.change(first.id, BEN, longer, asked_in=8)
    assert twice and twice.sharers == (BEN, BEN)
    for _ in range(2):
        assert await ledger.undo(first.id, BEN, asked_in=9) == changed


async def test_changes_at_the_same_moment_are_all_made(ledger: Ledger) -> None:
    def claim(item: int) -> Callable[[Expense], Expense]:
        return lambda before: replace(before, claims=(*before.claims, Claim(item, BEN)))

    first = await ledger.add(expense(*[100] * 15))
    await asyncio.gather(*(ledger.change(first.id, BEN, claim(item)) for item in range(15)))
    changed = await ledger.expense(first.id)
    assert changed and {each.item for each in changed.claims} == set(range(15))


async def test_the_last_changes_are_kept(ledger: Ledger) -> None:
    first = await ledger.add(expense(600))
    for amount in range(CHANGES_KEPT + 5):
        await ledger.change(first.id, BEN, total_of(amount))
    undone = 0
    while await ledger.undo(first.id, BEN):
        undone += 1
    assert undone == CHANGES_KEPT
    left = await ledger.expense(first.id)
    assert left and left.receipt.total == 4


async def test_the_same_receipt_sent_by_another_waits_to_be_judged(ledger: Ledger) -> None:
    await ledger.add(expense(600, job=7))
    again = replace(expense(600, job=8), asked_by=BEN, receipt=receipt(600, merchant="PASAR MINI  Jin-Seng"))
    second = await ledger.add(again)
    assert (second.state, second.duplicate_of) == (ExpenseState.DUPLICATE, 1)
    sums = await ledger.sums(GROUP, APRIL, MAY)
    assert (sums.spent, sums.duplicates, sums.count) == ({"EUR": 600}, (2,), 1)
    said = await ledger.change(second.id, BEN, lambda before: replace(before, state=ExpenseState.COUNTED))
    assert said and said.duplicate_of == 1
    assert (await ledger.sums(GROUP, APRIL, MAY)).spent == {"EUR": 1200}
    third = await ledger.add(expense(600, job=9))
    assert third.duplicate_of == 1


@pytest.mark.parametrize(
    "other",
    [
        expense(601, job=8),
        expense(600, job=8, day=DAY + timedelta(days=1)),
        expense(600, job=8, chat_id=BEN),
        expense(600, job=8, receipt=receipt(600, merchant="Aldi")),
        expense(600, job=8, receipt=receipt(600, merchant=None)),
        expense(600, job=8, receipt=receipt(600, currency="MYR")),
        expense(600, job=8, receipt=receipt(600, time=time(9, 1))),
    ],
)
async def test_another_receipt_is_none_of_them(ledger: Ledger, other: Expense) -> None:
    await ledger.add(expense(600, job=7, receipt=receipt(600, time=time(18, 2))))
    assert (await ledger.add(other)).state is ExpenseState.COUNTED


async def test_two_receipts_on_one_page_and_two_that_were_typed_are_two(ledger: Ledger) -> None:
    for index in (0, 1):
        ticket = replace(expense(280), origin=ReadFrom(7, 1, 1, index))
        assert (await ledger.add(ticket)).state is ExpenseState.COUNTED
    for update in (1, 2):
        assert (await ledger.add(expense(320), asked_in=update)).state is ExpenseState.COUNTED


async def test_a_typed_expense_and_its_receipt_are_likely_one(ledger: Ledger) -> None:
    await ledger.add(expense(600), asked_in=1)
    assert (await ledger.add(expense(600, job=7))).duplicate_of == 1


async def test_the_same_file_is_the_same_receipt_whatever_was_read(ledger: Ledger) -> None:
    await ledger.add(expense(600, job=7), file="unique")
    again = await ledger.add(expense(700, job=8, receipt=receipt(700, merchant=None)), file="unique")
    assert (again.state, again.duplicate_of) == (ExpenseState.DUPLICATE, 1)
    other_page = replace(expense(900), origin=ReadFrom(8, 1, 2, 0))
    assert (await ledger.add(other_page, file="unique")).duplicate_of is None


FILES = [(111, "first"), (222, "second")]


async def test_what_is_read_anew_is_asked_again_whether_it_looks_like_another_one(ledger: Ledger) -> None:
    first = await ledger.add(expense(600, job=7), file="first")
    other = await ledger.add(expense(900, job=8), file="second")
    again = await ledger.read_anew(other.id, first.receipt, file="third")
    assert again and (again.state, again.duplicate_of) == (ExpenseState.DUPLICATE, 1)
    assert await ledger.read_anew(first.id, replace(first.receipt, time=time(18, 2))) is not None
    assert [each.state for each in await ledger.expenses(GROUP)] == [ExpenseState.COUNTED, ExpenseState.DUPLICATE]
    apart = await ledger.read_anew(other.id, receipt(950), file="fourth")
    assert apart and (apart.state, apart.duplicate_of) == (ExpenseState.COUNTED, None)


async def test_the_file_of_what_was_read_anew_is_that_of_the_photo_that_came_in_place(ledger: Ledger) -> None:
    kept = await ledger.add(expense(600, job=7), file="first")
    await ledger.change(kept.id, BEN, total_of(700))
    await ledger.read_anew(kept.id, receipt(500), file="second")
    states = [(await ledger.add(expense(amount, job=amount), file=file)).state for amount, file in FILES]
    assert states == [ExpenseState.COUNTED, ExpenseState.DUPLICATE]


async def test_what_somebody_said_stays_however_often_it_is_read(ledger: Ledger) -> None:
    await ledger.add(expense(600, job=7))
    second = await ledger.add(expense(600, job=8))
    said = await ledger.change(second.id, BEN, lambda before: replace(before, state=ExpenseState.COUNTED))
    assert await ledger.read_anew(second.id, receipt(600, time=time(9, 1)), file="other") == said


async def test_what_cannot_be_counted_is_kept_and_named(ledger: Ledger) -> None:
    await ledger.add(expense(job=1, receipt=receipt(500, currency=None)))
    await ledger.add(expense(job=2, receipt=replace(receipt(500), total=None)))
    await ledger.add(expense(job=3, receipt=receipt(500, merchant="Aldi", proof=("items",))))
    await ledger.add(expense(job=4, receipt=receipt(700)))
    await ledger.add(expense(900), asked_in=1)
    await ledger.add(expense(300, job=5, state=ExpenseState.LEFT_OUT))
    await ledger.add(expense(10**30, job=6))
    sums = await ledger.sums(GROUP, APRIL, MAY)
    assert (sums.unchecked, sums.incomplete, sums.left_out) == ((4,), (1, 2, 7), (6,))
    assert (sums.count, sums.spent) == (3, {"EUR": 2100})


async def test_sums_are_of_a_period_and_balances_of_all_time(ledger: Ledger) -> None:
    dinner = expense(3000, sharers=(ANNA, BEN), receipt=receipt(3000, merchant="Pizza Roma"))
    await ledger.add(dinner, asked_in=1)
    await ledger.add(replace(dinner, receipt=receipt(500, merchant="PIZZA ROMA")), asked_in=2)
    await ledger.add(replace(dinner, day=MAY, payer=BEN, receipt=receipt(4400, merchant=None)), asked_in=3)
    await ledger.add(replace(dinner, day=MAY, receipt=receipt(999, currency="MYR")), asked_in=4)
    april, may = await ledger.sums(GROUP, APRIL, MAY), await ledger.sums(GROUP, MAY, JUNE)
    assert (april.spent, april.paid, april.owed) == (
        {"EUR": 3500},
        {"EUR": {ANNA: 3500}},
        {"EUR": {ANNA: 1750, BEN: 1750}},
    )
    assert april.shops == {"EUR": (ShopSum("PIZZA ROMA", 2, 3500),)}
    assert (may.paid, may.count) == ({"EUR": {BEN: 4400}, "MYR": {ANNA: 999}}, 2)
    assert may.shops["EUR"] == (ShopSum("", 1, 4400),)
    assert april.balances == may.balances == {"EUR": {ANNA: -450, BEN: 450}, "MYR": {ANNA: 499, BEN: -499}}


async def test_a_settlement_is_kept_once_and_can_be_undone(ledger: Ledger) -> None:
    await ledger.add(expense(3000, sharers=(ANNA, BEN)))
    asked = Settlement(GROUP, BEN, ANNA, "EUR", 1000, DAY)
    kept = await ledger.settle(asked, asked_in=5)
    assert kept == replace(asked, id=kept.id) == await ledger.settle(asked, asked_in=5)
    assert (await ledger.sums(GROUP, APRIL, MAY)).balances == {"EUR": {ANNA: 500, BEN: -500}}
    undone = replace(kept, undone=True)
    assert await ledger.undo_settlement(kept.id) == undone == await ledger.undo_settlement(kept.id)
    assert (await ledger.sums(GROUP, APRIL, MAY)).balances == {"EUR": {ANNA: 1500, BEN: -1500}}
    assert await ledger.settlements(GROUP, APRIL, MAY) == [undone]
    assert (await ledger.settlements(GROUP, MAY, JUNE), await ledger.undo_settlement(99)) == ([], None)


async def test_people_are_those_who_asked_paid_share_or_claim_and_who_joined(ledger: Ledger) -> None:
    made = await ledger.add(expense(3000, sharers=(ANNA, BEN)))
    assert await ledger.people(GROUP) == [LedgerPerson(ANNA), LedgerPerson(BEN)]
    await ledger.leave(GROUP, BEN)
    await ledger.leave(GROUP, 77)
    await ledger.join(GROUP, CARL)
    await ledger.change(made.id, ANNA, total_of(2000))  # does not bring back who left
    assert await ledger.people(GROUP) == [LedgerPerson(ANNA), LedgerPerson(BEN, left=True), LedgerPerson(CARL)]
    await ledger.join(GROUP, BEN)
    await ledger.settle(Settlement(GROUP, 5, 6, "EUR", 1, DAY))
    assert [person.id for person in await ledger.people(GROUP) if not person.left] == [ANNA, BEN, CARL, 5, 6]
    assert (await ledger.sums(GROUP, APRIL, MAY)).balances["EUR"][BEN] == -1000


async def test_the_last_currency_is_the_newest_that_is_known(ledger: Ledger) -> None:
    assert await ledger.last_currency(GROUP) is None
    for currency in ("EUR", "MYR", None):
        await ledger.add(expense(receipt=receipt(500, currency=currency)))
    assert await ledger.last_currency(GROUP) == "MYR"


async def test_expenses_are_found_by_shop_item_amount_day_and_number(ledger: Ledger) -> None:
    bought = receipt(items=(Item("Grüner Tee 100%", 1250),), total=1250, merchant="Bäckerei Łódź")
    tea = await ledger.add(expense(receipt=bought, job=1))
    other = await ledger.add(expense(4490, job=2))
    for text in ("lodz", "GRUNER tee", "12.50", "12,50", "backerei 12,50", "#1", "100%"):
        assert await ledger.find(GROUP, text, 5) == [tea], text
    for text in ("15.4.2018", "15.04.2018", "2018-04-15", "eur", ""):
        assert await ledger.find(GROUP, text, 5) == [other, tea], text
    assert await ledger.find(GROUP, "2018", 1) == [other]
    assert [await ledger.find(GROUP, text, 5) for text in ("100_", "pizza")] == [[], []]
    assert await ledger.find(BEN, "tee", 5) == []
