"""The tables of the ledgers. Amounts are integers of a currency's smallest unit."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table, utc_now


class ExpenseRow(Table):
    """An expense of a chat's ledger: `content` is the whole of it as JSON, the other columns what is looked for.

    `number` counts a chat's expenses. `job_id`, `photo_id`, `page` (from 1) and `part` (from 0) say from which receipt
    of which job it was read; they stay when the job is deleted, whose id is not given again. Where that had gone before
    photos were told apart, `photo_id` is 0. `file` is Telegram's unique id of its photo. `asked_in`
    is the update in which it was typed. `shop` is the merchant folded, `words` all that it is found by. `counted` is
    whether it is in the sums; only then it has shares. `checked` is whether a sum proves it, or a person typed it.
    """

    __tablename__ = "expense"
    __table_args__ = (
        UniqueConstraint("chat_id", "number"),
        UniqueConstraint("job_id", "photo_id", "page", "part"),
        UniqueConstraint("chat_id", "asked_in"),
        Index("ix_expense_day", "chat_id", "day"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int]
    number: Mapped[int]
    job_id: Mapped[int | None]
    photo_id: Mapped[int | None]
    page: Mapped[int | None]
    part: Mapped[int | None]
    file: Mapped[str | None] = mapped_column(index=True)
    asked_in: Mapped[int | None]
    day: Mapped[date]
    currency: Mapped[str | None]
    total: Mapped[int | None]
    shop: Mapped[str]
    merchant: Mapped[str]
    words: Mapped[str]
    state: Mapped[str]
    counted: Mapped[bool]
    checked: Mapped[bool]
    duplicate_of: Mapped[int | None]
    content: Mapped[str]


class ExpenseCardRow(Table):
    """The message of its chat in which an expense has its card, which outlives the note that it was read from.

    `message_id` is null where the card was lost: the group became a supergroup. `language` is a code of the bot's
    catalogues, `view` the side that the card shows, null: the one that is shown first.
    """

    __tablename__ = "expense_card"

    expense_id: Mapped[int] = mapped_column(
        ForeignKey("expense.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    message_id: Mapped[int | None] = mapped_column(index=True)
    language: Mapped[str]
    view: Mapped[str | None]


class ExpenseShareRow(Table):
    """What a person paid and owes of an expense that is counted, in its smallest unit; each change writes it anew.

    What it has in common with its expense stands in it again: so ten thousand are summed from the index alone.
    """

    __tablename__ = "expense_share"
    __table_args__ = (Index("ix_expense_share_sums", "chat_id", "day", "currency", "person", "paid", "owed"),)

    expense_id: Mapped[int] = mapped_column(ForeignKey("expense.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chat_id: Mapped[int]
    day: Mapped[date]
    currency: Mapped[str]
    paid: Mapped[int]
    owed: Mapped[int]


class ExpenseChangeRow(Table):
    """What an expense was `before` a person changed it, as JSON; `undone_by` once it was brought back.

    `asked_in` and `undone_in` are the updates in which that was asked, which may come again after a crash.
    """

    __tablename__ = "expense_change"
    __table_args__ = (
        UniqueConstraint("expense_id", "asked_in"),
        UniqueConstraint("expense_id", "undone_in"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    expense_id: Mapped[int] = mapped_column(ForeignKey("expense.id", ondelete="CASCADE"))
    person: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(default=utc_now)
    before: Mapped[str]
    asked_in: Mapped[int | None]
    undone_by: Mapped[int | None]
    undone_in: Mapped[int | None]


class SettlementRow(Table):
    """An amount that a person gave another to settle what was owed in a chat. `asked_in` is the update that said so."""

    __tablename__ = "settlement"
    __table_args__ = (
        UniqueConstraint("chat_id", "asked_in"),
        Index("ix_settlement_day", "chat_id", "day"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int]
    payer: Mapped[int]
    receiver: Mapped[int]
    currency: Mapped[str]
    amount: Mapped[int]
    day: Mapped[date]
    undone: Mapped[bool] = mapped_column(default=False)
    asked_in: Mapped[int | None]


class SettlementMessageRow(Table):
    """A message of a chat that tells of a settlement."""

    __tablename__ = "settlement_message"

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    settlement_id: Mapped[int] = mapped_column(ForeignKey("settlement.id", ondelete="CASCADE"), index=True)


class LedgerPersonRow(Table):
    """A person in a chat's ledger; `left` once they left the chat, while their sums stay."""

    __tablename__ = "ledger_person"

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    left: Mapped[bool] = mapped_column(default=False)
