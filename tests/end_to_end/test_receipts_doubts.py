"""What a card asks: which amount, which day, the total, and what happens where the bot dies on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.chat.texts import answer as answers
from bot.chat.texts import receipts as texts
from bot.receipts.proof import proved
from bot.receipts.receipt import Item, Repair
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage
from bot.settings import Settings
from bot.store.ledger import Ledger
from bot.store.store import Store
from tests.end_to_end.live import PATIENCE, Chat, database_of, running
from tests.end_to_end.receipt_chat import MYR, RECEIPT, labels, lines, tap
from tests.end_to_end.test_receipts_fixes import fix


@pytest.fixture
async def ledger(settings: Settings, sandbox: Sandbox, bot: None) -> AsyncIterator[Ledger]:
    """The ledger of the bot, which runs."""
    async with database_of(settings, sandbox) as database:
        yield Store.of(database).ledger


async def card_as(chat: Chat, ledger: Ledger, **values: Any) -> ShownMessage:
    """The card of a receipt whose reading has these fields."""
    card = await chat.answer(await chat.send("text", RECEIPT))
    (expense,) = await ledger.expenses(chat.id)
    read = None
    while read is None:
        with suppress(OperationalError):  # the bot writes at the same moment
            read = await ledger.read_anew(expense.id, proved(replace(expense.receipt, **values)))
    await tap(chat, card, "Fix")
    await tap(chat, card, "‹ Back")
    return await chat.message(card.id)


async def test_the_likelier_amount_is_a_button_and_its_piece_of_the_photo_another(chat: Chat, ledger: Ledger) -> None:
    repair = Repair(4, 650, 620, "items", 1)
    card = await card_as(chat, ledger, total=4460, cash=None, change=None, repairs=(repair,))
    assert lines(card)[1] == f"{MYR}44.60 · ✗ its items make 44.90"
    assert lines(card)[-1] == "Tofu: 6.20, not 6.50? Then it adds up."
    assert labels(card)[0] == ["6.20", "6.50", "Show"]
    assert await tap(chat, card, "Show") == answers.FETCHING_PIECE
    state = await chat.person.wait(lambda state: state.chat(chat.id).messages[-1].photo, PATIENCE)
    piece = state.chat(chat.id).messages[-1]
    assert piece.caption == "I read 6.50 here (Tofu)."
    await tap(chat, card, "6.20")
    mended = await chat.message(card.id)
    assert lines(mended)[1] == f"{MYR}44.60 · ✓ adds up"
    assert lines(mended)[-1] == "✏️ Tofu 6.50 → 6.20"
    await tap(chat, card, "Undo")
    again = await fix(chat, piece, "6,20")
    assert again.id == piece.id
    assert lines(await chat.message(card.id))[1] == f"{MYR}44.60 · ✓ adds up"


async def test_what_was_read_can_be_kept(chat: Chat, ledger: Ledger) -> None:
    card = await card_as(chat, ledger, total=4460, cash=None, change=None, repairs=(Repair(4, 650, 620, "items", 1),))
    await tap(chat, card, "6.50")
    kept = await chat.message(card.id)
    assert lines(kept)[1] == f"{MYR}44.60 · ✗ its items make 44.90"
    assert labels(kept) == [["Undo"], ["Items", "Fix", "Text", "⋯"]]


async def test_a_day_that_may_be_two_is_asked(chat: Chat, ledger: Ledger) -> None:
    card = await card_as(chat, ledger, day=date(2018, 4, 3), other_day=date(2018, 3, 4))
    assert lines(card)[-1] == texts.WHICH_DAY
    assert labels(card)[0] == ["Mar 4, 2018", "Apr 3, 2018"]
    await tap(chat, card, "Mar 4, 2018")
    assert lines(await chat.message(card.id))[0] == "🧾 PASAR MINI JIN SENG · Mar 4, 2018"
    (expense,) = await ledger.expenses(chat.id)
    assert expense.day == date(2018, 3, 4)


async def test_a_total_that_was_not_read_is_typed(chat: Chat, ledger: Ledger) -> None:
    card = await card_as(chat, ledger, total=None)
    assert lines(card)[-1] == "I can't read the total. Reply with it, like this: 44.90"
    fixed = await fix(chat, card, "44,90")
    assert lines(fixed)[1] == f"{MYR}44.90 · ✓ adds up"


async def test_three_hundred_items_come_in_pages(chat: Chat, ledger: Ledger) -> None:
    items = tuple(Item(f"Thing <{number}> with a rather long name, as tills print them", 101) for number in range(300))
    card = await card_as(chat, ledger, items=items, total=30300)
    await tap(chat, card, "Items")
    first = await chat.message(card.id)
    assert lines(first)[2].startswith("1. Thing <0>") and lines(first)[-1].startswith("20. Thing <19>")
    for _ in range(14):
        await tap(chat, card, labels(await chat.message(card.id))[-1][-2])
    last = await chat.message(card.id)
    assert lines(last)[-1] == f"Total · {MYR}303.00"
    assert labels(last)[-1] == ["‹ 261–280", "‹ Back"]


async def test_a_card_whose_edit_fails_is_brought_once_and_counts_once(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    await chat.person.fail("editMessageText", 500, times=40)
    async with running(settings, sandbox):
        request = await chat.send("text", RECEIPT)
        await chat.person.wait(lambda state: len(state.chat(chat.id).messages) == 2, PATIENCE)
    await chat.person.heal()
    async with running(settings, sandbox), database_of(settings, sandbox) as database:
        card = await chat.answer(request)
        assert lines(card)[1] == f"{MYR}44.90 · ✓ adds up"
        assert len(await chat.messages()) == 1
        assert [expense.number for expense in await Store.of(database).ledger.expenses(chat.id)] == [1]


async def test_a_re_correction_reaches_what_nobody_corrected(chat: Chat, ledger: Ledger) -> None:
    card = await chat.answer(await chat.send("text", RECEIPT.replace("Seafood", "Seafond")))
    await chat.reply(card.id, "words: Seafood")
    again = await chat.until(card.id, "Corrected again, with Seafood.")
    await tap(chat, again, "Items")
    assert lines(await chat.message(card.id))[2] == "1. Seafood · 23.40"
    await tap(chat, card, "‹ Back")
    await fix(chat, card, "1 Prawns")
    await chat.reply(card.id, "words: Tofu=Tofa")
    await tap(chat, card, "Items")
    assert lines(await chat.message(card.id))[2] == "1. Prawns · 23.40"
