"""The handlers of the buttons on cards, put together."""

from __future__ import annotations

from bot.chat.answer.refetching import Refetcher
from bot.chat.answer.sent_files import SentFiles
from bot.chat.receipts.amount_photo import AmountPhotos
from bot.chat.receipts.card_answers import CardAnswers
from bot.chat.receipts.card_buttons import (
    ChooseAmount,
    ChooseCurrency,
    ChooseDay,
    ClaimItem,
    JoinSplit,
    Judge,
    PickPayer,
    ShowAmount,
    SplitAll,
    TickSharer,
    TurnCard,
    UndoChange,
)
from bot.chat.receipts.card_desk import CardDesk
from bot.chat.receipts.card_presses import CardPresses
from bot.chat.services import Handlers, Services


def handlers(services: Services) -> Handlers:
    """Who handles which button."""
    desk = card_desk(services)
    presses, answers = CardPresses(desk, services.store.ledger), CardAnswers(desk)
    courier = services.courier
    refetcher = Refetcher(courier, services.engine, services.files)
    amounts = AmountPhotos(desk, courier, refetcher, SentFiles(courier))
    return [
        TurnCard.handler(presses.turn),
        ClaimItem.handler(presses.claim),
        PickPayer.handler(presses.pick_payer),
        TickSharer.handler(presses.tick_sharer),
        JoinSplit.handler(presses.join),
        SplitAll.handler(presses.split_all),
        ChooseAmount.handler(answers.amount),
        ChooseDay.handler(answers.day),
        ChooseCurrency.handler(answers.currency),
        Judge.handler(answers.judge),
        UndoChange.handler(answers.undo),
        ShowAmount.handler(amounts.show),
    ]


def card_desk(services: Services) -> CardDesk:
    """Who finds and changes cards."""
    store = services.store
    return CardDesk(store.ledger, store.journal, services.courier, services.administrators)
