"""The tables. Times are UTC; ids that come from Telegram need 64 bits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, UniqueConstraint, false
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
    """One request on its way: what was asked, where its stage stands, and what came of it.

    `request_id` is the message that asked (the photo itself, or `/read` in reply to one); the pair of chat and request
    makes a job unique, and a forgotten job's id is not given again, so that an old button finds nothing. All photos of
    an album are one job. `words` are the lines of the glossary that came with the photo. As JSON: `found`, the terms
    that the last re-correction found, `preferences`, the chat's when it asked, and `failure`, the error that is said
    instead of an answer. A job is deleted after `kept_until`, and at the latest when the operator says.
    """

    __tablename__ = "job"
    __table_args__ = (
        UniqueConstraint("chat_id", "request_id"),
        Index("ix_job_album", "chat_id", "album_id", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int]
    thread_id: Mapped[int | None]
    request_id: Mapped[int]
    user_id: Mapped[int] = mapped_column(index=True)
    stage: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    words: Mapped[str | None]
    album_id: Mapped[str | None]
    language: Mapped[str | None]
    preferences: Mapped[str | None]
    failure: Mapped[str | None]
    found: Mapped[str | None]
    answered: Mapped[bool] = mapped_column(default=False, server_default=false())
    kept_until: Mapped[datetime | None] = mapped_column(index=True)
    unasked: Mapped[bool] = mapped_column(default=False, server_default=false())


class PhotoRow(Table):
    """A photo or file of a job: the message that it came in, Telegram's ids of it, and how many pages it has.

    `unique_id` is the same whenever the same file is sent again.
    """

    __tablename__ = "photo"
    __table_args__ = (UniqueConstraint("job_id", "message_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    message_id: Mapped[int]
    file_id: Mapped[str]
    unique_id: Mapped[str] = mapped_column(index=True)
    count: Mapped[int | None]


class PageRow(Table):
    """A page of a photo, as JSON: what was read, what became of it, and what that was before the last change.

    `reading` stays as the reader saw it; `note` and `former` leave out what stands there already. `failure` is the
    error where the page could not be read.
    """

    __tablename__ = "page"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str]
    reading: Mapped[str | None]
    note: Mapped[str | None]
    former: Mapped[str | None]
    failure: Mapped[str | None]


class OutgoingRow(Table):
    """A message that the bot sends: its place is reserved before it is sent, so that it is final at most once.

    `key` says what it is (`job:7:0` is the first part of job 7's answer). `message_id` is null until Telegram
    named it; `final` is true once it will not be written again on the way to the answer. `view` is the side of the
    answer that a person chose to see; it stands with the answer's first message.
    """

    __tablename__ = "outgoing"

    key: Mapped[str] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[int | None]
    final: Mapped[bool] = mapped_column(default=False)
    view: Mapped[str | None]


class RefusedRow(Table):
    """Somebody who was told that the bot is not for them."""

    __tablename__ = "refused"

    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    told_at: Mapped[datetime] = mapped_column(default=utc_now)


class PreferenceRow(Table):
    """How a chat wants its notes, as JSON."""

    __tablename__ = "preference"

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[str]


class TermRow(Table):
    """A line of a chat's glossary: how a term is spelled, and what is read instead of it, or nothing.

    A private chat has the id of its person, whose own glossary it is.
    """

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("chat_id", "wrong", "right"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int]
    wrong: Mapped[str]
    right: Mapped[str]


class QuestionRow(Table):
    """A message of the bot that asks for words; what is replied to it goes into the chat's glossary."""

    __tablename__ = "question"

    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    asked_at: Mapped[datetime] = mapped_column(default=utc_now, index=True)


class LessonRow(Table):
    """What a reply to an answer taught, offered with a tick for each: pairs of read and meant, as JSON.

    `request_id` is the reply. `taken` is true once they went into a glossary or were turned down.
    """

    __tablename__ = "lesson"
    __table_args__ = (UniqueConstraint("job_id", "request_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    request_id: Mapped[int]
    content: Mapped[str]
    taken: Mapped[bool] = mapped_column(default=False)


class BroadcastRow(Table):
    """A message of an operator that is to be copied to others: where it stands, and the bot's message about it.

    It is deleted when all is sent. `started` is false until the operator said yes, in the `language` of the catalogues.
    """

    __tablename__ = "broadcast"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int]
    message_id: Mapped[int]
    report_id: Mapped[int | None]
    language: Mapped[str]
    started: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class RecipientRow(Table):
    """A private chat that a broadcast goes to; `reached` is null until it was tried."""

    __tablename__ = "recipient"

    broadcast_id: Mapped[int] = mapped_column(ForeignKey("broadcast.id", ondelete="CASCADE"), primary_key=True)
    chat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reached: Mapped[bool | None]
