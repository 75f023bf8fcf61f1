"""What is left of a ledger when notes or people are forgotten, notes grow old, or its group becomes a supergroup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from bot.job import Job, Photo, Request
from bot.receipts.ledger.balances import balances
from bot.receipts.ledger.expense import Claim, Expense, ExpenseState, Paid, ReadFrom, Settlement
from bot.receipts.ledger.ledger_sums import LedgerPerson
from bot.receipts.receipt import Item
from bot.store.database import Database
from bot.store.eraser import Eraser, Forgotten
from bot.store.expense_cards import StandingCard
from bot.store.journal import Journal
from bot.store.ledger import Ledger
from bot.store.ledger_tables import ExpenseRow
from bot.store.store import Store
from bot.store.tables import JobRow, utc_now
from tests.receipts.ledger.expenses import ANNA, BEN, CARL, DAY, GROUP, expense, receipt

SECRET = "Zanzibar Spice House"
SUPERGROUP = -1_000_000_000_500
APRIL, MAY = date(2018, 4, 1), date(2018, 5, 1)
EVERYBODY = (ANNA, BEN, CARL)


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return store.ledger


async def job(journal: Journal, number: int, user: int = ANNA, chat: int = GROUP) -> Job:
    added = await journal.add_job(Request(chat, None, number, user), Photo(number, f"file{number}"))
    assert added
    return added


def secret(job_id: int, person: int = ANNA) -> Expense:
    bought = receipt(items=(Item(SECRET, 900), Item("Tea", 300)), total=1300, merchant=SECRET, address=SECRET)
    return replace(expense(sharers=EVERYBODY), receipt=bought, asked_by=person, origin=ReadFrom(job_id, 1, 1, 0))


def is_kept(database: Database, content: str) -> bool:
    return any(content.encode() in path.read_bytes() for path in database.path.parent.iterdir())


async def test_a_forgotten_note_leaves_no_expense_and_comes_anew(
    ledger: Ledger, journal: Journal, eraser: Eraser, database: Database
) -> None:
    first = await job(journal, 1)
    kept = await ledger.add(secret(first.id), file="unique")
    await ledger.change(kept.id, BEN, lambda before: replace(before, payer=BEN))
    await eraser.forget_jobs([first.id])
    assert (await ledger.expense(kept.id), await ledger.expenses(GROUP)) == (None, [])
    assert (await ledger.sums(GROUP, APRIL, MAY)).balances == {}
    assert not is_kept(database, SECRET)
    again = await ledger.add(secret((await job(journal, 2)).id), file="unique")
    assert (again.state, again.duplicate_of) == (ExpenseState.COUNTED, None)
    assert again.id != kept.id  # an old button finds nothing


COUNTED, DUPLICATE, SAME, LEFT_OUT = ExpenseState


@pytest.mark.parametrize(
    ("first", "others", "left"),
    [
        (COUNTED, [DUPLICATE], [(COUNTED, None)]),
        (COUNTED, [SAME], [(COUNTED, None)]),
        (COUNTED, [DUPLICATE, SAME, SAME], [(DUPLICATE, 3), (COUNTED, None), (SAME, 3)]),
        (COUNTED, [DUPLICATE, DUPLICATE], [(COUNTED, None), (DUPLICATE, 2)]),
        (COUNTED, [COUNTED, SAME], [(COUNTED, None), (COUNTED, None)]),
        (LEFT_OUT, [SAME], [(LEFT_OUT, None)]),
        (LEFT_OUT, [DUPLICATE], [(COUNTED, None)]),
        (COUNTED, [LEFT_OUT], [(LEFT_OUT, None)]),
    ],
)
async def test_what_was_paid_is_counted_once_when_one_of_its_receipts_is_forgotten(
    ledger: Ledger,
    journal: Journal,
    eraser: Eraser,
    first: ExpenseState,
    others: list[ExpenseState],
    left: list[tuple[ExpenseState, int | None]],
) -> None:
    forgotten, *_ = jobs = [await job(journal, number) for number in range(1, len(others) + 2)]
    kept = [await ledger.add(secret(each.id)) for each in jobs]
    for each, state in zip(kept, [first, *others], strict=True):
        if state is not each.state:
            await ledger.change(each.id, BEN, lambda before, state=state: replace(before, state=state))  # type: ignore[misc]
    changed = await eraser.forget_jobs([forgotten.id])
    assert [(each.state, each.duplicate_of) for each in await ledger.expenses(GROUP)] == left
    assert changed == [each.id for each, state in zip(kept[1:], others, strict=True) if state in (DUPLICATE, SAME)]
    spent = sum(1300 for state, _ in left if state is COUNTED)
    assert (await ledger.sums(GROUP, APRIL, MAY)).spent == ({"EUR": spent} if spent else {})


@pytest.mark.parametrize("verdicts", [[COUNTED], [SAME], [LEFT_OUT, COUNTED], [SAME, COUNTED]])
async def test_an_undone_verdict_about_a_receipt_that_was_forgotten_lets_the_other_count(
    ledger: Ledger, journal: Journal, eraser: Eraser, verdicts: list[ExpenseState]
) -> None:
    forgotten, other = [await job(journal, number) for number in (1, 2)]
    await ledger.add(secret(forgotten.id))
    left = await ledger.add(secret(other.id))
    for verdict in verdicts:
        await ledger.change(left.id, BEN, lambda before, state=verdict: replace(before, state=state))  # type: ignore[misc]
    await eraser.forget_jobs([forgotten.id])
    while undone := await ledger.undo(left.id, BEN):
        left = undone
    assert (left.state, left.duplicate_of) == (COUNTED, None)
    assert (await ledger.sums(GROUP, APRIL, MAY)).spent == {"EUR": 1300}


async def test_what_was_the_same_as_a_forgotten_duplicate_is_that_of_the_first(
    ledger: Ledger, journal: Journal, eraser: Eraser
) -> None:
    jobs = [await job(journal, number) for number in (1, 2, 3)]
    _, second, third = [await ledger.add(secret(each.id), file="unique") for each in jobs]
    async with ledger._sessions.begin() as session:
        await session.execute(update(ExpenseRow).where(ExpenseRow.id == third.id).values(duplicate_of=second.number))
    await eraser.forget_jobs([jobs[1].id])
    left = await ledger.expense(third.id)
    assert left and (left.state, left.duplicate_of) == (DUPLICATE, 1)


async def test_a_note_that_was_kept_long_enough_leaves_its_expense(
    ledger: Ledger, journal: Journal, eraser: Eraser, database: Database
) -> None:
    old = await job(journal, 1)
    kept = await ledger.add(secret(old.id), file="unique")
    async with database.sessions.begin() as session:
        await session.execute(update(JobRow).values(created_at=utc_now() - timedelta(days=40)))
    assert await eraser.sweep(timedelta(days=30)) == 1
    assert await ledger.expense(kept.id) == kept
    undone = await ledger.change(kept.id, BEN, lambda before: replace(before, payer=BEN))
    assert undone and await ledger.undo(kept.id, BEN) == kept
    again = await ledger.add(secret((await job(journal, 2)).id), file="unique")
    assert again.duplicate_of == kept.number


async def test_who_is_forgotten_takes_the_private_ledger_along(
    ledger: Ledger, eraser: Eraser, database: Database
) -> None:
    await ledger.add(replace(secret(1), chat_id=ANNA))
    await ledger.settle(Settlement(ANNA, ANNA, BEN, "EUR", 5, DAY))
    others = await ledger.add(replace(secret(2, BEN), chat_id=BEN, sharers=()))
    assert await eraser.forget(ANNA, [], 99) == Forgotten(0, 0, settings=False, expenses=1)
    assert (await ledger.expenses(ANNA), await ledger.settlements(ANNA), await ledger.people(ANNA)) == ([], [], [])
    assert await ledger.expenses(BEN) == [others]
    await eraser.forget(BEN, [], 99)
    assert not is_kept(database, SECRET)


async def test_who_is_forgotten_is_nobody_among_the_others_whose_sums_stay(
    ledger: Ledger, eraser: Eraser, database: Database
) -> None:
    hers = await ledger.add(secret(1), file="unique")
    bens = await ledger.add(replace(secret(2, BEN), receipt=receipt(700, merchant="Aldi"), paid=(Paid(ANNA, 200),)))
    await ledger.change(bens.id, ANNA, lambda before: replace(before, claims=(Claim(0, ANNA), Claim(0, CARL))))
    carls = await ledger.add(replace(secret(3, CARL), receipt=receipt(100), sharers=(CARL,)))
    await ledger.change(carls.id, ANNA, lambda before: replace(before, payer=ANNA))
    await ledger.undo(carls.id, BEN)
    await ledger.settle(Settlement(GROUP, ANNA, BEN, "EUR", 50, DAY))
    before = await ledger.sums(GROUP, APRIL, MAY)
    await eraser.forget(ANNA, [], 99)

    def unnamed(people: dict[int, int]) -> dict[int, int]:
        return {-1 if person == ANNA else person: amount for person, amount in people.items()}

    after = await ledger.sums(GROUP, APRIL, MAY)
    assert after.balances == {"EUR": unnamed(before.balances["EUR"])}
    assert (after.paid, after.owed) == ({"EUR": unnamed(before.paid["EUR"])}, {"EUR": unnamed(before.owed["EUR"])})
    kept, settled = await ledger.expenses(GROUP), await ledger.settlements(GROUP)
    assert balances(kept, settled) == after.balances
    first, second, _ = kept
    assert (first.asked_by, first.receipt.merchant, first.receipt.address) == (-1, None, None)
    assert [item.name for item in first.receipt.items] == ["", ""]
    assert (second.receipt.merchant, second.claims) == ("Aldi", (Claim(0, -1), Claim(0, CARL)))
    assert not any(str(each).count(f"person={ANNA}") for each in (kept, settled))
    assert await ledger.people(GROUP) == [LedgerPerson(-1, left=True), LedgerPerson(BEN), LedgerPerson(CARL)]
    assert [await ledger.last_change(each.id) for each in (hers, bens, carls)] == [None] * 3
    assert not is_kept(database, SECRET)
    await ledger.join(GROUP, ANNA)
    await eraser.forget(ANNA, [], 99)
    assert [person.id for person in await ledger.people(GROUP)] == [-2, -1, BEN, CARL]


async def test_who_is_forgotten_and_only_corrected_the_others_receipts_leaves_no_trace(
    ledger: Ledger, eraser: Eraser
) -> None:
    kept = await ledger.add(secret(1))
    changed, undone = 777_000_111, 777_000_222  # admins, who are not in the ledger
    await ledger.change(kept.id, changed, lambda before: replace(before, payer=BEN))
    await eraser.forget(changed, [], 99)
    assert await ledger.last_change(kept.id) is None
    await ledger.change(kept.id, CARL, lambda before: replace(before, payer=CARL))
    await ledger.undo(kept.id, undone)
    await eraser.forget(undone, [], 99)
    assert (await ledger.undo(kept.id, BEN), await ledger.expense(kept.id)) == (None, replace(kept, payer=BEN))


async def test_in_a_supergroup_other_messages_have_the_numbers_of_those_that_told_of_settlements(store: Store) -> None:
    settled = await store.ledger.settle(Settlement(GROUP, BEN, ANNA, "EUR", 50, DAY))
    await store.settlements.told(settled.id, GROUP, 70)
    await store.journal.move_chat(GROUP, SUPERGROUP)
    assert await store.settlements.told_by(SUPERGROUP, 70) is await store.settlements.told_by(GROUP, 70) is None
    assert await store.settlements.told_in(settled.id) is None


async def test_what_is_numbered_anew_in_a_supergroup_is_found_by_its_new_number(
    ledger: Ledger, journal: Journal
) -> None:
    await ledger.add(secret(1))
    early = await ledger.add(replace(secret(2), chat_id=SUPERGROUP, receipt=receipt(700, merchant="Aldi")))
    await journal.move_chat(GROUP, SUPERGROUP)
    assert [found.id for found in await ledger.find(SUPERGROUP, "#2", 5)] == [early.id]


async def test_a_group_that_becomes_a_supergroup_takes_its_ledger_along(ledger: Ledger, journal: Journal) -> None:
    first = await ledger.add(secret(1))
    waiting = await ledger.add(secret(2))
    await ledger.leave(GROUP, CARL)
    settled = await ledger.settle(Settlement(GROUP, BEN, ANNA, "EUR", 50, DAY))
    early = await ledger.add(replace(secret(3), chat_id=SUPERGROUP))
    later = await ledger.add(replace(secret(4), chat_id=SUPERGROUP))
    await journal.move_chat(GROUP, SUPERGROUP)
    assert (await ledger.expenses(GROUP), await ledger.settlements(GROUP), await ledger.people(GROUP)) == ([], [], [])
    assert await ledger.expenses(SUPERGROUP) == [
        replace(first, chat_id=SUPERGROUP),
        replace(waiting, chat_id=SUPERGROUP),
        replace(early, number=3),
        replace(later, number=4, duplicate_of=3),
    ]
    assert await ledger.settlements(SUPERGROUP) == [replace(settled, chat_id=SUPERGROUP)]
    assert [person.id for person in await ledger.people(SUPERGROUP)] == [ANNA, BEN, CARL]
    changed = await ledger.change(first.id, BEN, lambda before: replace(before, payer=BEN))
    assert changed and changed.chat_id == SUPERGROUP


async def test_a_card_outlives_its_note_and_goes_with_its_expense(
    store: Store, eraser: Eraser, database: Database
) -> None:
    first = await job(store.journal, 1)
    kept = await store.ledger.add(secret(first.id))
    await store.cards.stand(GROUP, StandingCard(kept.id, 70, "de", "items:1"))
    async with database.sessions.begin() as session:
        await session.execute(update(JobRow).values(created_at=utc_now() - timedelta(days=40)))
    assert await eraser.sweep(timedelta(days=30)) == 1
    assert await store.cards.of(kept.id) == StandingCard(kept.id, 70, "de", "items:1")
    assert await store.cards.in_message(GROUP, 70) == kept
    assert await store.cards.in_message(SUPERGROUP, 70) is await store.cards.in_message(GROUP, 71) is None
    await eraser.forget_jobs([first.id])
    assert await store.cards.of(kept.id) is None
    await store.cards.stand(GROUP, StandingCard(kept.id, 70, "de"))  # it was forgotten meanwhile
    assert await store.cards.of(kept.id) is None


async def test_a_message_is_the_card_of_one_expense(store: Store) -> None:
    one, other, elsewhere = [
        await store.ledger.add(replace(secret(number), chat_id=chat)) for number, chat in enumerate([GROUP, GROUP, BEN])
    ]
    for each in (one, elsewhere, other):
        await store.cards.stand(each.chat_id, StandingCard(each.id, 70, "en"))
    assert await store.cards.in_message(GROUP, 70) == other
    assert await store.cards.of(one.id) == StandingCard(one.id, None, "en")
    assert await store.cards.in_message(BEN, 70) == elsewhere
    await store.cards.lose(GROUP, 70)
    assert await store.cards.in_message(GROUP, 70) is None
    assert await store.cards.in_message(BEN, 70) == elsewhere


async def test_in_a_supergroup_a_card_is_lost_and_its_language_is_kept(store: Store) -> None:
    kept = await store.ledger.add(secret(1))
    early = await store.ledger.add(replace(secret(2), chat_id=SUPERGROUP))
    await store.cards.stand(GROUP, StandingCard(kept.id, 70, "de", "line"))
    await store.cards.stand(SUPERGROUP, StandingCard(early.id, 70, "en"))
    await store.journal.move_chat(GROUP, SUPERGROUP)
    assert await store.cards.of(kept.id) == StandingCard(kept.id, None, "de", "line")
    found = await store.cards.in_message(SUPERGROUP, 70)
    assert found and found.id == early.id
