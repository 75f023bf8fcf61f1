"""What is forgotten of a ledger: the expenses of notes that go, and who a person was among the others of a group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.receipts.ledger.expense import Expense, ExpenseState
from bot.receipts.receipt import Receipt
from bot.store.expense_rows import expense_values, loaded, save, with_identity
from bot.store.ledger_tables import ExpenseChangeRow, ExpenseRow, ExpenseShareRow, LedgerPersonRow, SettlementRow

ALIKE = (ExpenseState.SAME, ExpenseState.DUPLICATE)
CHANNELS = -1_000_000_000  # the ids of groups and channels are below, those of the forgotten above


async def forget_expenses(session: AsyncSession, job_ids: Sequence[int]) -> list[int]:
    """Delete what was read from these jobs' photos; answers the ids of those that were like one of these.

    What was paid stays in the ledger as long as one of its receipts is there: the first of those that were said to be
    the same as one that goes, or else of those that waited as its duplicates, stands in its place, and the others are
    like that one from then on.
    """
    gone = delete(ExpenseRow).where(ExpenseRow.job_id.in_(job_ids))
    found = await session.execute(
        gone.returning(ExpenseRow.chat_id, ExpenseRow.number, ExpenseRow.state, ExpenseRow.duplicate_of)
    )
    changed: list[int] = []
    for chat_id, number, state, like in sorted(found, key=lambda each: each[1]):
        query = select(ExpenseRow).where(ExpenseRow.chat_id == chat_id, ExpenseRow.duplicate_of == number)
        rows = [*await session.scalars(query.order_by(ExpenseRow.number))]
        heir = next((row for kind in ALIKE for row in rows if row.state == kind), None)
        for row in rows:
            is_alike = row.state in ALIKE
            row.duplicate_of = heir.number if heir and row is not heir and is_alike else None
            changed += [row.id] if is_alike else []
        if heir:
            await _inherit(session, heir, ExpenseState(state), like)
        await _let_count(session, [row.id for row in rows if row.duplicate_of is None])
    return changed


async def _let_count(session: AsyncSession, expense_ids: Sequence[int]) -> None:
    """Let undone verdicts bring back none about a receipt that is gone: what is like no other one counts."""
    before, state = ExpenseChangeRow.before, func.json_extract(ExpenseChangeRow.before, "$.state")
    verdicts = update(ExpenseChangeRow).where(ExpenseChangeRow.expense_id.in_(expense_ids), state.in_(ALIKE))
    await session.execute(verdicts.values(before=func.json_set(before, "$.state", ExpenseState.COUNTED)))


async def _inherit(session: AsyncSession, heir: ExpenseRow, state: ExpenseState, like: int | None) -> None:
    """Let an expense stand in the place of one that is gone, whose state was that, and which was like another one."""
    others = select(ExpenseRow.id).where(ExpenseRow.chat_id == heir.chat_id, ExpenseRow.number == like)
    if state in ALIKE and await session.scalar(others) is not None:
        heir.duplicate_of = like
        state = ExpenseState(heir.state) if state is ExpenseState.SAME else ExpenseState.DUPLICATE
    elif state is not ExpenseState.LEFT_OUT or heir.state == ExpenseState.DUPLICATE:
        state = ExpenseState.COUNTED
    await save(session, heir, with_identity(heir, replace(loaded(heir), state=state)))


async def forget_own_ledger(session: AsyncSession, user_id: int) -> int:
    """Delete the ledger of a person's private chat, and answer how many expenses were in it."""
    gone = await session.scalars(delete(ExpenseRow).where(ExpenseRow.chat_id == user_id).returning(ExpenseRow.id))
    count = len(gone.all())
    for table in (SettlementRow, LedgerPersonRow):
        await session.execute(delete(table).where(table.chat_id == user_id))
    return count


async def forget_member(session: AsyncSession, user_id: int) -> None:
    """Let a person be nobody in the ledgers of groups, whose sums stay; what they sent loses its words."""
    await _forget_changes(session, user_id)
    chats = select(LedgerPersonRow.chat_id).where(LedgerPersonRow.person == user_id)
    for chat_id in (await session.scalars(chats)).all():
        await _forget_before(session, chat_id, user_id)
        await _forget_in(session, chat_id, user_id)


async def _forget_in(session: AsyncSession, chat_id: int, user_id: int) -> None:
    nobody = await _new_nobody(session, chat_id)
    person = update(LedgerPersonRow).where(LedgerPersonRow.chat_id == chat_id, LedgerPersonRow.person == user_id)
    await session.execute(person.values(person=nobody, left=True))
    for column in (SettlementRow.payer, SettlementRow.receiver):
        settled = update(SettlementRow).where(SettlementRow.chat_id == chat_id, column == user_id)
        await session.execute(settled.values({column: nobody}))
    named = ExpenseRow.content.contains(str(user_id))  # and some more, in which the same digits stand
    for row in (await session.scalars(select(ExpenseRow).where(ExpenseRow.chat_id == chat_id, named))).all():
        before = loaded(row)
        after = _without(before, user_id, nobody)
        if before.asked_by == user_id:
            row.file = None
        for column_name, value in expense_values(after).items():
            setattr(row, column_name, value)
    shares = update(ExpenseShareRow).where(ExpenseShareRow.chat_id == chat_id, ExpenseShareRow.person == user_id)
    await session.execute(shares.values(person=nobody))


async def _new_nobody(session: AsyncSession, chat_id: int) -> int:
    """The next of the ids that nobody has, from -1 downwards."""
    known = select(func.min(LedgerPersonRow.person)).where(LedgerPersonRow.chat_id == chat_id)
    least = await session.scalar(known.where(LedgerPersonRow.person.between(CHANNELS, -1)))
    return (least or 0) - 1


async def _forget_changes(session: AsyncSession, user_id: int) -> None:
    """What a person changed is deleted in all chats, and can't be undone: an admin need not be in the ledger for it."""
    theirs = or_(ExpenseChangeRow.person == user_id, ExpenseChangeRow.undone_by == user_id)
    await session.execute(delete(ExpenseChangeRow).where(theirs))


async def _forget_before(session: AsyncSession, chat_id: int, user_id: int) -> None:
    """What was before is deleted where the person stands in it: it cannot be undone any more."""
    of_chat = ExpenseChangeRow.expense_id.in_(select(ExpenseRow.id).where(ExpenseRow.chat_id == chat_id))
    named = ExpenseChangeRow.before.contains(str(user_id))
    await session.execute(delete(ExpenseChangeRow).where(of_chat, named))


def _without(expense: Expense, user_id: int, nobody: int) -> Expense:
    """An expense with nobody in the place of a person; without its words where they asked for it."""

    def other(person: int) -> int:
        return nobody if person == user_id else person

    return replace(
        expense,
        receipt=_wordless(expense.receipt) if expense.asked_by == user_id else expense.receipt,
        asked_by=other(expense.asked_by),
        payer=None if expense.payer is None else other(expense.payer),
        paid=tuple(replace(paid, person=other(paid.person)) for paid in expense.paid),
        sharers=tuple(map(other, expense.sharers)),
        claims=tuple(replace(claim, person=other(claim.person)) for claim in expense.claims),
    )


def _wordless(receipt: Receipt) -> Receipt:
    items = tuple(replace(item, name="", quantity=None, unit_price=None) for item in receipt.items)
    return replace(receipt, merchant=None, address=None, time=None, items=items, repairs=())
