"""What the ledger's rows make together: sums by person, by shop and by currency, made by the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.receipts.ledger.balances import Balances, without_zeros
from bot.receipts.ledger.expense import ExpenseState
from bot.receipts.ledger.ledger_sums import LedgerSums, ShopSum
from bot.store.ledger_tables import ExpenseRow, ExpenseShareRow, SettlementRow


async def ledger_sums(session: AsyncSession, chat_id: int, first: date, after: date) -> LedgerSums:
    """The sums of a chat from a day on until before another, and what is owed in it altogether."""
    of_period = (ExpenseRow.chat_id == chat_id, ExpenseRow.day >= first, ExpenseRow.day < after)
    shops = await _shops(session, of_period)
    shared = ExpenseShareRow.chat_id == chat_id, ExpenseShareRow.day >= first, ExpenseShareRow.day < after
    by_person = await _by_person(session, *shared)
    numbers = await _numbers(session, of_period)
    return LedgerSums(
        first,
        after,
        count=sum(shop.count for each in shops.values() for shop in each),
        spent={currency: sum(shop.amount for shop in each) for currency, each in shops.items()},
        paid=_amounts((currency, person, paid) for currency, person, paid, _ in by_person),
        owed=_amounts((currency, person, owed) for currency, person, _, owed in by_person),
        shops=shops,
        unchecked=numbers["unchecked"],
        incomplete=numbers["incomplete"],
        duplicates=numbers["duplicates"],
        left_out=numbers["left_out"],
        balances=await _balances(session, chat_id),
    )


async def _shops(session: AsyncSession, of_period: Iterable[ColumnElement[bool]]) -> dict[str, tuple[ShopSum, ...]]:
    last, amount = func.max(ExpenseRow.number), func.sum(ExpenseRow.total)  # SQLite takes `merchant` from the last
    query = select(ExpenseRow.currency, ExpenseRow.merchant, func.count(), amount, last)
    query = query.where(*of_period, ExpenseRow.counted).group_by(ExpenseRow.currency, ExpenseRow.shop)
    shops: defaultdict[str, list[ShopSum]] = defaultdict(list)
    for currency, merchant, count, total, _ in await session.execute(query.order_by(amount.desc(), last)):
        shops[currency or ""].append(ShopSum(merchant, count, total or 0))
    return {currency: tuple(each) for currency, each in shops.items()}


async def _by_person(session: AsyncSession, *which: ColumnElement[bool]) -> list[tuple[str, int, int, int]]:
    """Currency, person, what they paid and what they owe; read from an index without the rows."""
    paid, owed = func.sum(ExpenseShareRow.paid), func.sum(ExpenseShareRow.owed)
    query = select(ExpenseShareRow.currency, ExpenseShareRow.person, paid, owed).where(*which)
    rows = await session.execute(query.group_by(ExpenseShareRow.currency, ExpenseShareRow.person))
    return [(currency, person, given, share) for currency, person, given, share in rows]


def _amounts(rows: Iterable[tuple[str, int, int]]) -> Balances:
    amounts: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for currency, person, amount in rows:
        amounts[currency][person] += amount
    return without_zeros(amounts)


async def _balances(session: AsyncSession, chat_id: int) -> Balances:
    spent = await _by_person(session, ExpenseShareRow.chat_id == chat_id)
    rows = [(currency, person, paid - owed) for currency, person, paid, owed in spent]
    amount = func.sum(SettlementRow.amount)
    for person, sign in ((SettlementRow.payer, 1), (SettlementRow.receiver, -1)):
        query = select(SettlementRow.currency, person, amount).where(SettlementRow.chat_id == chat_id)
        query = query.where(~SettlementRow.undone).group_by(SettlementRow.currency, person)
        rows += [(currency, who, sign * given) for currency, who, given in await session.execute(query)]
    return _amounts(rows)


async def _numbers(session: AsyncSession, of_period: Iterable[ColumnElement[bool]]) -> dict[str, tuple[int, ...]]:
    """The numbers of the expenses about which there is something to say, in their order."""
    query = select(ExpenseRow.number, ExpenseRow.state, ExpenseRow.counted).where(*of_period)
    query = query.where(~(ExpenseRow.counted & ExpenseRow.checked)).order_by(ExpenseRow.number)
    said: defaultdict[str, list[int]] = defaultdict(list)
    for number, state, counted in await session.execute(query):
        said[_why(state, counted)].append(number)
    return defaultdict(tuple, {why: tuple(numbers) for why, numbers in said.items()})


def _why(state: str, counted: bool) -> str:
    if state == ExpenseState.COUNTED:
        return "unchecked" if counted else "incomplete"
    return "duplicates" if state == ExpenseState.DUPLICATE else "left_out"
