"""Expenses for tests: made in few words, and any that there can be."""

from __future__ import annotations

from datetime import date, time

from hypothesis import strategies as st

from bot.receipts.ledger.expense import Claim, Expense, Paid, ReadFrom
from bot.receipts.receipt import Item, ItemKind, Receipt

ANNA, BEN, CARL, DORA = 1, 2, 3, 4
PEOPLE = (ANNA, BEN, CARL, DORA)
GROUP = -100
DAY = date(2018, 4, 15)


def receipt(*amounts: int, total: int | None = None, **fields: object) -> Receipt:
    """A receipt with items of these amounts; the total is their sum unless it is named."""
    items = tuple(Item(f"Item {number}", amount, line=number) for number, amount in enumerate(amounts, 1))
    known = {"merchant": "Pasar Mini Jin Seng", "day": DAY, "currency": "EUR", "items": items}
    return Receipt(**{**known, "total": sum(amounts) if total is None else total, **fields})  # type: ignore[arg-type]


def expense(*amounts: int, total: int | None = None, job: int | None = None, **fields: object) -> Expense:
    """An expense of a group that Anna asked for, with items of these amounts, read by a job."""
    origin = None if job is None else ReadFrom(job, 1, 1, 0)
    who = {"chat_id": GROUP, "asked_by": ANNA}
    known = {**who, "receipt": receipt(*amounts, total=total), "origin": origin, "day": DAY}
    return Expense(**{**known, **fields})  # type: ignore[arg-type]


AMOUNTS = st.integers(-2000, 9000)
KINDS = st.sampled_from(ItemKind.__args__)  # type: ignore[attr-defined]
SOMEBODY = st.sampled_from(PEOPLE)
CLAIMS = st.lists(st.builds(Claim, item=st.integers(0, 6), person=SOMEBODY), max_size=8).map(tuple)
PAID = st.lists(st.builds(Paid, person=SOMEBODY, amount=AMOUNTS), max_size=3).map(tuple)
SHARERS = st.lists(SOMEBODY, unique=True).map(tuple)
ITEMS = st.lists(st.builds(Item, name=st.just("x"), amount=AMOUNTS, kind=KINDS), max_size=5).map(tuple)
RECEIPTS = st.builds(
    Receipt,
    merchant=st.sampled_from(("Pizza Roma", "Aldi", None)),
    time=st.sampled_from((None, time(18, 2))),
    currency=st.sampled_from(("EUR", "MYR", None)),
    items=ITEMS,
    total=st.none() | AMOUNTS,
)
EXPENSES = st.builds(
    Expense,
    chat_id=st.just(GROUP),
    asked_by=SOMEBODY,
    receipt=RECEIPTS,
    day=st.dates(date(2018, 4, 1), date(2018, 4, 30)),
    paid=PAID,
    payer=st.none() | SOMEBODY,
    sharers=SHARERS,
    claims=CLAIMS,
)
