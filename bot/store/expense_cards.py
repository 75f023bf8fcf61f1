"""Where the cards of expenses stand, as long as the expenses do: longer than the notes that they were read from."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import Select, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.concurrency import uninterrupted
from bot.receipts.ledger.expense import Expense
from bot.store.database import Sessions
from bot.store.expense_rows import loaded
from bot.store.ledger_tables import ExpenseCardRow, ExpenseRow


@dataclass(frozen=True, slots=True)
class StandingCard:
    """The card of an expense: its message, None where that was lost, and how it is shown.

    `language` is a code of the bot's catalogues, `view` the side that people see, None: the one that is shown first.
    """

    expense_id: int
    message_id: int | None
    language: str
    view: str | None = None


class ExpenseCards:
    """The rows of cards."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    @uninterrupted
    async def of(self, expense_id: int) -> StandingCard | None:
        """The card of an expense, None where it never had one."""
        async with self._sessions() as session:
            row = await session.get(ExpenseCardRow, expense_id)
            return StandingCard(expense_id, row.message_id, row.language, row.view) if row else None

    @uninterrupted
    async def in_message(self, chat_id: int, message_id: int) -> Expense | None:
        """The expense whose card a message of a chat is, None where it is none."""
        async with self._sessions() as session:
            row = await session.scalar(_of_message(chat_id, message_id))
            return loaded(row) if row else None

    @uninterrupted
    async def stand(self, chat_id: int, card: StandingCard) -> None:
        """Note where a card stands from now on; whosever card its message was before has lost it.

        Nothing where the expense was forgotten.
        """
        async with self._sessions.begin() as session:
            if card.message_id is not None:
                await _lose(session, chat_id, card.message_id)
            await _stand(session, card)

    @uninterrupted
    async def find(self, chat_id: int, card: StandingCard) -> None:
        """Note where a card stands of which that is not known; nothing where its message is another's card by now."""
        async with self._sessions.begin() as session:
            known = await session.get(ExpenseCardRow, card.expense_id)
            if known and known.message_id is not None:
                return
            if await session.scalar(_of_message(chat_id, card.message_id)) is None:
                await _stand(session, card)

    @uninterrupted
    async def lose(self, chat_id: int, message_id: int) -> None:
        """Note that a message is nobody's card any more."""
        async with self._sessions.begin() as session:
            await _lose(session, chat_id, message_id)

    @uninterrupted
    async def turn(self, expense_id: int, view: str) -> None:
        """Note the side that a card shows from now on."""
        turned = update(ExpenseCardRow).where(ExpenseCardRow.expense_id == expense_id)
        async with self._sessions.begin() as session:
            await session.execute(turned.values(view=view))


def _of_message(chat_id: int, message_id: int | None) -> Select[ExpenseRow]:
    """The expense whose card a message of a chat is."""
    query = select(ExpenseRow).join(ExpenseCardRow, ExpenseCardRow.expense_id == ExpenseRow.id)
    return query.where(ExpenseRow.chat_id == chat_id, ExpenseCardRow.message_id == message_id)


async def _stand(session: AsyncSession, card: StandingCard) -> None:
    if await session.get(ExpenseRow, card.expense_id) is None:
        return
    values = asdict(card)
    there = insert(ExpenseCardRow).values(values)
    await session.execute(there.on_conflict_do_update(index_elements=["expense_id"], set_=values))


async def _lose(session: AsyncSession, chat_id: int, message_id: int) -> None:
    of_chat = select(ExpenseRow.id).where(ExpenseRow.chat_id == chat_id)
    was = update(ExpenseCardRow).where(ExpenseCardRow.message_id == message_id, ExpenseCardRow.expense_id.in_(of_chat))
    await session.execute(was.values(message_id=None))
