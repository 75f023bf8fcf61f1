"""Which message is whose card, where a button is pressed under one of which that is not known."""

from __future__ import annotations

import pytest
from telegram.ext import ExtBot

from bot.chat.languages.locale import Locales
from bot.chat.ledger.person_names import PersonNames
from bot.chat.receipts.answer_parts import AnswerParts
from bot.chat.receipts.card_courier import CardCourier
from bot.chat.receipts.cards import Cards
from bot.job import Job
from bot.receipts.ledger.expense import ReadFrom
from bot.store.expense_cards import StandingCard
from bot.store.store import Store
from tests.chat.receipts.made import ANNA, SAY, expense, job

ALONE = ANNA  # a chat with nobody whose name is asked for
MESSAGE = 70


@pytest.fixture
def courier(store: Store) -> CardCourier:
    bot: ExtBot[None] = ExtBot("1:none", base_url="http://127.0.0.1:9/bot")
    cards = Cards(store.ledger, PersonNames(bot))
    return CardCourier(bot, store.cards, AnswerParts(store.outbox, store.cards, store.ledger, cards), Locales())


@pytest.mark.parametrize("kept", [None, job("a page")])
async def test_a_card_is_known_by_the_first_press_on_it(store: Store, courier: CardCourier, kept: Job | None) -> None:
    own = await store.ledger.add(expense(chat_id=ALONE, sharers=()))
    await courier.found(own, kept, MESSAGE, SAY)
    assert await courier.in_message(ALONE, MESSAGE) == own
    await courier.found(own, kept, MESSAGE + 1, SAY)
    assert await courier.message_id(own.id) == MESSAGE


async def test_a_press_that_came_late_takes_no_message_from_the_card_in_it(store: Store, courier: CardCourier) -> None:
    former = await store.ledger.add(expense(chat_id=ALONE, sharers=()))
    now = await store.ledger.add(expense(chat_id=ALONE, sharers=(), origin=ReadFrom(3, 1, 1, 1)))
    for each in (former, now):
        await store.cards.stand(ALONE, StandingCard(each.id, MESSAGE, "en"))
    await courier.found(former, None, MESSAGE, SAY)
    assert await courier.in_message(ALONE, MESSAGE) == now
    assert await courier.message_id(former.id) is None


async def test_a_press_that_came_late_makes_no_card_of_a_text(store: Store, courier: CardCourier) -> None:
    former = await store.ledger.add(expense(chat_id=ALONE, sharers=(), origin=ReadFrom(3, 99, 1, 0)))
    await courier.found(former, job("a letter"), MESSAGE, SAY)
    assert await courier.in_message(ALONE, MESSAGE) is None
