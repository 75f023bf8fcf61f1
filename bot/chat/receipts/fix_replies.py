"""Corrects a receipt by what is replied to its card."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from enum import Enum
from functools import partial, reduce

from telegram import MessageEntity
from telegram.constants import ReactionEmoji
from telegram.error import TelegramError

from bot.chat.context import Context
from bot.chat.job_finder import Subject
from bot.chat.ledger.person_names import PersonNames
from bot.chat.receipts.card_desk import CardDesk, PressedCard
from bot.chat.receipts.card_face import Face
from bot.chat.reply import reply
from bot.chat.texts import receipts as texts
from bot.letters import search_key
from bot.receipts.ledger.expense import Expense
from bot.receipts.ledger.fix import AddedItem, Fix, RemovedItem
from bot.receipts.ledger.fix_errors import AddsUpAlready, FixError, NotUnderstood
from bot.receipts.ledger.fixes import parse_fixes
from bot.receipts.ledger.shares import payments
from bot.receipts.money import decimal_text, parse_amount
from bot.store.ledger import Ledger

_PIECE = re.compile(r"amount:(?P<expense>\d+):(?P<line>\d+):\d+")


class Taken(Enum):
    """What became of a reply: it was about no card; it was, but is no correction; it was answered."""

    NO_CARD = "no card"
    NO_FIX = "no fix"
    ANSWERED = "answered"


class FixReplies:
    """Whoever asked for the receipt, who paid, and the admins correct it; what cannot be done is said in a sentence."""

    def __init__(self, desk: CardDesk, ledger: Ledger, names: PersonNames) -> None:
        self._desk = desk
        self._ledger = ledger
        self._names = names

    async def take(self, context: Context, subject: Subject) -> Taken:
        """Do what a reply to a message that is about that says."""
        text = context.message.text or ""
        expense, line = await self._about(subject)
        card = await self._desk.card_of(expense) if expense else None
        if expense is None or card is None:
            return Taken.NO_CARD
        try:
            fixes = parse_fixes(completed(text, expense, line), expense, await self._people(context, expense))
        except NotUnderstood:
            return Taken.NO_FIX
        except FixError as error:
            await self._refuse(context, expense, error)
            return Taken.ANSWERED
        if context.message.edit_date and any(isinstance(each, AddedItem | RemovedItem) for each in fixes):
            await reply(context.message, context.say.html(texts.EDITED))  # done again it would be done twice
        elif await self.may_change(context, expense):
            await self._apply(context, card, fixes)
        return Taken.ANSWERED

    async def may_change(self, context: Context, expense: Expense) -> bool:
        """Whether who wrote may; others are told who may."""
        if await self._desk.may_change(context, expense):
            return True
        await reply(context.message, context.say.html(texts.ONLY_PAYERS))
        return False

    async def _about(self, subject: Subject) -> tuple[Expense | None, int | None]:
        """The expense that a message is about, and the line of the page where it shows that alone."""
        if piece := _PIECE.fullmatch(subject.key or ""):
            return await self._ledger.expense(int(piece["expense"])), int(piece["line"])
        return subject.card, None

    async def _people(self, context: Context, expense: Expense) -> dict[str, int]:
        """The ledger's people and those on the receipt by their names; who wrote, and whom they named, as well.

        A name that two have is nobody's: who is meant would be a guess.
        """
        known = [each.id for each in await self._ledger.people(expense.chat_id)]
        people = (*known, expense.asked_by, *payments(expense), *expense.sharers, context.asker_id)
        names = await self._names.of(expense.chat_id, people, context.say)
        written = Counter(map(search_key, names.values()))
        known_names = {name: person for person, name in names.items() if written[search_key(name)] == 1}
        named = context.message.parse_entities([MessageEntity.TEXT_MENTION])
        mentioned = {text: entity.user.id for entity, text in named.items() if entity.user}
        return known_names | mentioned

    async def _refuse(self, context: Context, expense: Expense, error: FixError) -> None:
        if await self.may_change(context, expense):
            await reply(context.message, context.say.html(error.person, **error.details))

    async def _apply(self, context: Context, card: PressedCard, fixes: tuple[Fix, ...]) -> None:
        try:
            after = await self._desk.change(context, card, partial(applied, fixes), face=Face.CARD)
        except FixError as error:
            await reply(context.message, context.say.html(error.person, **error.details))
            return
        if after is None:
            await reply(context.message, context.say.html(texts.NO_LONGER_THERE))
            return
        with suppress(TelegramError):
            await context.message.set_reaction(ReactionEmoji.OK_HAND_SIGN)


def applied(fixes: tuple[Fix, ...], expense: Expense) -> Expense:
    """An expense with all of these corrections. Raises FixError."""
    return reduce(lambda now, fix: fix.apply(now), fixes, expense)


def completed(text: str, expense: Expense, line: int | None) -> str:
    """A bare amount says what is missing, or was asked, or does not add up: the total, or the item in that line.

    Of a receipt that has a total it is said only by an amount with all its decimals. Raises AddsUpAlready.
    """
    receipt = expense.receipt
    amount = parse_amount(text, receipt.places)
    if amount is None:
        return text
    numbers = [number for number, item in enumerate(receipt.items, start=1) if line is not None and item.line == line]
    if numbers:
        return f"{numbers[0]} {text}"
    if receipt.total is None or line is not None:
        return f"total {text}"
    if not is_whole_amount(text, receipt.places):
        return text
    if receipt.proof and amount != receipt.total:
        raise AddsUpAlready(total=decimal_text(receipt.total, receipt.places), amount=text.strip())
    return f"total {text}"


def is_whole_amount(text: str, decimals: int) -> bool:
    """Whether a text is no number that may be something else: `44.90`, not `20`."""
    return bool(re.fullmatch(rf"[\d.,' ]*\d[.,]\d{{{decimals}}}" if decimals else r"\d{3}[\d.,' ]*", text.strip()))
