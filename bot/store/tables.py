"""The tables. Times are UTC; ids that come from Telegram need 64 bits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ForeignKey, Integer, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def utc_now() -> datetime:
    """Now, without a zone, as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


class Table(DeclarativeBase):
    """The base of all tables."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {int: BigInteger().with_variant(Integer, "sqlite")}


class UpdateRow(Table):
    """An update that Telegram was told arrived. `payload` is its JSON until it is done, then null."""

    __tablename__ = "update"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    payload: Mapped[str | None]
    received_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class JobRow(Table):
    """One photo on its way: what was asked, where its stage stands, and what came of it.

    `request_id` is the message that asked (the photo itself, or `/read` in reply to one); the pair of chat and request
    makes a job unique, and a forgotten job's id is not given again, so that an old button finds nothing. `words` are
    the lines of the glossary that came with the photo. `page` and `correction` are the results as JSON, `apology` what
    is said instead.
    """

    __tablename__ = "job"
    __table_args__ = (UniqueConstraint("chat_id", "request_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int]
    thread_id: Mapped[int | None]
    request_id: Mapped[int]
    user_id: Mapped[int] = mapped_column(index=True)
    file_id: Mapped[str]
    stage: Mapped[str] = mapped_column(index=True)
    apology: Mapped[str | None]
    page: Mapped[str | None]
    correction: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    words: Mapped[str | None]


class OutgoingRow(Table):
    """A message that the bot sends: its place is reserved before it is sent, so that it is final at most once.

    `key` says what it is (`job:7:0` is the first part of job 7's answer). `message_id` is null until Telegram
    named it; `final` is true once it will not be written again on the way to the answer.
    """

    __tablename__ = "outgoing"

    key: Mapped[str] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[int | None]
    final: Mapped[bool] = mapped_column(default=False)


class RefusedRow(Table):
    """Somebody who was told that the bot is not for them."""

    __tablename__ = "refused"

    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    told_at: Mapped[datetime] = mapped_column(default=utc_now)
