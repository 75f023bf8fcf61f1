"""The handlers of a chat's ledger, put together."""

from __future__ import annotations

from telegram.ext import CommandHandler, MessageHandler, filters

from bot.chat.ledger.ledger_buttons import (
    CountPaid,
    JoinLedger,
    SaveLedger,
    SettleTransfer,
    ShowExports,
    ShowLedger,
    ShowTransfers,
    UndoPaid,
    UndoSettlement,
)
from bot.chat.ledger.ledger_command import LedgerCommand
from bot.chat.ledger.ledger_export import LedgerExports
from bot.chat.ledger.ledger_people import LedgerPeople
from bot.chat.ledger.ledger_photos import LedgerPhotos
from bot.chat.ledger.paid_command import PaidCommand
from bot.chat.ledger.settling import SettlingButtons
from bot.chat.services import Handlers, Services
from bot.chat.words.replies import ToBot


class LedgerHandlers:
    """Who handles what is about a chat's ledger."""

    def __init__(self, services: Services) -> None:
        store, names, administrators = services.store, services.person_names, services.administrators
        self._people = LedgerPeople(store.ledger)
        self._command = LedgerCommand(store.ledger, self._people, names)
        self._paid = PaidCommand(store.ledger, self._people, names, administrators)
        self._settling = SettlingButtons(store.ledger, store.settlements, self._people, names, administrators)

        photos = LedgerPhotos(store.journal, services.courier, services.files)
        self._exports = LedgerExports(store.ledger, names, photos)

    def commands(self) -> Handlers:
        """The commands and the buttons."""
        command, paid, settling, exports = self._command, self._paid, self._settling, self._exports
        return [
            CommandHandler("ledger", command.ledger),
            CommandHandler("paid", paid.paid),
            ShowLedger.handler(command.show),
            JoinLedger.handler(command.join),
            ShowTransfers.handler(settling.show),
            SettleTransfer.handler(settling.settle),
            UndoSettlement.handler(settling.undo),
            ShowExports.handler(exports.show),
            SaveLedger.handler(exports.save),
            UndoPaid.handler(paid.undo),
            CountPaid.handler(paid.count),
        ]

    def replies(self) -> Handlers:
        """Who is asked, before others, whether a reply is about a settlement."""
        return [MessageHandler(filters.TEXT & ~filters.COMMAND & ToBot(), self._settling.part)]

    def members(self) -> Handlers:
        """Who follows the coming and going of a group's members, whether they may use the bot or not."""
        return self._people.following()
