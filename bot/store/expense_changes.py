"""What expenses were before they were changed: the last ones are kept, to be undone one after the other."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.ledger_tables import ExpenseChangeRow

CHANGES_KEPT = 20  # of an expense


async def has_change(session: AsyncSession, expense_id: int, which: ColumnElement[bool]) -> bool:
    """Whether an expense has such a change."""
    query = select(ExpenseChangeRow.id).where(ExpenseChangeRow.expense_id == expense_id, which).limit(1)
    return await session.scalar(query) is not None


async def newest_change(session: AsyncSession, expense_id: int) -> ExpenseChangeRow | None:
    """The last change of an expense that was not undone."""
    of_expense = ExpenseChangeRow.expense_id == expense_id, ExpenseChangeRow.undone_by.is_(None)
    return await session.scalar(
        select(ExpenseChangeRow).where(*of_expense).order_by(ExpenseChangeRow.id.desc()).limit(1)
    )


async def forget_oldest_changes(session: AsyncSession, expense_id: int) -> None:
    """Keep only the newest changes of an expense."""
    of_expense = ExpenseChangeRow.expense_id == expense_id
    newest = select(ExpenseChangeRow.id).where(of_expense).order_by(ExpenseChangeRow.id.desc()).limit(CHANGES_KEPT)
    await session.execute(delete(ExpenseChangeRow).where(of_expense, ExpenseChangeRow.id.not_in(newest)))
