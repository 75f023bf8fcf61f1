"""Receipts that become expenses: once, whatever happens in between, in the chat's currency, shared by its people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.job import Job, PageState, Photo, ReadPage, Request, Stage
from bot.jobs.bookkeeping import Bookkeeper
from bot.page import Correction, NotePage, Page
from bot.receipts.ledger.expense import Expense, ExpenseState, ReadFrom
from bot.receipts.receipt import Item, Receipt
from bot.store.ledger import Ledger
from bot.store.store import Store

ANNA, BEN, CARL, GROUP = 1, 2, 3, -100
DAY = date(2018, 4, 15)
BREAD = Receipt("Bakery", day=DAY, currency="JPY", places=0, items=(Item("Bread", 300),), total=300)
MILK = Receipt("Dairy", day=DAY, currency="EUR", items=(Item("Milk", 120),), total=120)


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return store.ledger


def job(*pages: tuple[Receipt, ...], chat: int = GROUP, job_id: int = 7) -> Job:
    """Anna's job whose photos have these receipts."""
    photos = []
    for number, receipts in enumerate(pages, start=1):
        note = NotePage(Page((), "scripted"), Correction((), (), "off"), receipts)
        read = ReadPage(1, PageState.DONE, note.page, note)
        photos.append(Photo(number, f"file{number}", f"unique{job_id}{number}", number, 1, pages=(read,)))
    return Job(job_id, Request(chat, None, 1, ANNA), Stage.REPLY, tuple(photos))


def places(expenses: list[Expense]) -> list[tuple[str | None, ReadFrom | None]]:
    return [(each.receipt.merchant, each.origin) for each in expenses]


async def test_each_receipt_of_a_job_is_entered_once_however_often_it_is_tried(ledger: Ledger) -> None:
    for _ in range(3):
        await Bookkeeper(ledger).enter(job((BREAD, MILK), (), (replace(MILK, merchant="Farm"),)))
    kept = await ledger.of_job(7)
    assert places(kept) == [
        ("Bakery", ReadFrom(7, 1, 1, 0)),
        ("Dairy", ReadFrom(7, 1, 1, 1)),
        ("Farm", ReadFrom(7, 3, 1, 0)),
    ]
    assert [each.number for each in kept] == [1, 2, 3]
    assert [await ledger.last_change(each.id) for each in kept] == [None] * 3


async def test_it_is_shared_by_the_people_of_a_group_as_they_are_then(ledger: Ledger) -> None:
    await Bookkeeper(ledger).enter(job((MILK,)))
    await ledger.join(GROUP, BEN)
    await ledger.join(GROUP, CARL)
    await ledger.leave(GROUP, CARL)
    await Bookkeeper(ledger).enter(job((BREAD,), job_id=8))
    assert [each.sharers for each in await ledger.expenses(GROUP)] == [(ANNA,), (ANNA, BEN)]
    await Bookkeeper(ledger).enter(job((MILK,), chat=ANNA, job_id=9))
    assert [each.sharers for each in await ledger.expenses(ANNA)] == [()]


async def test_what_nobody_changed_becomes_as_it_is_read_anew(ledger: Ledger) -> None:
    await Bookkeeper(ledger).enter(job((MILK,), (BREAD,)))
    _, bread = await ledger.of_job(7)
    await ledger.change(bread.id, BEN, lambda now: replace(now, receipt=replace(now.receipt, total=310)))
    later = date(2018, 4, 16)
    await Bookkeeper(ledger).enter(job((replace(MILK, total=130, day=later),), (replace(BREAD, total=320),)))
    kept = await ledger.of_job(7)
    assert [(each.receipt.total, each.day) for each in kept] == [(130, later), (310, DAY)]


async def test_a_currency_that_is_not_told_is_the_chats_last_where_its_decimals_are_those(ledger: Ledger) -> None:
    unknown = replace(MILK, currency=None, merchant="Kiosk")
    await Bookkeeper(ledger).enter(job((MILK,), (unknown,), (BREAD,), (replace(unknown, merchant="Stall"),)))
    assert [each.receipt.currency for each in await ledger.of_job(7)] == ["EUR", "EUR", "JPY", None]


async def test_a_receipt_without_a_day_counts_under_the_day_on_which_it_came(ledger: Ledger) -> None:
    await Bookkeeper(ledger).enter(job((replace(MILK, day=None),)))
    (kept,) = await ledger.of_job(7)
    assert kept.receipt.day is None and (date.today() - kept.day).days <= 1


async def test_what_is_read_anew_stays_in_its_currency_whatever_the_chat_used_since(ledger: Ledger) -> None:
    unknown = replace(MILK, currency=None, merchant="Kiosk")
    await Bookkeeper(ledger).enter(job((MILK,), job_id=8))
    await Bookkeeper(ledger).enter(job((unknown,)))
    await Bookkeeper(ledger).enter(job((replace(MILK, currency="MYR"),), job_id=9))
    await Bookkeeper(ledger).enter(job((replace(unknown, total=130),)))
    (kept,) = await ledger.of_job(7)
    assert (kept.receipt.total, kept.receipt.currency) == (130, "EUR")


async def test_a_channel_shares_nothing(ledger: Ledger) -> None:
    await ledger.join(GROUP, BEN)
    channel = replace(job((MILK,)), request=Request(GROUP, None, 1, -1001234567890))
    await Bookkeeper(ledger).enter(channel)
    await Bookkeeper(ledger).enter(job((BREAD,), job_id=8))
    assert [each.sharers for each in await ledger.expenses(GROUP)] == [(BEN,), (BEN, ANNA)]


async def test_a_photo_that_cannot_be_read_in_place_of_another_moves_no_receipt(ledger: Ledger) -> None:
    whole = job((MILK,), (BREAD,))
    await Bookkeeper(ledger).enter(whole)
    _, bread = await ledger.of_job(7)
    await ledger.change(bread.id, BEN, lambda now: replace(now, receipt=replace(now.receipt, total=310)))
    unread, read = whole.photos
    await Bookkeeper(ledger).take_back(whole, unread)
    await Bookkeeper(ledger).enter(replace(whole, photos=(replace(unread, pages=()), read)))
    kept = await ledger.of_job(7)
    assert [(each.receipt.merchant, each.receipt.total, each.state) for each in kept] == [
        ("Dairy", 120, ExpenseState.LEFT_OUT),
        ("Bakery", 310, ExpenseState.COUNTED),
    ]


async def test_another_photo_in_place_of_one_is_asked_whether_its_receipt_is_known(ledger: Ledger) -> None:
    whole = job((MILK,))
    await Bookkeeper(ledger).enter(whole)
    await Bookkeeper(ledger).enter(job((BREAD,), job_id=8))
    (photo,) = job((BREAD,)).photos
    await Bookkeeper(ledger).enter(replace(whole, photos=(replace(photo, unique_id="unique81"),)))
    (now,) = await ledger.of_job(7)
    assert (now.receipt.merchant, now.state, now.duplicate_of) == ("Bakery", ExpenseState.DUPLICATE, 2)


@pytest.mark.parametrize(
    ("text", "last", "currency"),
    [
        ("Burger $12.50", "GBP", None),
        ("Burger $12.50", "CAD", "CAD"),
        ("Burger ￥12.50", "GBP", None),
        ("Burger 12.50", "GBP", "GBP"),
        ("Burger 12,50 €", "USD", None),
    ],
)
async def test_the_chats_last_currency_is_not_taken_against_what_is_printed(
    ledger: Ledger, text: str, last: str, currency: str | None
) -> None:
    await Bookkeeper(ledger).enter(job((replace(MILK, currency=last),), job_id=8))
    unknown = job((replace(MILK, currency=None, merchant="Diner"),))
    (photo,) = unknown.photos
    (page,) = photo.pages
    assert page.note
    note = replace(page.note, correction=Correction((text,), (), "off"))
    await Bookkeeper(ledger).enter(replace(unknown, photos=(replace(photo, pages=(replace(page, note=note),)),)))
    (kept,) = await ledger.of_job(7)
    assert kept.receipt.currency == currency
