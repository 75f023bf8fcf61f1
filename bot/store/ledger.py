"""The ledgers of the chats: each change of an expense is one transaction, with its shares, and can be undone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy import Select, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.concurrency import uninterrupted
from bot.letters import search_key
from bot.receipts.ledger.expense import Expense, ExpenseState, Settlement
from bot.receipts.ledger.ledger_sums import LedgerChange, LedgerPerson, LedgerSums
from bot.receipts.receipt import Receipt
from bot.store.database import Sessions
from bot.store.expense_changes import forget_oldest_changes, has_change, newest_change
from bot.store.expense_rows import EXPENSE, begin, duplicate, enter, known, loaded, pack, save, with_identity
from bot.store.ledger_queries import ledger_sums
from bot.store.ledger_tables import ExpenseChangeRow, ExpenseRow, LedgerPersonRow, SettlementRow

SETTLED = ("chat_id", "payer", "receiver", "currency", "amount", "day")  # what a settlement and its row both have


class Ledger:
    """What was paid in each chat. `asked_in` is the update that asks for something; done once, it is not done again."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @uninterrupted
    async def add(self, expense: Expense, *, file: str | None = None, asked_in: int | None = None) -> Expense:
        """Number an expense and keep it; the one there is where its origin or the update brought one before.

        It waits as a duplicate where it looks like another one, or where the same receipt was read from the same file,
        by Telegram's unique id of it.
        """
        async with self._sessions.begin() as session:
            if (there := await known(session, expense, asked_in)) is not None:
                return loaded(there)
            row = await begin(session, expense, file, asked_in)
            if (same := await duplicate(session, row, expense)) is not None:
                row.duplicate_of = same
                expense = replace(expense, state=ExpenseState.DUPLICATE)
            return await save(session, row, with_identity(row, expense))

    @uninterrupted
    async def expense(self, expense_id: int) -> Expense | None:
        """The expense of that id, None where it was forgotten."""
        async with self._sessions() as session:
            row = await session.get(ExpenseRow, expense_id)
            return loaded(row) if row else None

    @uninterrupted
    async def numbered(self, chat_id: int, number: int) -> Expense | None:
        """The expense of that number in a chat, None where there is none."""
        query = select(ExpenseRow).where(ExpenseRow.chat_id == chat_id, ExpenseRow.number == number)
        async with self._sessions() as session:
            row = await session.scalar(query)
            return loaded(row) if row else None

    async def of_job(self, job_id: int) -> list[Expense]:
        """The expenses that were read from a job's photos, in the order of their numbers."""
        return await self._all(select(ExpenseRow).where(ExpenseRow.job_id == job_id).order_by(ExpenseRow.number))

    async def expenses(self, chat_id: int, first: date = date.min, after: date = date.max) -> list[Expense]:
        """The expenses of a chat from a day on until before another, whether they count or not, by day."""
        query = select(ExpenseRow).where(ExpenseRow.chat_id == chat_id, ExpenseRow.day >= first, ExpenseRow.day < after)
        return await self._all(query.order_by(ExpenseRow.day, ExpenseRow.number))

    async def find(self, chat_id: int, text: str, limit: int) -> list[Expense]:
        """The newest expenses of a chat that have all words of a text in shop, items, total, day or number (#12)."""
        words = [ExpenseRow.words.contains(word, autoescape=True) for word in search_key(text).split()]
        query = select(ExpenseRow).where(ExpenseRow.chat_id == chat_id, *words)
        return await self._all(query.order_by(ExpenseRow.number.desc()).limit(limit))

    @uninterrupted
    async def change(
        self, expense_id: int, person: int, change: Callable[[Expense], Expense], *, asked_in: int | None = None
    ) -> Expense | None:
        """Let a person change an expense as it stands then, and keep what it was; None where it was forgotten.

        What `change` raises leaves the expense as it is.
        """
        async with self._sessions.begin() as session:
            row = await session.get(ExpenseRow, expense_id)
            if row is None:
                return None
            before = loaded(row)
            if asked_in is not None and await has_change(session, expense_id, ExpenseChangeRow.asked_in == asked_in):
                return before
            after = replace(change(before), asked_by=before.asked_by, origin=before.origin)
            if (after := with_identity(row, after)) == before:
                return before
            session.add(ExpenseChangeRow(expense_id=row.id, person=person, before=pack(before), asked_in=asked_in))
            after = await save(session, row, after)
            await forget_oldest_changes(session, expense_id)
            return after

    @uninterrupted
    async def read_anew(self, expense_id: int, receipt: Receipt, *, file: str | None = None) -> Expense | None:
        """Let an expense have its receipt as it was read anew, unless somebody changed it; None: it was forgotten.

        `file` is that of the photo that it was read from now; what it looks like is asked again.
        """
        async with self._sessions.begin() as session:
            row = await session.get(ExpenseRow, expense_id)
            if row is None:
                return None
            expense, is_new = loaded(row), file not in (None, row.file)
            row.file = file or row.file
            if (receipt == expense.receipt and not is_new) or await newest_change(session, expense_id):
                return expense
            now = replace(expense, receipt=receipt, day=receipt.day or expense.day)
            row.duplicate_of = await duplicate(session, row, now)
            state = ExpenseState.COUNTED if row.duplicate_of is None else ExpenseState.DUPLICATE
            return await save(session, row, with_identity(row, replace(now, state=state)))

    @uninterrupted
    async def undo(
        self, expense_id: int, person: int, *, change_id: int | None = None, asked_in: int | None = None
    ) -> Expense | None:
        """Bring back what an expense was before its last change; None where there is nothing to undo.

        With a `change_id` only where that is the last change still.
        """
        async with self._sessions.begin() as session:
            row = await session.get(ExpenseRow, expense_id)
            if row is None:
                return None
            if asked_in is not None and await has_change(session, expense_id, ExpenseChangeRow.undone_in == asked_in):
                return loaded(row)
            last = await newest_change(session, expense_id)
            if last is None or change_id not in (None, last.id):
                return None
            last.undone_by, last.undone_in = person, asked_in
            return await save(session, row, with_identity(row, EXPENSE.validate_json(last.before)))

    @uninterrupted
    async def last_change(self, expense_id: int) -> LedgerChange | None:
        """The last change of an expense that was not undone, None where there is none."""
        async with self._sessions() as session:
            row, change = await session.get(ExpenseRow, expense_id), await newest_change(session, expense_id)
            if row is None or change is None:
                return None
            before = with_identity(row, EXPENSE.validate_json(change.before))
            return LedgerChange(change.id, change.person, change.changed_at, before)

    @uninterrupted
    async def sums(self, chat_id: int, first: date, after: date) -> LedgerSums:
        """The sums of a chat from a day on until before another, and what is owed in it altogether."""
        async with self._sessions() as session:
            return await ledger_sums(session, chat_id, first, after)

    @uninterrupted
    async def charged(self, chat_id: int, first: date, after: date) -> dict[str, dict[str, int]]:
        """What people typed that was charged for the expenses of a time: their currency → that charged → amount."""
        currency, amount = (
            func.json_extract(ExpenseRow.content, f"$.charged.{part}") for part in ("currency", "amount")
        )
        query = select(ExpenseRow.currency, currency, func.sum(amount)).where(ExpenseRow.chat_id == chat_id)
        query = query.where(ExpenseRow.day >= first, ExpenseRow.day < after, ExpenseRow.counted)
        query = query.where(func.instr(ExpenseRow.content, '"charged":{'), currency.is_not(None))  # the first is cheap
        found: dict[str, dict[str, int]] = {}
        async with self._sessions() as session:
            for paid_in, charged_in, total in await session.execute(query.group_by(ExpenseRow.currency, currency)):
                found.setdefault(paid_in or "", {})[charged_in] = total
        return found

    @uninterrupted
    async def days_beside(self, chat_id: int, first: date, after: date) -> tuple[date | None, date | None]:
        """The last day before `first` and the first one from `after` on that have expenses."""
        earlier, later = ExpenseRow.day < first, ExpenseRow.day >= after
        in_chat = ExpenseRow.chat_id == chat_id
        async with self._sessions() as session:
            last = await session.scalar(select(func.max(ExpenseRow.day)).where(in_chat, earlier))
            return last, await session.scalar(select(func.min(ExpenseRow.day)).where(in_chat, later))

    @uninterrupted
    async def last_currency(self, chat_id: int) -> str | None:
        """The currency of a chat's newest expense that has one."""
        query = select(ExpenseRow.currency).where(ExpenseRow.chat_id == chat_id, ExpenseRow.currency.is_not(None))
        async with self._sessions() as session:
            return await session.scalar(query.order_by(ExpenseRow.number.desc()).limit(1))

    @uninterrupted
    async def settle(self, settlement: Settlement, *, asked_in: int | None = None) -> Settlement:
        """Keep a settlement; the one there is where the update brought it before."""
        async with self._sessions.begin() as session:
            row = await _settled(session, settlement.chat_id, asked_in)
            if row is None:
                values = {name: getattr(settlement, name) for name in SETTLED}
                row = SettlementRow(**values, undone=False, asked_in=asked_in)
                session.add(row)
                await session.flush()
                await enter(session, settlement.chat_id, settlement.payer, settlement.receiver)
            return settlement_of(row)

    @uninterrupted
    async def undo_settlement(self, settlement_id: int) -> Settlement | None:
        """Let a settlement count no more, and answer it; None where there is none."""
        undone = update(SettlementRow).where(SettlementRow.id == settlement_id).values(undone=True)
        async with self._sessions.begin() as session:
            row = await session.scalar(undone.returning(SettlementRow))
            return settlement_of(row) if row else None

    @uninterrupted
    async def settlements(self, chat_id: int, first: date = date.min, after: date = date.max) -> list[Settlement]:
        """The settlements of a chat from a day on until before another, undone ones too, by day."""
        query = select(SettlementRow).where(
            SettlementRow.chat_id == chat_id, SettlementRow.day >= first, SettlementRow.day < after
        )
        async with self._sessions() as session:
            rows = await session.scalars(query.order_by(SettlementRow.day, SettlementRow.id))
            return [settlement_of(row) for row in rows]

    @uninterrupted
    async def people(self, chat_id: int) -> list[LedgerPerson]:
        """Who is in a chat's ledger, also who left."""
        query = select(LedgerPersonRow).where(LedgerPersonRow.chat_id == chat_id).order_by(LedgerPersonRow.person)
        async with self._sessions() as session:
            return [LedgerPerson(row.person, row.left) for row in await session.scalars(query)]

    @uninterrupted
    async def join(self, chat_id: int, person: int) -> None:
        """Let a person be in a chat's ledger, also one who had left."""
        row = insert(LedgerPersonRow).values(chat_id=chat_id, person=person, left=False)
        back = row.on_conflict_do_update(index_elements=["chat_id", "person"], set_={"left": False})
        async with self._sessions.begin() as session:
            await session.execute(back)

    @uninterrupted
    async def leave(self, chat_id: int, person: int) -> None:
        """Note that somebody left a chat; what they paid and owe stays."""
        left = update(LedgerPersonRow).where(LedgerPersonRow.chat_id == chat_id, LedgerPersonRow.person == person)
        async with self._sessions.begin() as session:
            await session.execute(left.values(left=True))

    @uninterrupted
    async def _all(self, query: Select[ExpenseRow]) -> list[Expense]:
        """Unpacked beside the loop, which thousands would hold up."""
        async with self._sessions() as session:
            rows = [*await session.scalars(query)]
        return await asyncio.to_thread(lambda: [loaded(row) for row in rows])


async def _settled(session: AsyncSession, chat_id: int, asked_in: int | None) -> SettlementRow | None:
    """The settlement that an update brought before."""
    query = select(SettlementRow).where(SettlementRow.chat_id == chat_id, SettlementRow.asked_in == asked_in)
    return None if asked_in is None else await session.scalar(query)


def settlement_of(row: SettlementRow) -> Settlement:
    """The settlement of a row."""
    return Settlement(**{name: getattr(row, name) for name in SETTLED}, id=row.id, undone=row.undone)
