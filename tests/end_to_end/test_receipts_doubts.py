"""What a card asks: which amount, which day, the total, and what happens where the bot dies on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.chat.texts import answer as answers
from bot.chat.texts import receipts as texts
from bot.receipts.ledger.expense import Expense
from bot.receipts.proof import proved
from bot.receipts.receipt import Repair
from bot.sandbox import Sandbox
from bot.settings import Settings
from bot.store.ledger import Ledger
from bot.store.store import Store
from tests.end_to_end.live import Chat, database_of, running
from tests.end_to_end.receipt_chat import MYR, RECEIPT, card_of, labels, lines, tap
from tests.end_to_end.test_receipts_fixes import fix


@pytest.fixture
async def ledger(settings: Settings, sandbox: Sandbox, bot: None) -> AsyncIterator[Ledger]:
    """The ledger of the bot, which runs."""
    async with database_of(settings, sandbox) as database:
        yield Store.of(database).ledger


async def doubted(chat: Chat, ledger: Ledger, how: Callable[[Expense], Expense]) -> Expense:
    """A receipt as if it had been read so."""
    card = await chat.answer(await chat.send("text", RECEIPT))
    await ledger.change(1, chat.id, how)
    await tap(chat, card, "Fix")
    await tap(chat, card, "‹ Back")
    expense = await ledger.expense(1)
    assert expense
    return expense
