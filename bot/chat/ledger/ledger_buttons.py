"""What the buttons of a ledger say; months are numbers of six digits, people Telegram's ids."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.callback_data import CallbackData
from bot.chat.ledger.ledger_span import Span


@dataclass(frozen=True, slots=True)
class ShowLedger(CallbackData):
    """*‹ October*, *November ›*, *Back*: show a month; 0 is the one that it is now."""

    prefix = "ledger"
    month: int = 0


@dataclass(frozen=True, slots=True)
class JoinLedger(CallbackData):
    """*Join*: share from now on; the month is shown again."""

    prefix = "ledger:join"
    month: int


@dataclass(frozen=True, slots=True)
class ShowTransfers(CallbackData):
    """*Settled…*: show what can be settled."""

    prefix = "ledger:settle"
    month: int


@dataclass(frozen=True, slots=True)
class SettleTransfer(CallbackData):
    """A transfer: `payer` has given `receiver` the amount, in the smallest unit; of people who are forgotten, too."""

    prefix = "settle"
    payer: str
    receiver: str
    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class UndoSettlement(CallbackData):
    """*Undo* under a settlement."""

    prefix = "unsettle"
    settlement_id: int


@dataclass(frozen=True, slots=True)
class ShowExports(CallbackData):
    """*Export…*, and the span for which a file is made: show the formats."""

    prefix = "ledger:export"
    span: Span
    month: int


@dataclass(frozen=True, slots=True)
class SaveLedger(CallbackData):
    """A format: send the ledger of a span as a file with that suffix."""

    prefix = "ledger:save"
    span: Span
    month: int
    suffix: str


@dataclass(frozen=True, slots=True)
class UndoPaid(CallbackData):
    """*Undo* under an expense without a receipt: it does not count."""

    prefix = "unpaid"
    expense_id: int


@dataclass(frozen=True, slots=True)
class CountPaid(CallbackData):
    """*Count it* under one that does not: it counts again."""

    prefix = "repaid"
    expense_id: int
