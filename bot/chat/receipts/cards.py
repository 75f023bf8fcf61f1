"""Gathers what a card shows: the expense, its last change, what it looks like, and people's names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.chat.languages.locale import Locale
from bot.chat.ledger.person_names import PersonNames
from bot.chat.ledger.who_shares import who_share
from bot.chat.receipts.card import Card
from bot.receipts.ledger.expense import Expense
from bot.receipts.ledger.shares import payments
from bot.store.ledger import Ledger


class Cards:
    """What is kept comes from the ledger, names from Telegram."""

    def __init__(self, ledger: Ledger, names: PersonNames) -> None:
        self._ledger = ledger
        self._names = names

    async def of(self, expense: Expense, of_note: Sequence[Expense], remarks: Sequence[str], say: Locale) -> Card:
        """The card of one of the expenses of a note, with what is to be said of that."""
        is_group = expense.chat_id < 0
        people = who_share(await self._ledger.people(expense.chat_id))
        change = await self._ledger.last_change(expense.id)
        twin = None
        if expense.duplicate_of is not None:
            twin = await self._ledger.numbered(expense.chat_id, expense.duplicate_of)
        shown = [expense, *([twin] if twin else []), *([change.before] if change else [])]
        wanted = [*people, *((change and [change.person]) or []), *(person for each in shown for person in _on(each))]
        return Card(
            expense,
            await self._names.of(expense.chat_id, wanted, say),
            people if is_group else (),
            is_group,
            change,
            twin,
            tuple(remarks),
            tuple(each.number for each in of_note),
        )


def _on(expense: Expense) -> Iterator[int]:
    """The people of an expense."""
    yield expense.asked_by
    yield from payments(expense)
    yield from expense.sharers
    yield from (claim.person for claim in expense.claims)
