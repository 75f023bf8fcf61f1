"""A group's ledger under its new id, once the group became a supergroup."""

from __future__ import annotations

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.expense_rows import expense_values, loaded
from bot.store.ledger_tables import (
    ExpenseCardRow,
    ExpenseRow,
    ExpenseShareRow,
    LedgerPersonRow,
    SettlementMessageRow,
    SettlementRow,
)


async def move_ledger(session: AsyncSession, old: int, new: int) -> None:
    """Let a chat's ledger be another's; what came there already is numbered behind it.

    The messages that told of its settlements stay behind, and those of its cards: their numbers may be given again in
    the new chat. A card is brought there anew when somebody looks for it.
    """
    of_old_chat = ExpenseCardRow.expense_id.in_(select(ExpenseRow.id).where(ExpenseRow.chat_id == old))
    await session.execute(update(ExpenseCardRow).where(of_old_chat).values(message_id=None))
    last = await session.scalar(select(func.max(ExpenseRow.number)).where(ExpenseRow.chat_id == old)) or 0
    there = update(ExpenseRow).where(ExpenseRow.chat_id == new)
    behind = {"number": -(ExpenseRow.number + last), "duplicate_of": ExpenseRow.duplicate_of + last}
    await session.execute(there.values(behind))  # negative at first, so that none meets another on its way
    await session.execute(there.values(number=-ExpenseRow.number))
    for row in await session.scalars(select(ExpenseRow).where(ExpenseRow.chat_id == new)):
        row.words = str(expense_values(loaded(row))["words"])  # its number is one of them
    await session.flush()
    for table in (ExpenseRow, ExpenseShareRow, SettlementRow):
        await session.execute(update(table).where(table.chat_id == old).values(chat_id=new))
    await session.execute(delete(SettlementMessageRow).where(SettlementMessageRow.chat_id == old))
    of_old = LedgerPersonRow.chat_id == old
    kept = update(LedgerPersonRow).prefix_with("OR IGNORE").where(of_old)
    await session.execute(kept.values(chat_id=new))
    await session.execute(delete(LedgerPersonRow).where(of_old))
