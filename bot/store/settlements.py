"""Settlements one by one, and the messages of the chats that tell of them."""

from __future__ import annotations

from sqlalchemy import Select, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.concurrency import uninterrupted
from bot.receipts.ledger.expense import Settlement
from bot.store.database import Sessions
from bot.store.ledger import settlement_of
from bot.store.ledger_tables import SettlementMessageRow, SettlementRow


class Settlements:
    """The rows of settlements that `Ledger.settle` made."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def of(self, settlement_id: int) -> Settlement | None:
        """The settlement of that id, None where there is none."""
        return await self._one(select(SettlementRow).where(SettlementRow.id == settlement_id))

    async def asked_in(self, chat_id: int, update_id: int) -> Settlement | None:
        """The settlement that an update brought, which came before."""
        asked = (SettlementRow.chat_id == chat_id) & (SettlementRow.asked_in == update_id)
        return await self._one(select(SettlementRow).where(asked))

    async def told_by(self, chat_id: int, message_id: int) -> Settlement | None:
        """The settlement that a message of a chat tells of."""
        message = SettlementMessageRow
        query = select(SettlementRow).join(message, message.settlement_id == SettlementRow.id)
        return await self._one(query.where(message.chat_id == chat_id, message.message_id == message_id))

    @uninterrupted
    async def told_in(self, settlement_id: int) -> int | None:
        """The last message that tells of a settlement, None where there is none."""
        query = select(SettlementMessageRow.message_id).where(SettlementMessageRow.settlement_id == settlement_id)
        async with self._sessions() as session:
            return await session.scalar(query.order_by(SettlementMessageRow.message_id.desc()).limit(1))

    @uninterrupted
    async def told(self, settlement_id: int, chat_id: int, message_id: int) -> None:
        """Note that a message tells of a settlement."""
        values = {"chat_id": chat_id, "message_id": message_id, "settlement_id": settlement_id}
        async with self._sessions.begin() as session:
            await session.execute(insert(SettlementMessageRow).values(values).on_conflict_do_nothing())

    @uninterrupted
    async def change_amount(self, settlement_id: int, amount: int) -> Settlement | None:
        """Let a settlement be of another amount; None where it is taken back."""
        there = (SettlementRow.id == settlement_id) & ~SettlementRow.undone
        changed = update(SettlementRow).where(there).values(amount=amount).returning(SettlementRow)
        async with self._sessions.begin() as session:
            row = await session.scalar(changed)
            return settlement_of(row) if row else None

    @uninterrupted
    async def _one(self, query: Select[SettlementRow]) -> Settlement | None:
        async with self._sessions() as session:
            row = await session.scalar(query)
            return settlement_of(row) if row else None
