"""The handlers of the buttons under an answer, put together."""

from __future__ import annotations

from typing import Any

from telegram.ext import BaseHandler, CallbackQueryHandler

from bot.chat.answer.keyboard import KEEP, SAVE, WORD
from bot.chat.answer.presses import Presses
from bot.chat.answer.refetching import Refetcher
from bot.chat.answer.saving import Saving
from bot.chat.answer.turning import Buttons
from bot.chat.answer.view import View
from bot.chat.answer.word_photo import Pieces
from bot.chat.courier import TelegramCourier
from bot.engine.engine import Engine
from bot.store.journal import Journal

NUMBER = "[0-9]{1,18}"


def answer_handlers(
    presses: Presses, journal: Journal, courier: TelegramCourier, refetcher: Refetcher, engine: Engine
) -> list[BaseHandler[Any, Any, Any]]:
    """Who handles which button; to be asked last, since a button that nobody knows is told to be too old."""
    buttons = Buttons(presses, journal, courier)
    saving = Saving(presses, courier, refetcher, engine)
    pieces = Pieces(presses, courier, refetcher, engine)
    return [
        CallbackQueryHandler(buttons.turn, pattern=rf"^({'|'.join(View)}):{NUMBER}(:{NUMBER})?$"),
        CallbackQueryHandler(buttons.keep, pattern=rf"^{KEEP}:{NUMBER}:{NUMBER}:[0-9a-f]+$"),
        CallbackQueryHandler(saving.save, pattern=rf"^{SAVE}:{NUMBER}(:[a-z]+)?$"),
        CallbackQueryHandler(pieces.show, pattern=rf"^{WORD}:{NUMBER}(:{NUMBER}){{3}}$"),
        CallbackQueryHandler(buttons.gone),
    ]
