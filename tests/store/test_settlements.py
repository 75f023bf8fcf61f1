"""Settlements one by one, the messages that tell of them, and the days beside a month."""

from __future__ import annotations

from datetime import date

from bot.receipts.ledger.expense import Charged, Expense, ExpenseState, Settlement
from bot.receipts.receipt import Receipt
from bot.store.store import Store

DAY = date(2026, 11, 3)


async def settled(store: Store, asked_in: int) -> Settlement:
    return await store.ledger.settle(Settlement(-5, 1, 2, "EUR", 1000, DAY), asked_in=asked_in)


async def test_a_settlement_is_found_by_the_messages_that_tell_of_it(store: Store) -> None:
    one, other = await settled(store, 10), await settled(store, 11)
    for message_id in (70, 80):
        await store.settlements.told(one.id, -5, message_id)
        await store.settlements.told(one.id, -5, message_id)
    assert await store.settlements.told_by(-5, 70) == await store.settlements.told_by(-5, 80) == one
    assert await store.settlements.told_by(-6, 70) is None
    assert await store.settlements.told_in(one.id) == 80
    assert await store.settlements.told_in(other.id) is None
    assert await store.settlements.asked_in(-5, 11) == other
    assert await store.settlements.asked_in(-6, 11) is None


async def test_its_amount_changes_the_balances_until_it_is_taken_back(store: Store) -> None:
    settlement = await settled(store, 10)
    changed = await store.settlements.change_amount(settlement.id, 400)
    assert changed and changed.amount == 400 and await store.settlements.of(settlement.id) == changed
    assert (await store.ledger.sums(-5, DAY, DAY)).balances == {"EUR": {1: 400, 2: -400}}
    await store.ledger.undo_settlement(settlement.id)
    assert await store.settlements.change_amount(settlement.id, 500) is None
    assert (await store.ledger.sums(-5, DAY, DAY)).balances == {}


async def test_the_days_beside_a_month(store: Store) -> None:
    first, after = date(2026, 11, 1), date(2026, 12, 1)
    assert await store.ledger.days_beside(-5, first, after) == (None, None)
    for day in (date(2018, 4, 15), date(2026, 10, 31), DAY, date(2026, 12, 1), date(2027, 1, 1)):
        await store.ledger.add(Expense(-5, 1, Receipt(total=100, currency="EUR"), day))
    assert await store.ledger.days_beside(-5, first, after) == (date(2026, 10, 31), date(2026, 12, 1))
    assert await store.ledger.days_beside(-6, first, after) == (None, None)


async def test_what_was_charged_is_summed_by_both_currencies(store: Store) -> None:
    for currency, total, charged, state in (
        ("MYR", 4490, Charged("EUR", 950), ExpenseState.COUNTED),
        ("MYR", 1000, Charged("EUR", 210), ExpenseState.COUNTED),
        ("MYR", 1000, Charged("USD", 230), ExpenseState.COUNTED),
        ("MYR", 1000, Charged("EUR", 99), ExpenseState.LEFT_OUT),
        ("JPY", 1000, None, ExpenseState.COUNTED),
    ):
        receipt = Receipt(total=total, currency=currency)
        await store.ledger.add(Expense(-5, 1, receipt, DAY, charged=charged, state=state))
    first, after = date(2026, 11, 1), date(2026, 12, 1)
    assert await store.ledger.charged(-5, first, after) == {"MYR": {"EUR": 1160, "USD": 230}}
    assert await store.ledger.charged(-5, after, date.max) == {}
