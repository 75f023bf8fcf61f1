"""What a message asks for: the photo in it, who asks, and where."""

from __future__ import annotations

from pathlib import PurePath

from telegram import Message

from bot.chat.caption_words import words_in
from bot.job import Photo, Request
from bot.preferences import Preferences

SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".avif", ".heic", ".heif", ".gif", ".pdf"}
)
PDF = "application/pdf"


def photo_of(message: Message) -> Photo | None:
    """The photo or file in a message that can be read, the largest size of a photo; None where it has none."""
    if message.photo:
        return Photo(message.message_id, message.photo[-1].file_id, message.photo[-1].file_unique_id)
    if file := message.document:
        kind = file.mime_type or ""
        suffix = PurePath(file.file_name or "").suffix.lower()
        if kind.startswith("image/") or kind == PDF or (suffix in SUFFIXES and not message.animation):
            return Photo(message.message_id, file.file_id, file.file_unique_id)
    return None


def asker_of(message: Message) -> int:
    """The id of whoever wrote a message: a person's, a channel's, or the group's where an administrator is anonymous.

    Telegram gives all who write as a channel, and all anonymous administrators, the id of one user each.
    """
    if message.sender_chat:
        return message.sender_chat.id
    return message.from_user.id if message.from_user else message.chat_id


def thread_of(message: Message) -> int | None:
    """The topic that a message stands in; None in General and in a chat without topics."""
    return message.message_thread_id if message.is_topic_message else None


def request_for(message: Message, language: str, preferences: Preferences, *, unasked: bool = False) -> Request:
    """The request that a message makes for a photo, its own or another message's."""
    return Request(
        chat_id=message.chat_id,
        thread_id=thread_of(message),
        request_id=message.message_id,
        user_id=asker_of(message),
        words=words_in(message.caption or message.text or ""),
        album_id=message.media_group_id,
        language=language,
        preferences=preferences,
        unasked=unasked,
    )
