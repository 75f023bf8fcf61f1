"""Whether a ledger is right after its bot was killed: each receipt counted once, with one card that says the same."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.chat.languages.locale import Locale, Locales
from bot.chat.receipts.card import Card, card_head, card_html, line_html
from bot.chat.receipts.card_buttons import CardVerdict, ChooseAmount, Judge, UndoChange
from bot.chat.receipts.items_view import items_html
from bot.commands.trial import is_working
from bot.receipts.ledger.balances import balances
from bot.receipts.ledger.expense import Expense, ExpenseState
from bot.receipts.ledger.shares import counts, payments, shares
from bot.sandbox.state import ShownChat, ShownMessage, State
from bot.store.database import Database
from bot.store.ledger import Ledger
from tests.end_to_end.kill_outcome import Turn
from tests.end_to_end.kill_people import expense_on

TAG = re.compile("<[^>]+>")


@dataclass(frozen=True)
class Kept:
    """What the ledger of a chat holds, and what stands in the chat."""

    chat: ShownChat
    expenses: Sequence[Expense]
    ledger: Ledger

    def of_shop(self, shop: str) -> list[Expense]:
        """The expenses of a shop."""
        return [each for each in self.expenses if (each.receipt.merchant or "").lower() == shop.lower()]

    def cards(self, expense: Expense) -> list[ShownMessage]:
        """The cards of an expense."""
        return [message for message in self.chat.messages if expense_on(message) == expense.id]


async def ledger_faults(outcome: Turn, state: State, database: Path) -> list[str]:
    """What is wrong in the ledgers of all chats, a sentence each."""
    faults = list[str]()
    store = Database(f"sqlite+aiosqlite:///{database}")
    ledger = Ledger(store.sessions)
    for chat in state.chats:
        kept = Kept(chat, await ledger.expenses(chat.id), ledger)
        outcome.expenses += len(kept.expenses)
        faults += [f"{chat.id}: {fault}" for fault in [*_counted(outcome, kept), *_sums(kept)]]
        faults += [f"{chat.id}: {fault}" for fault in [*await _balances(kept), *await _cards(kept)]]
        faults += [f"{chat.id}: {fault}" for fault in (*_as_asked(outcome, kept), *_claims(outcome, kept))]
    await store.close()
    return faults


def _counted(outcome: Turn, kept: Kept) -> Iterator[str]:
    """Each receipt and each expense that was typed is there once, and in the sums unless somebody said otherwise."""
    places = defaultdict[str, list[bool]](list)
    for (chat_id, message_id), made_up in outcome.receipts.items():
        if chat_id == kept.chat.id:
            places[made_up.shop].append((chat_id, message_id) in outcome.given_up)
    for shop, given_up in places.items():
        there = kept.of_shop(shop)
        if not given_up.count(False) <= len(there) <= len(given_up):
            yield f"{shop}: {len(there)} of {len(given_up)} receipts, {given_up.count(True)} given up"
        if there:
            yield from _counted_once(outcome, shop, there)
    for words, chat_id in outcome.typed.items():
        if chat_id == kept.chat.id and len(kept.of_shop(words)) != 1:
            yield f"{words}: {len(kept.of_shop(words))} times"


def _counted_once(outcome: Turn, shop: str, there: Sequence[Expense]) -> Iterator[str]:
    verdicts = [judged for data in outcome.pressed if (judged := Judge.parse(data))]
    by_verdict = Counter(judged.verdict for judged in verdicts if judged.expense_id in {each.id for each in there})
    counted = sum(each.state is ExpenseState.COUNTED for each in there)
    if counted > 1 + by_verdict[CardVerdict.COUNT]:
        yield f"{shop}: {counted} counted, {by_verdict[CardVerdict.COUNT]} said to be another one"
    if not counted and not by_verdict.total():
        yield f"{shop}: none of {len(there)} is counted"


def _sums(kept: Kept) -> Iterator[str]:
    for expense in kept.expenses:
        if counts(expense) and not (
            sum(shares(expense).values()) == sum(payments(expense).values()) == expense.receipt.total
        ):
            yield f"#{expense.number}: shares or payments do not make its total"


async def _balances(kept: Kept) -> list[str]:
    """What the rows of shares come to is what the expenses come to, and nothing in all."""
    kept_sums = (await kept.ledger.sums(kept.chat.id, date.min, date.max)).balances
    reckoned = balances(kept.expenses, await kept.ledger.settlements(kept.chat.id))
    faults = [] if kept_sums == reckoned else [f"the balances are {kept_sums}, of the expenses {reckoned}"]
    return faults + [f"{currency} is not even" for currency, owed in kept_sums.items() if sum(owed.values())]


async def _cards(kept: Kept) -> list[str]:
    """Each expense that was read has one card, which says what the ledger says; there is no card of another."""
    faults, say = list[str](), Locales().of(None)
    names = {member.id: member.name for member in kept.chat.members}
    by_number = {each.number: each for each in kept.expenses}
    for expense in kept.expenses:
        cards = kept.cards(expense)
        if expense.origin is None:
            continue
        if len(cards) != 1:
            faults.append(f"#{expense.number}: {len(cards)} cards")
            continue
        change = await kept.ledger.last_change(expense.id)
        is_group = kept.chat.id < 0
        twin = by_number.get(expense.duplicate_of or 0)
        card = Card(expense, _Names(names), (), is_group, change, twin)
        if not _says(cards[0], card, say):
            faults.append(f"#{expense.number}: {cards[0].text!r} instead of {_plain(card_html(card, say))!r}")
        undo = {each.change_id for data in _data(cards[0]) if (each := UndoChange.parse(data))}
        if undo and undo != {change.id if change else 0}:
            faults.append(f"#{expense.number}: undoes {undo}, the last change is {change and change.id}")
    known = {each.id for each in kept.expenses}
    strays = [message for message in kept.chat.messages if (shown := expense_on(message)) and shown not in known]
    return faults + [f"the card of an expense that is not there: {message.text!r}" for message in strays]


class _Names(dict[int, str]):
    """People by their names; who left is somebody."""

    def __missing__(self, person: int) -> str:
        return "somebody"


def _says(message: ShownMessage, card: Card, say: Locale) -> bool:
    """Whether a message shows a side of a card as it is now; of the text of the photo nothing is to be said."""
    shown = message.text or ""
    if not shown.startswith("🧾"):
        return True
    whole = [line_html(card, say), items_html(card, 0, say)]
    begun = [card_html(card, say), f"{card_head(card, say)}\n\n"]
    return shown in map(_plain, whole) or any(shown.startswith(_plain(side)) for side in begun)


def _plain(text: str) -> str:
    return html.unescape(TAG.sub("", text))


def _as_asked(outcome: Turn, kept: Kept) -> Iterator[str]:
    """The totals are what was printed, typed or chosen; one that was typed once, and not taken back, is there."""
    printed = {made_up.shop.lower(): made_up.total for made_up in outcome.receipts.values()}
    undone = {undo.expense_id for data in outcome.pressed if (undo := UndoChange.parse(data))}
    chosen = defaultdict[int, set[int]](set)
    for data in outcome.pressed:
        if choice := ChooseAmount.parse(data):
            chosen[choice.expense_id].add(int(choice.amount))
    for expense in kept.expenses:
        total = printed.get((expense.receipt.merchant or "").lower())
        if total is None or expense.origin is None:
            continue
        typed = outcome.totals.get(expense.id, [])
        wanted = {total, *typed, *chosen[expense.id]}
        if len(typed) == 1 and expense.id not in undone and not chosen[expense.id]:
            wanted = {*typed}
        if expense.receipt.total not in wanted:
            yield f"#{expense.number}: its total is {expense.receipt.total}, not one of {wanted}"


def _claims(outcome: Turn, kept: Kept) -> Iterator[str]:
    """Whoever tapped an item an odd number of times has it, and nobody else."""
    known: Mapping[int, Expense] = {each.id: each for each in kept.expenses}
    for (expense_id, item, person), taps in outcome.claims.items():
        if taps is not None and (expense := known.get(expense_id)):
            has = any((claim.item, claim.person) == (item, person) for claim in expense.claims)
            if has != bool(taps % 2):
                yield f"#{expense.number}: item {item} was tapped {taps} times by {person}, who has it: {has}"


def _data(message: ShownMessage) -> list[str]:
    return [button.data for row in message.buttons for button in row if button.data and not is_working(message)]
