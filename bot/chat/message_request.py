"""What a message asks for: the photo in it, who asks, and where."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import ExternalReplyInfo, LivePhoto, Message, PaidMediaInfo, PaidMediaLivePhoto, PaidMediaPhoto, PhotoSize

from bot.chat.caption_words import words_in
from bot.chat.document_kind import DocumentKind, kind_of
from bot.job import Photo, Request
from bot.preferences import Preferences


def photo_of(message: Message, *, addressed: bool = True) -> Photo | None:
    """The photo or file in a message that can be read, the largest size of a photo; None where it has none.

    A file that may be anything counts only where the bot was `addressed`: what it is shows when it is opened.
    """
    return _photo_in(message, message.message_id, addressed=addressed)


def photo_elsewhere(message: Message) -> Photo | None:
    """The photo or file of another chat that a message replies to."""
    return _photo_in(message.external_reply, message.message_id) if message.external_reply else None


def photo_count(message: Message) -> int:
    """How many photos are in a message, or in the one of another chat that it replies to: several in a paid post."""
    paid = message.paid_media or (message.external_reply and message.external_reply.paid_media)
    return len(_paid(paid)) if paid else 1


def _photo_in(holding: Message | ExternalReplyInfo, message_id: int, *, addressed: bool = True) -> Photo | None:
    photos = [holding.photo, _still(holding.live_photo), *(_paid(holding.paid_media) if holding.paid_media else ())]
    if sizes := next(filter(None, photos), None):
        return Photo(message_id, sizes[-1].file_id, sizes[-1].file_unique_id)
    if file := holding.document:
        kind = kind_of(file, moves=holding.animation is not None)
        if kind is DocumentKind.IMAGE or (kind is DocumentKind.UNKNOWN and addressed):
            return Photo(message_id, file.file_id, file.file_unique_id)
    return None


def _paid(paid: PaidMediaInfo) -> list[Sequence[PhotoSize]]:
    """The photos of a paid post, each in its sizes."""
    found: list[Sequence[PhotoSize]] = []
    for each in paid.paid_media:
        if isinstance(each, PaidMediaPhoto):
            found.append(each.photo)
        elif isinstance(each, PaidMediaLivePhoto):
            found.append(_still(each.live_photo))
    return [sizes for sizes in found if sizes]


def _still(live: LivePhoto | None) -> Sequence[PhotoSize]:
    """The photo of one that moves for a moment."""
    return (live and live.photo) or ()


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
