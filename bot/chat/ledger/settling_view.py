"""What can be settled in a chat, and what was: as text with its buttons. No Telegram call is made here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.chat.languages.locale import Locale
from bot.chat.ledger.ledger_buttons import SettleTransfer, ShowLedger, UndoSettlement
from bot.chat.ledger.ledger_view import money, transfer_text, transfers_of
from bot.chat.split import shorten
from bot.chat.texts import ledger as texts
from bot.receipts.ledger.expense import Settlement
from bot.receipts.ledger.ledger_sums import Amounts
from bot.receipts.money import decimal_text, places

MOST_BUTTONS = 12
MOST_BEFORE = 5  # settlements that are shown with the way back
LONGEST_LABEL = 60  # UTF-16 units
WAY_BACK = "↩ "


@dataclass(frozen=True, slots=True)
class Settling:
    """What is owed in a chat, and its last settlements, newest first; `names` are those of everybody in them."""

    balances: Mapping[str, Amounts]
    settlements: Sequence[Settlement]
    names: Mapping[int, str]
    month: int = 0


def settling_html(settling: Settling, say: Locale) -> str:
    """The question which transfer was made."""
    question = say.html(texts.WHICH_SETTLED if settling.balances else texts.NOTHING_TO_SETTLE)
    return f"{question}\n\n{say.html(texts.SETTLED_BEFORE)}" if settling.settlements else question


def settling_keyboard(settling: Settling, say: Locale) -> InlineKeyboardMarkup:
    """A button for each transfer, and for each settlement the way back."""
    names = settling.names
    rows = [
        SettleTransfer(str(payer), str(receiver), amount, currency).button(
            shorten(transfer_text(names[payer], names[receiver], money(amount, currency, say)), LONGEST_LABEL)
        )
        for currency, payer, receiver, amount in transfers_of(settling.balances)[:MOST_BUTTONS]
    ]
    rows += [
        UndoSettlement(each.id).button(
            WAY_BACK
            + shorten(
                transfer_text(names[each.payer], names[each.receiver], money(each.amount, each.currency, say)),
                LONGEST_LABEL,
            )
        )
        for each in settling.settlements
    ]
    return InlineKeyboardMarkup.from_column([*rows, ShowLedger(settling.month).button(say(texts.BACK))])


def settlement_html(settlement: Settlement, names: Mapping[int, str], noted_by: int, say: Locale) -> str:
    """Who gave whom how much, or that it was taken back; `noted_by` is who said so."""
    gave = {
        "payer": names[settlement.payer],
        "receiver": names[settlement.receiver],
        "amount": money(settlement.amount, settlement.currency, say),
    }
    if settlement.undone:
        return say.html(texts.GAVE_TAKEN_BACK_HTML, **gave, name=names[noted_by])
    noted = say.html(texts.NOTED_BY, name=names[noted_by])
    decimals = places(settlement.currency)
    half = decimal_text(settlement.amount // 2 or settlement.amount, decimals)
    part = say.html(texts.ONLY_A_PART_HTML, example=half)
    return f"{say.html(texts.GAVE_HTML, **gave)} {noted}\n\n{part}"


def settlement_keyboard(settlement: Settlement, say: Locale) -> InlineKeyboardMarkup | None:
    """The way back, where there is one."""
    if settlement.undone:
        return None
    return InlineKeyboardMarkup.from_button(UndoSettlement(settlement.id).button(say(texts.UNDO)))
