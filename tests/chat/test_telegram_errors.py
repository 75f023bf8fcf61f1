"""The library's errors become ours, and a refusal is known by what Telegram says of it."""

from __future__ import annotations

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.telegram_errors import Refusal, refusal, telegram_errors
from bot.errors import ChatClosed, ChatMoved, LegibleError, TelegramUnreachable

CLOSED = (  # Telegram's own words, which the Bot API passes on as they are
    "CHAT_RESTRICTED",
    "CHAT_WRITE_FORBIDDEN",
    "CHAT_SEND_PLAIN_FORBIDDEN",
    "CHAT_SEND_MEDIA_FORBIDDEN",
    "CHAT_GUEST_SEND_FORBIDDEN",
    "CHAT_FORBIDDEN",
    "CHAT_ADMIN_REQUIRED",
    "CHANNEL_PRIVATE",
    "USER_BANNED_IN_CHANNEL",
    "USER_IS_BLOCKED",
    "YOU_BLOCKED_USER",
    "INPUT_USER_DEACTIVATED",
    "PEER_ID_INVALID",
    "TOPIC_CLOSED",
    "TOPIC_DELETED",
    "PRIVACY_PREMIUM_REQUIRED",
    "ALLOW_PAYMENT_REQUIRED_7",
)


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (NetworkError("cut"), TelegramUnreachable),
        (TelegramError("Invalid server response"), TelegramUnreachable),
        (TimedOut(), TelegramUnreachable),
        (RetryAfter(7), TelegramUnreachable),
        (Forbidden("bot was blocked by the user"), ChatClosed),
        (ChatMigrated(-1007), ChatMoved),
        (BadRequest("Chat not found"), ChatClosed),
        (BadRequest("Not enough rights to send text messages to the chat"), ChatClosed),
        (BadRequest("TOPIC_CLOSED"), ChatClosed),
        (BadRequest("Message thread not found"), ChatClosed),
        (InvalidToken(), TelegramUnreachable),
    ],
    ids=repr,
)
def test_the_librarys_errors_become_ours(error: TelegramError, ours: type[LegibleError]) -> None:
    with pytest.raises(ours) as raised, telegram_errors():
        raise error
    assert raised.value.__cause__ is error
    if isinstance(raised.value, TelegramUnreachable):
        assert raised.value.retry_after == (7 if isinstance(error, RetryAfter) else 0)


def test_another_refusal_passes_as_it_is() -> None:
    with pytest.raises(BadRequest, match="too long"), telegram_errors():
        raise BadRequest("message is too long")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        *((said, Refusal.CHAT_CLOSED) for said in CLOSED),
        ("CHAT_FORWARDS_RESTRICTED", Refusal.COPIED_GONE),
        ("MESSAGE_AUTHOR_REQUIRED", Refusal.EDITED_GONE),
        ("Wrong file_id or the file is temporarily unavailable", Refusal.FILE_UNAVAILABLE),
        ("Have no rights to send a message", Refusal.CHAT_CLOSED),
        (
            "Message is not modified: specified new message content and reply markup are exactly the same as a current "
            "content and reply markup of the message",
            Refusal.NOT_MODIFIED,
        ),
        ("Message to edit not found", Refusal.EDITED_GONE),
        ("MESSAGE_ID_INVALID", Refusal.EDITED_GONE),
        ("Message to be replied not found", Refusal.REPLIED_GONE),
        ("Message can't be copied", Refusal.COPIED_GONE),
        ("File is too big", Refusal.FILE_TOO_BIG),
        ("Message is too long", None),
    ],
)
def test_a_refusal_is_known_by_what_telegram_says(said: str, why: Refusal | None) -> None:
    assert refusal(BadRequest(said)) is why
