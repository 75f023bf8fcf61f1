"""Any sequence of receipts, claims, corrections, payers, settlements, leavings and undoings, through the real store."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.receipts.ledger.balances import balances
from bot.receipts.ledger.expense import Claim, Expense, ExpenseState, ReadFrom, Settlement
from bot.receipts.ledger.fix_errors import FixError
from bot.receipts.ledger.fixes import parse_fixes
from bot.receipts.ledger.shares import counts, payments, shares
from bot.store.database import Database
from bot.store.store import Store
from tests.receipts.ledger.expenses import DAY, EXPENSES, GROUP, PEOPLE, SHARERS, SOMEBODY

T = TypeVar("T")
NAMES = {"Anna": 1, "Ben": 2, "Carl": 3, "Dora": 4}
SAID = st.sampled_from(
    (
        *(
            "total 44.90",
            "total -5",
            "total 0",
            "1 1.20",
            "2 Tofu",
            "-1",
            "-2",
            "+ Tip 5",
            "+ Bread 2,50",
            "discount 1",
        ),
        *("tax 1.20", "EUR", "MYR", "JPY", "Ben 3, Anna rest", "Carl", "Dora 1.11, Ben 2", "date 3.4."),
    )
)
APRIL, MAY = date(2018, 4, 1), date(2018, 5, 1)


def other(before: Expense) -> Expense:
    """What no rule here makes of an expense."""
    return replace(before, sharers=(99,))


class AnyLedger(RuleBasedStateMachine):
    """A ledger in a database, and beside it what is expected of it, kept in memory."""

    migrated: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="ledger-"))
        shutil.copy(self.migrated, self.folder / "legible.sqlite")
        self.loop = asyncio.new_event_loop()
        self.database = Database(f"sqlite+aiosqlite:///{self.folder / 'legible.sqlite'}")
        self.store = Store.of(self.database)
        self.ledger = self.store.ledger
        self.expenses: dict[int, list[Expense]] = {}  # each as it stands, behind what it was before
        self.settlements: dict[int, Settlement] = {}
        self.jobs = self.updates = 0

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    def teardown(self) -> None:
        self.run(self.database.close())
        self.loop.close()
        shutil.rmtree(self.folder)

    def now(self) -> list[Expense]:
        return [versions[-1] for versions in self.expenses.values()]

    def some(self, data: st.DataObject) -> Expense:
        return data.draw(st.sampled_from(self.now()))

    def changed(self, expense: Expense, person: int, change: Callable[[Expense], Expense]) -> None:
        """Make a change, and as an update that came again make it once more: it counts once."""
        self.updates += 1
        after = self.run(self.ledger.change(expense.id, person, change, asked_in=self.updates))
        assert after == change(expense)
        if after != expense:
            assert after == self.run(self.ledger.change(expense.id, person, other, asked_in=self.updates))
            self.expenses[expense.id].append(after)

    @rule(made=EXPENSES, read=st.booleans())
    def add(self, made: Expense, read: bool) -> None:
        self.jobs += 1
        made = replace(made, origin=ReadFrom(self.jobs, 1, 1, 0) if read else None)
        kept = self.run(self.ledger.add(made, asked_in=10**6 + self.jobs))
        assert kept == self.run(self.ledger.add(made, asked_in=10**6 + self.jobs))
        expected = replace(made, id=kept.id, number=kept.number, state=kept.state, duplicate_of=kept.duplicate_of)
        assert kept == expected
        assert (kept.state is ExpenseState.DUPLICATE) == (kept.duplicate_of is not None)
        self.expenses[kept.id] = [kept]

    @precondition(lambda self: self.expenses)
    @rule(data=st.data(), item=st.integers(0, 5), person=SOMEBODY)
    def claim_or_release(self, data: st.DataObject, item: int, person: int) -> None:
        expense, claim = self.some(data), Claim(item, person)
        kept = tuple(each for each in expense.claims if each != claim)
        claims = kept if claim in expense.claims else (*expense.claims, claim)
        self.changed(expense, person, lambda before: replace(before, claims=claims))

    @precondition(lambda self: self.expenses)
    @rule(data=st.data(), sharers=SHARERS, payer=st.none() | SOMEBODY)
    def split(self, data: st.DataObject, sharers: tuple[int, ...], payer: int | None) -> None:
        self.changed(self.some(data), 1, lambda before: replace(before, sharers=sharers, payer=payer))

    @precondition(lambda self: self.expenses)
    @rule(data=st.data(), state=st.sampled_from(ExpenseState))
    def judge(self, data: st.DataObject, state: ExpenseState) -> None:
        self.changed(self.some(data), 1, lambda before: replace(before, state=state))

    @precondition(lambda self: self.expenses)
    @rule(data=st.data(), said=SAID, person=SOMEBODY)
    def correct(self, data: st.DataObject, said: str, person: int) -> None:
        expense = self.some(data)

        def fixed(before: Expense) -> Expense:
            for fix in parse_fixes(said, expense, NAMES):
                before = fix.apply(before)
            return before

        try:
            fixed(expense)
        except FixError as error:
            with pytest.raises(type(error)):
                self.run(self.ledger.change(expense.id, person, fixed))
        else:
            self.changed(expense, person, fixed)

    @precondition(lambda self: self.expenses)
    @rule(data=st.data(), person=SOMEBODY)
    def undo(self, data: st.DataObject, person: int) -> None:
        versions = self.expenses[self.some(data).id]
        self.updates += 1
        undone = self.run(self.ledger.undo(versions[-1].id, person, asked_in=self.updates))
        if len(versions) == 1:
            assert undone is None
            return
        versions.pop()
        assert undone == versions[-1] == self.run(self.ledger.undo(versions[-1].id, person, asked_in=self.updates))

    @rule(pair=st.permutations(PEOPLE), amount=st.integers(1, 5000), currency=st.sampled_from(("EUR", "MYR")))
    def settle(self, pair: list[int], amount: int, currency: str) -> None:
        self.updates += 1
        asked = Settlement(GROUP, pair[0], pair[1], currency, amount, DAY)
        kept = self.run(self.ledger.settle(asked, asked_in=self.updates))
        assert kept == self.run(self.ledger.settle(asked, asked_in=self.updates))
        self.settlements[kept.id] = kept

    @precondition(lambda self: self.settlements)
    @rule(data=st.data())
    def undo_settlement(self, data: st.DataObject) -> None:
        settlement_id = data.draw(st.sampled_from(sorted(self.settlements)))
        self.settlements[settlement_id] = replace(self.settlements[settlement_id], undone=True)
        assert self.run(self.ledger.undo_settlement(settlement_id)) == self.settlements[settlement_id]

    @rule(person=SOMEBODY, leaves=st.booleans())
    def leave_or_join(self, person: int, leaves: bool) -> None:
        self.run((self.ledger.leave if leaves else self.ledger.join)(GROUP, person))

    @invariant()
    def shares_make_the_total(self) -> None:
        for expense in self.now():
            total = expense.receipt.total or 0
            assert sum(shares(expense).values()) == sum(payments(expense).values()) == total

    @invariant()
    def the_store_says_what_is_expected(self) -> None:
        kept = self.run(self.ledger.expenses(GROUP))
        assert sorted(kept, key=lambda each: each.id) == sorted(self.now(), key=lambda each: each.id)
        assert [each.number for each in sorted(kept, key=lambda each: each.id)] == [*range(1, len(kept) + 1)]
        sums = self.run(self.ledger.sums(GROUP, APRIL, MAY))
        assert sums.balances == balances(kept, self.settlements.values())
        assert all(sum(each.values()) == 0 for each in sums.balances.values())
        of_april = [each for each in kept if counts(each) and APRIL <= each.day < MAY]
        assert sums.count == len(of_april)
        for currency, spent in sums.spent.items():
            assert spent == sum(each.receipt.total or 0 for each in of_april if each.receipt.currency == currency)
            assert spent == sum(shop.amount for shop in sums.shops[currency])
            for of_person in (sums.paid, sums.owed):
                assert sum(of_person.get(currency, {}).values()) == spent


@pytest.mark.slow
def test_any_ledger_is_even_and_can_be_undone(migrated: Path) -> None:
    AnyLedger.migrated = migrated
    run_state_machine_as_test(AnyLedger, settings=settings(max_examples=12, stateful_step_count=15, deadline=None))
