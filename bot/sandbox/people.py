"""What people do in a chat: write, send photos, forward and edit messages, press buttons."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram.constants import MediaGroupLimit, MessageLimit

from bot.sandbox.callbacks import CallbackAnswer
from bot.sandbox.chats import GENERAL_TOPIC, Chat, User
from bot.sandbox.delivery import deliver
from bot.sandbox.entities import NO_TEXT, Formatted, trimmed, with_detected
from bot.sandbox.membership import check_takes_part, join
from bot.sandbox.objects import callback_query_json
from bot.sandbox.parameters import Upload
from bot.sandbox.pictures import NotAPhoto, make_document, make_photo
from bot.sandbox.posting import NotPossible, new_album_id, new_message
from bot.sandbox.world import Media, MediaKind, Message, Origin, World, edited

ANSWER_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person is about to send: a text, or files with a caption, which may join an album that is there."""

    text: str = ""
    files: Sequence[Upload] = ()
    kind: MediaKind = "photo"
    reply_to: int | None = None
    thread: int | None = None
    album: str | None = None


async def send(world: World, chat: Chat, person: User, draft: Draft) -> list[Message]:
    """Sends what a person wrote; several files make one album. Raises NotPossible."""
    _check(world, chat, person, draft)
    made = await asyncio.gather(*(_media(world, draft.kind, file) for file in draft.files))
    media: list[Media | None] = [world.keep(item) for item in made]
    join(world, chat, person)
    replied = world.message(chat.id, draft.reply_to)
    album = draft.album or (new_album_id() if len(media) > 1 else None)
    thread = _thread(chat, draft, replied)
    text = with_detected(trimmed(Formatted(draft.text)))
    sent: list[Message] = []
    for item in media or [None]:
        message = new_message(world, chat, person, text if not sent else NO_TEXT)
        message = replace(message, media=item, album=album, thread=thread)
        sent.append(world.post(replace(message, reply_to=replied.id if replied else None)))
    for message in sent:
        deliver(world, message)
    return sent


async def edit(world: World, message: Message, text: str | None, file: Upload | None) -> None:
    """Puts another text or caption, or another photo or file, into a message; None leaves it. Raises NotPossible."""
    if message.sender.is_bot or message.origin or message.service:
        raise NotPossible("only one's own words can be edited")
    check_takes_part(world, world.chats[message.chat_id])
    content = message.content if text is None else with_detected(trimmed(Formatted(text)))
    _check_content(content.text, (file,) if file else (), with_media=bool(message.media or file))
    kind = message.media.kind if message.media else "photo"
    media = world.keep(await _media(world, kind, file)) if file else message.media
    now = world.message(message.chat_id, message.id)
    if now is None:
        raise NotPossible("the message is not there any more")
    if (content, media) != (now.content, now.media):
        changed = world.update_message(edited(now, content=content, media=media))
        deliver(world, changed, "edited_message")


def forward(world: World, messages: Sequence[Message], chat: Chat, person: User) -> list[Message]:
    """Forwards messages that a person sees to another chat, or the same; the photos are the same files."""
    join(world, chat, person)
    if any(message.service or person.id not in world.chats[message.chat_id].members for message in messages):
        raise NotPossible("this cannot be forwarded")
    albums = {message.album: new_album_id() for message in messages if message.album}
    sent: list[Message] = []
    for message in messages:
        origin = message.origin or Origin(message.sender, message.date)
        copy = new_message(world, chat, person, message.content)
        album = albums[message.album] if message.album and len(messages) > 1 else None
        media = world.keep_again(message.media) if message.media else None
        sent.append(world.post(replace(copy, media=media, origin=origin, album=album)))
    for message in sent:
        deliver(world, message)
    return sent


async def press(world: World, message: Message, person: User, data: str) -> CallbackAnswer | None:
    """Presses the button with this data; None if the bot does not answer in 15 seconds."""
    return await world.queries.outcome(begin_press(world, message, person, data), ANSWER_SECONDS)


def begin_press(world: World, message: Message, person: User, data: str) -> str:
    """Presses the button with this data, and waits for nothing; the id of the query."""
    if data not in [button.get("callback_data") for row in message.keyboard for button in row]:
        raise NotPossible("the message has no such button")
    query_id = world.queries.open()
    world.updates.add("callback_query", callback_query_json(world, query_id, person, message, data))
    return query_id


def _check(world: World, chat: Chat, person: User, draft: Draft) -> None:
    _check_content(draft.text, draft.files, with_media=bool(draft.files))
    album = [message for message in world.messages(chat.id) if draft.album and message.album == draft.album]
    if draft.album and not (draft.files and album and album[0].sender is person):
        raise NotPossible("there is no such album of this person to add a file to")
    if len(album) + len(draft.files) > MediaGroupLimit.MAX_MEDIA_LENGTH:
        raise NotPossible("an album has at most 10 files")
    if draft.reply_to is not None and world.message(chat.id, draft.reply_to) is None:
        raise NotPossible("the message to reply to is not there")
    if draft.thread is not None and draft.thread not in {topic.id for topic in chat.topics}:
        raise NotPossible("there is no such topic")


def _check_content(text: str, files: Sequence[Upload], *, with_media: bool) -> None:
    if not with_media and not text.strip():
        raise NotPossible("there is nothing to send")
    if not all(file.data for file in files):
        raise NotPossible("the file is empty")
    limit = MessageLimit.CAPTION_LENGTH if with_media else MessageLimit.MAX_TEXT_LENGTH
    if len(Formatted(text)) > limit:
        raise NotPossible(f"the text is longer than {limit.value} characters")


async def _media(world: World, kind: MediaKind, file: Upload) -> Media:
    if kind == "document":
        return await asyncio.to_thread(make_document, world, file.name, file.data)
    try:
        return await asyncio.to_thread(make_photo, world, file.data)
    except NotAPhoto as error:
        raise NotPossible(f"{file.name}: {error}") from error


def _thread(chat: Chat, draft: Draft, replied: Message | None) -> int | None:
    if not chat.topics:
        return None
    thread = draft.thread if draft.thread is not None or replied is None else replied.thread
    return None if thread == GENERAL_TOPIC else thread
