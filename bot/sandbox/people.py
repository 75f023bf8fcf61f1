"""What people do: write, send photos, press buttons, open groups."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from telegram.constants import MediaGroupLimit, MessageLimit

from bot.sandbox.callbacks import CallbackAnswer
from bot.sandbox.delivery import deliver
from bot.sandbox.entities import NO_TEXT, Formatted, trimmed, with_detected
from bot.sandbox.objects import added_to_group_json, callback_query_json, user_json
from bot.sandbox.parameters import Upload
from bot.sandbox.pictures import NotAPhoto, make_document, make_photo
from bot.sandbox.world import GENERAL_TOPIC, Chat, Media, Message, Topic, User, World

ANSWER_SECONDS = 15.0
_TOPIC_COLOR = 0x6FB9F0


class NotPossible(Exception):
    """A person's app would not do this; the text says why."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person is about to send: a text, or files with a caption."""

    text: str = ""
    files: Sequence[Upload] = ()
    kind: Literal["photo", "document"] = "photo"
    reply_to: int | None = None
    thread: int | None = None


def default_world() -> World:
    """You with a private chat, and the group "Kitchen table" with You, Ada and the bot."""
    world = World()
    ada = world.add_user("Ada")
    world.add_private_chat(world.me)
    world.add_group("Kitchen table", (world.me, ada))
    return world


def new_person(world: World, name: str) -> Chat:
    """A new person's private chat with the bot."""
    return world.add_private_chat(world.add_user(name))


def new_group(world: World, title: str, topics: Sequence[str] = ()) -> Chat:
    """A group that You opened with the bot in it, a forum if there are topics; the bot is told."""
    group = world.add_group(title, (world.me,))
    world.updates.add("my_chat_member", added_to_group_json(world, group, world.me, int(time.time())))
    _service(world, group, world.me, {"new_chat_members": [user_json(world.bot)]})
    names = [name for name in topics if name != "General"]
    if topics:
        group = replace(group, topics=(Topic(GENERAL_TOPIC, "General"),))
        world.update_chat(group)
    for name in names:
        created = {"forum_topic_created": {"name": name, "icon_color": _TOPIC_COLOR}}
        message = _service(world, group, world.me, created, topic=True)
        group = replace(group, topics=(*group.topics, Topic(message.id, name)))
        world.update_chat(group)
    return group


async def send(world: World, chat: Chat, person: User, draft: Draft) -> list[Message]:
    """Sends what a person wrote; several files make one album. Raises NotPossible."""
    _check(world, chat, draft)
    made = await asyncio.gather(*(_media(world, draft, file) for file in draft.files))
    media: list[Media | None] = [world.keep(item) for item in made]
    join(world, chat, person)
    replied = world.message(chat.id, draft.reply_to)
    album = str(secrets.randbits(53)) if len(media) > 1 else None
    thread = _thread(chat, draft, replied)
    text = with_detected(trimmed(Formatted(draft.text)))
    sent: list[Message] = []
    for item in media or [None]:
        message = _message(world, chat, person, text if not sent else NO_TEXT)
        message = replace(message, media=item, album=album, thread=thread)
        sent.append(world.post(replace(message, reply_to=replied.id if replied else None)))
    for message in sent:
        deliver(world, message)
    return sent


def join(world: World, chat: Chat, person: User) -> None:
    """Lets a person into a group, if need be; only the chat's own person can use a private one."""
    chat = world.chats[chat.id]
    if person.id in chat.members:
        return
    if chat.type == "private":
        raise NotPossible(f"{person.name} is not in this chat")
    world.update_chat(replace(chat, members=(*chat.members, person.id)))
    _service(world, chat, person, {"new_chat_members": [user_json(person)]})


async def press(world: World, message: Message, person: User, data: str) -> CallbackAnswer | None:
    """Presses the button with this data; None if the bot does not answer in 15 seconds."""
    if data not in [button.get("callback_data") for row in message.keyboard for button in row]:
        raise NotPossible("the message has no such button")
    query_id = world.queries.open()
    query = callback_query_json(world, query_id, person, message, data)
    world.updates.add("callback_query", query)
    return await world.queries.outcome(query_id, ANSWER_SECONDS)


def _check(world: World, chat: Chat, draft: Draft) -> None:
    if not draft.files and not draft.text.strip():
        raise NotPossible("there is nothing to send")
    if len(draft.files) > MediaGroupLimit.MAX_MEDIA_LENGTH:
        raise NotPossible("an album has at most 10 files")
    if not all(file.data for file in draft.files):
        raise NotPossible("the file is empty")
    limit = MessageLimit.CAPTION_LENGTH if draft.files else MessageLimit.MAX_TEXT_LENGTH
    if len(Formatted(draft.text)) > limit:
        raise NotPossible(f"the text is longer than {limit.value} characters")
    if draft.reply_to is not None and world.message(chat.id, draft.reply_to) is None:
        raise NotPossible("the message to reply to is not there")
    if draft.thread is not None and draft.thread not in {topic.id for topic in chat.topics}:
        raise NotPossible("there is no such topic")


async def _media(world: World, draft: Draft, file: Upload) -> Media:
    if draft.kind == "document":
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


def _message(world: World, chat: Chat, sender: User, content: Formatted = NO_TEXT) -> Message:
    return Message(world.next_message_id(chat), chat.id, sender, int(time.time()), content)


def _service(world: World, chat: Chat, sender: User, service: Mapping[str, object], *, topic: bool = False) -> Message:
    message = replace(_message(world, chat, sender), service=service)
    if topic:
        message = replace(message, thread=message.id)
    world.post(message)
    deliver(world, message)
    return message
