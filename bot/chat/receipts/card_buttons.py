"""What the buttons on a card say; each is about an expense."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.chat.callback_data import CallbackData
from bot.chat.receipts.card_face import Face


class CardVerdict(StrEnum):
    """Whether an expense counts, as a person says; the values stand in callback data."""

    COUNT = "count"
    SAME = "same"
    LEAVE_OUT = "out"


@dataclass(frozen=True, slots=True)
class TurnCard(CallbackData):
    """Show a side of the card; of its items page `page` (from 0)."""

    prefix = "card"
    expense_id: int
    face: Face
    page: int = 0


@dataclass(frozen=True, slots=True)
class ClaimItem(CallbackData):
    """The number of an item, counted from 0: it is mine; again: it is not."""

    prefix = "mine"
    expense_id: int
    item: int


@dataclass(frozen=True, slots=True)
class PickPayer(CallbackData):
    """Somebody's name: they paid."""

    prefix = "paid"
    expense_id: int
    person: int


@dataclass(frozen=True, slots=True)
class TickSharer(CallbackData):
    """Somebody's name: they share what nobody claimed, or do so no more."""

    prefix = "split"
    expense_id: int
    person: int


@dataclass(frozen=True, slots=True)
class SplitAll(CallbackData):
    """*All*: everybody in the ledger shares what nobody claimed."""

    prefix = "splitall"
    expense_id: int


@dataclass(frozen=True, slots=True)
class JoinSplit(CallbackData):
    """*Join*: I share what nobody claimed."""

    prefix = "joinsplit"
    expense_id: int


@dataclass(frozen=True, slots=True)
class ChooseAmount(CallbackData):
    """The likelier amount of line `line` (from 1) of the page, or the one that was read; in the smallest unit."""

    prefix = "amount"
    expense_id: int
    line: int
    amount: str


@dataclass(frozen=True, slots=True)
class ShowAmount(CallbackData):
    """*Show*: send the piece of the photo with line `line` (from 1)."""

    prefix = "line"
    expense_id: int
    line: int


@dataclass(frozen=True, slots=True)
class ChooseDay(CallbackData):
    """A day, as in ISO 8601: it is that one."""

    prefix = "day"
    expense_id: int
    day: str


@dataclass(frozen=True, slots=True)
class ChooseCurrency(CallbackData):
    """The code of a currency (ISO 4217): it is that one."""

    prefix = "currency"
    expense_id: int
    code: str


@dataclass(frozen=True, slots=True)
class Judge(CallbackData):
    """*Same receipt*, *A second one*, *Not for the ledger*, *Count it*."""

    prefix = "judge"
    expense_id: int
    verdict: CardVerdict


@dataclass(frozen=True, slots=True)
class UndoChange(CallbackData):
    """*Undo*: take back a change, where it is the last one still."""

    prefix = "unfix"
    expense_id: int
    change_id: int
