"""Expenses as rows: what is kept as JSON, what is looked for, and the shares beside them."""

from __future__ import annotations

from dataclasses import replace

from pydantic import TypeAdapter
from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.letters import search_key
from bot.receipts.ledger.expense import Expense, ExpenseState, ReadFrom
from bot.receipts.ledger.likeness import is_like, shop_key
from bot.receipts.ledger.shares import counts, payments, shares
from bot.receipts.money import decimal_text
from bot.store.ledger_tables import ExpenseRow, ExpenseShareRow, LedgerPersonRow

EXPENSE = TypeAdapter(Expense)


def pack(expense: Expense) -> str:
    """An expense as JSON, without what stands in its row alone."""
    return EXPENSE.dump_json(expense, exclude={"origin"}).decode()


def loaded(row: ExpenseRow) -> Expense:
    """The expense of a row; where it belongs and how it is called stands in the row alone."""
    return with_identity(row, EXPENSE.validate_json(row.content))


def with_identity(row: ExpenseRow, expense: Expense) -> Expense:
    """An expense as the one of this row."""
    origin = None
    if row.job_id is not None and row.photo_id is not None and row.page is not None and row.part is not None:
        origin = ReadFrom(row.job_id, row.photo_id, row.page, row.part)
    return replace(
        expense,
        id=row.id,
        chat_id=row.chat_id,
        number=row.number,
        origin=origin,
        duplicate_of=row.duplicate_of,
    )


def expense_values(expense: Expense) -> dict[str, object]:
    """The columns of an expense that change with it."""
    receipt, counted = expense.receipt, counts(expense)
    return {
        "day": expense.day,
        "currency": receipt.currency,
        "total": receipt.total if counted else None,
        "shop": shop_key(receipt),
        "merchant": receipt.merchant or "",
        "words": _words(expense),
        "state": expense.state,
        "counted": counted,
        "checked": expense.origin is None or bool(receipt.proof),
        "content": pack(expense),
    }


def share_values(expense: Expense) -> list[dict[str, object]]:
    """The columns of the shares of an expense that is counted."""
    paid, owed = payments(expense), shares(expense)
    common = {"chat_id": expense.chat_id, "day": expense.day, "currency": expense.receipt.currency}
    return [
        {**common, "expense_id": expense.id, "person": who, "paid": paid.get(who, 0), "owed": owed.get(who, 0)}
        for who in dict.fromkeys((*paid, *owed))
    ]


async def known(session: AsyncSession, expense: Expense, asked_in: int | None) -> ExpenseRow | None:
    """The row that an expense got before, from its origin or in an update that came again."""
    origin = expense.origin
    query = select(ExpenseRow)
    if origin:
        query = query.where(ExpenseRow.job_id == origin.job_id, ExpenseRow.photo_id == origin.photo_id)
        return await session.scalar(query.where(ExpenseRow.page == origin.page, ExpenseRow.part == origin.index))
    if asked_in is None:
        return None
    return await session.scalar(query.where(ExpenseRow.chat_id == expense.chat_id, ExpenseRow.asked_in == asked_in))


async def begin(session: AsyncSession, expense: Expense, file: str | None, asked_in: int | None) -> ExpenseRow:
    """A new row with the next number of its chat."""
    numbers = select(func.max(ExpenseRow.number)).where(ExpenseRow.chat_id == expense.chat_id)
    number = (await session.scalar(numbers) or 0) + 1
    row = ExpenseRow(chat_id=expense.chat_id, number=number, file=file, asked_in=None if expense.origin else asked_in)
    if origin := expense.origin:
        row.job_id, row.photo_id, row.page, row.part = origin.job_id, origin.photo_id, origin.page, origin.index
    for column, value in expense_values(expense).items():
        setattr(row, column, value)
    session.add(row)
    await session.flush()
    return row


async def duplicate(session: AsyncSession, row: ExpenseRow, expense: Expense) -> int | None:
    """The number of the first expense that one looks like, or that is the same receipt of the same file.

    What looks like this one itself is none of them: it came later.
    """
    others = select(ExpenseRow).where(
        ExpenseRow.chat_id == row.chat_id,
        ExpenseRow.id != row.id,
        ExpenseRow.state != ExpenseState.SAME,
        ExpenseRow.duplicate_of.is_distinct_from(row.number),
    )
    others = others.order_by(ExpenseRow.number)
    of_file = (
        ExpenseRow.file == row.file,
        ExpenseRow.file.is_not(None),
        ExpenseRow.page == row.page,
        ExpenseRow.part == row.part,
    )
    numbers = [same.number for same in await session.scalars(others.where(*of_file).limit(1))]
    alike = others.where(ExpenseRow.day == expense.day, ExpenseRow.shop == shop_key(expense.receipt))
    numbers += [other.number for other in await session.scalars(alike) if is_like(expense, loaded(other))]
    return min(numbers, default=None)


async def save(session: AsyncSession, row: ExpenseRow, expense: Expense) -> Expense:
    """Let a row be this expense, with its shares, and let everybody in it be in the ledger."""
    for column, value in expense_values(expense).items():
        setattr(row, column, value)
    await session.flush()
    await session.execute(delete(ExpenseShareRow).where(ExpenseShareRow.expense_id == row.id))
    if row.counted:
        await session.execute(insert(ExpenseShareRow), share_values(expense))
    await enter(session, row.chat_id, *people_in(expense))
    return loaded(row)


async def enter(session: AsyncSession, chat_id: int, *people: int) -> None:
    """Let people be in a chat's ledger; those who left it stay so."""
    rows = [{"chat_id": chat_id, "person": person, "left": False} for person in people]
    await session.execute(insert(LedgerPersonRow).on_conflict_do_nothing(), rows)


def people_in(expense: Expense) -> set[int]:
    """Everybody whom an expense names."""
    named = [expense.asked_by, *expense.sharers, *(claim.person for claim in expense.claims)]
    named += [paid.person for paid in expense.paid]
    return {*named} if expense.payer is None else {*named, expense.payer}


def _words(expense: Expense) -> str:
    """All that an expense is found by: shop, items, the total with a point and a comma, the day as it is written."""
    receipt, day = expense.receipt, expense.day
    total = "" if receipt.total is None else decimal_text(receipt.total, receipt.places)
    days = (f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}", f"{day:%d/%m/%Y}")
    names = (item.name for item in receipt.items)
    parts = (receipt.merchant or "", receipt.address or "", *names, total, total.replace(".", ","), *days)
    return search_key(" ".join((*parts, receipt.currency or "", f"#{expense.number}")))
