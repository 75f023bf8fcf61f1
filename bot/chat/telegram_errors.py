"""How the library's errors become ours, and what Telegram means where it refuses a call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter
from telegram.error import TelegramError as ApiError

from bot.errors import ChatClosed, ChatMoved, TelegramUnreachable


class Refusal(Enum):
    """Why a call is refused; each with what Telegram's messages about it hold, in lower case."""

    COPIED_GONE = ("message to copy not found", "message can't be copied", "chat_forwards_restricted")
    CHAT_CLOSED = (
        "chat not found",
        "user not found",
        "group chat was d",  # deleted, deactivated
        "bot is not a member",
        "administrator rights",
        "not enough rights",
        "have no rights",
        "message thread not found",
        "topic_closed",
        "topic_deleted",
        "chat_restricted",
        "_forbidden",  # CHAT_WRITE_…, CHAT_SEND_PLAIN_… and a dozen more
        "chat_admin_required",
        "chat_invalid",
        "channel_private",
        "channel_invalid",
        "peer_id_invalid",
        "user_banned_in_channel",
        "user_is_blocked",
        "you_blocked_user",
        "user_deactivated",
        "user is deactivated",
        "user_is_bot",
        "_premium_required",
        "allow_payment_required",
    )
    NOT_MODIFIED = ("message is not modified",)  # it says already what it should
    EDITED_GONE = (
        "message to edit not found",
        "message can't be edited",
        "message_id_invalid",
        "message_author_required",
    )
    NO_TEXT = ("no text in the message",)  # it is a file
    REPLIED_GONE = ("message to be replied not found",)
    FILE_TOO_BIG = ("too big",)
    FILE_UNAVAILABLE = ("temporarily unavailable",)


def refusal(error: BadRequest) -> Refusal | None:
    """Why Telegram refused; None where that is none of those that somebody asks about."""
    said = error.message.lower()
    return next((each for each in Refusal if any(words in said for words in each.value)), None)


@contextmanager
def telegram_errors() -> Iterator[None]:
    """Turn the library's errors into TelegramUnreachable, ChatClosed, ChatMoved; another BadRequest passes as it is."""
    try:
        yield
    except RetryAfter as error:
        raise TelegramUnreachable(retry_after=seconds(error)) from error
    except ChatMigrated as error:
        raise ChatMoved(error.new_chat_id) from error
    except (Forbidden, BadRequest) as error:
        if is_expected(error):
            raise ChatClosed from error
        raise
    except ApiError as error:  # also a refused token, which ends the bot where it asks for updates
        raise TelegramUnreachable from error


def is_expected(error: BaseException) -> bool:
    """Whether a call failed because the bot was blocked, muted or thrown out, or the chat closed or moved."""
    if isinstance(error, BadRequest):
        return refusal(error) is Refusal.CHAT_CLOSED
    return isinstance(error, Forbidden | ChatMigrated | ChatClosed | ChatMoved)


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks us to wait."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
