"""Handlers of a card's buttons: its sides, who paid, who shares, whose an item is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.chat import texts as common
from bot.chat.callback_query import acknowledge
from bot.chat.context import Context
from bot.chat.ledger.who_shares import is_person, who_share
from bot.chat.receipts.card_buttons import ClaimItem, JoinSplit, PickPayer, SplitAll, TickSharer, TurnCard
from bot.chat.receipts.card_desk import CardDesk, PressedCard
from bot.chat.receipts.card_face import Face
from bot.chat.split import shorten
from bot.chat.texts import ledger as ledger_texts
from bot.chat.texts import receipts as texts
from bot.receipts.ledger.expense import Claim, Expense
from bot.receipts.ledger.shares import payments
from bot.store.ledger import Ledger

FOR_EVERYBODY = (Face.CARD, Face.LINE, Face.ITEMS, Face.FIX, Face.SPLIT)
LONGEST_NAME = 60  # in a notice on top of the chat, which holds 200 UTF-16 units


class CardPresses:
    """What is about people; anybody in the chat says what is theirs, for others those who may change the card."""

    def __init__(self, desk: CardDesk, ledger: Ledger) -> None:
        self._desk = desk
        self._ledger = ledger

    async def turn(self, context: Context, pressed: TurnCard) -> None:
        """Show another side."""
        everybody = pressed.face in FOR_EVERYBODY
        found = self._desk.pressed if everybody else self._desk.changeable
        if card := await found(context, pressed.expense_id):
            await self._desk.turn(card, pressed.face, pressed.page)
            await acknowledge(context.query)

    async def claim(self, context: Context, pressed: ClaimItem) -> None:
        """The number of an item: mine, or mine no more."""
        card = await self._pressed_by_person(context, pressed.expense_id)
        if card is None:
            return
        claim = Claim(pressed.item, context.asker_id)
        await self._desk.join(context)
        after = await self._desk.change(context, card, lambda now: _toggled(now, claim))
        if after is None or pressed.item >= len(after.receipt.items):
            await acknowledge(context.query, context.say(texts.ITEM_GONE), alert=False)
            return
        name = shorten(after.receipt.items[pressed.item].name, LONGEST_NAME)
        said = texts.CLAIM_TAKEN if claim in after.claims else texts.CLAIM_GONE
        await acknowledge(context.query, context.say(said, name=name), alert=False)

    async def pick_payer(self, context: Context, pressed: PickPayer) -> None:
        """Somebody's name: they paid all of it."""
        card = await self._desk.changeable(context, pressed.expense_id)
        if card and await self._is_there(context, pressed.person):
            after = await self._desk.change(context, card, partial(_paid_by, pressed.person), face=Face.CARD)
            await acknowledge(context.query, None if after else context.say(texts.NO_LONGER_THERE))

    async def tick_sharer(self, context: Context, pressed: TickSharer) -> None:
        """Somebody's name: they share it, or do so no more; one's own everybody may tick."""
        own = pressed.person == context.asker_id
        found = self._pressed_by_person if own else self._desk.changeable
        card = await found(context, pressed.expense_id)
        if card and await self._is_there(context, pressed.person):
            after = await self._desk.change(context, card, lambda now: _with_tick(now, pressed.person))
            await acknowledge(context.query, None if after else context.say(texts.NO_LONGER_THERE))

    async def join(self, context: Context, pressed: JoinSplit) -> None:
        """*Join*: I share it."""
        if card := await self._pressed_by_person(context, pressed.expense_id):
            await self._desk.join(context)
            after = await self._desk.change(context, card, lambda now: _with(now, context.asker_id))
            said = texts.JOINED if after else texts.NO_LONGER_THERE
            await acknowledge(context.query, context.say(said), alert=False)

    async def split_all(self, context: Context, pressed: SplitAll) -> None:
        """*All*: everybody in the ledger shares it."""
        if card := await self._desk.changeable(context, pressed.expense_id):
            everybody = who_share(await self._ledger.people(context.chat.id))
            after = await self._desk.change(context, card, lambda now: replace(now, sharers=everybody))
            await acknowledge(context.query, None if after else context.say(texts.NO_LONGER_THERE))

    async def _pressed_by_person(self, context: Context, expense_id: int) -> PressedCard | None:
        """The card of a button; None where it is gone, or pressed as one whom many write as, which they are told."""
        if is_person(context.asker_id):
            return await self._desk.pressed(context, expense_id)
        await acknowledge(context.query, context.say(ledger_texts.JOIN_AS_YOURSELF))
        return None

    async def _is_there(self, context: Context, person: int) -> bool:
        """Whether somebody is one of the ledger's people; a client may forge a button for anybody."""
        if person in [each.id for each in await self._ledger.people(context.chat.id)]:
            return True
        await acknowledge(context.query, context.say(common.OLD_BUTTON))
        return False


def _paid_by(person: int, expense: Expense) -> Expense:
    return replace(expense, paid=(), payer=person)


def _toggled(expense: Expense, claim: Claim) -> Expense:
    """With a claim, or without it where it was there."""
    if claim.item >= len(expense.receipt.items):
        return expense
    others = tuple(each for each in expense.claims if each != claim)
    return replace(expense, claims=others if len(others) < len(expense.claims) else (*others, claim))


def _with(expense: Expense, person: int) -> Expense:
    return replace(expense, sharers=tuple(dict.fromkeys((*_sharers(expense), person))))


def _with_tick(expense: Expense, person: int) -> Expense:
    """With somebody among those who share, or without; the last one stays."""
    sharing = _sharers(expense)
    without = tuple(each for each in sharing if each != person)
    return replace(expense, sharers=without or sharing) if person in sharing else _with(expense, person)


def _sharers(expense: Expense) -> tuple[int, ...]:
    return expense.sharers or tuple(payments(expense))
