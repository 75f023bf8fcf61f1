"""What the parameters of a call refer to: chats, messages, files. Whatever is missing is refused."""

from __future__ import annotations

import asyncio
import re
import time
from typing import Any

from bot.sandbox import limits
from bot.sandbox.api_error import bad_request, forbidden, migrated
from bot.sandbox.chats import GENERAL_TOPIC, Chat
from bot.sandbox.entities import Formatted, with_detected
from bot.sandbox.parameters import Call, Upload
from bot.sandbox.pictures import NotAPhoto, make_document, make_photo
from bot.sandbox.world import Keyboard, Media, Message, World


def readable_chat_of(world: World, call: Call) -> Chat:
    """The chat with `chat_id`, which the bot may know about: any of a person, and the groups that it is in."""
    return known_chat(world, call.params.get("chat_id"))


def known_chat(world: World, chat_id: object) -> Chat:
    """The chat with this id, under the same rule."""
    if chat_id in (None, ""):
        raise bad_request("chat_id is empty")
    if not isinstance(chat_id, int) or chat_id not in world.chats:
        raise bad_request("chat not found")
    chat = world.chats[chat_id]
    if chat.migrated_to is not None:
        raise migrated(chat.migrated_to)
    if chat.type != "private" and world.bot.id not in chat.members:
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    return chat


def chat_of(world: World, call: Call) -> Chat:
    """The chat with `chat_id`, where the bot may do something."""
    chat = readable_chat_of(world, call)
    if world.bot.id not in chat.members:
        raise forbidden("bot was blocked by the user")
    return chat


def writable_chat_of(world: World, call: Call, content: str) -> Chat:
    """The chat with `chat_id`, where the bot may send such content, such as `text messages`."""
    chat = chat_of(world, call)
    if chat.status(world.bot.id) == "restricted":
        raise bad_request(f"not enough rights to send {content} to the chat")
    if chat.type != "private":
        world.group_pace.take(chat.id)
    return chat


def message_of(world: World, call: Call, purpose: str) -> Message:
    """The message with `chat_id` and `message_id`; `purpose` completes "message to … not found"."""
    message = world.message(chat_of(world, call).id, call.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message


def text_of(call: Call) -> Formatted:
    """`text` within its limits."""
    entities = call.array("entities")
    text = limits.formatted(call.text("text"), call.text("parse_mode"), entities)
    return with_detected(limits.check_text(text))


def caption_of(call: Call) -> Formatted:
    """`caption` within its limits."""
    entities = call.array("caption_entities")
    caption = limits.formatted(call.text("caption"), call.text("parse_mode"), entities)
    return with_detected(limits.check_caption(caption))


def keyboard_of(call: Call) -> Keyboard:
    """The inline keyboard in `reply_markup`."""
    return limits.inline_keyboard(call.mapping("reply_markup"))


def reply_of(world: World, call: Call, chat: Chat) -> Message | None:
    """The message that `reply_parameters` name, or None where it is missing and need not be there."""
    wanted = call.mapping("reply_parameters")
    if not wanted:
        return None
    message_id = wanted.get("message_id")
    replied = world.message(chat.id, message_id) if isinstance(message_id, int) else None
    if replied is None and wanted.get("allow_sending_without_reply") is not True:
        raise bad_request("message to be replied not found")
    if replied is not None and str(wanted.get("quote") or "") not in replied.content.text:
        raise bad_request("QUOTE_TEXT_INVALID")
    return replied


def thread_of(call: Call, chat: Chat, replied: Message | None) -> int | None:
    """The topic of a new message: `message_thread_id`, or where the replied message is.

    General is named by leaving the parameter out; sending to its id fails in Telegram, too.
    """
    thread = call.integer("message_thread_id")
    if thread is None:
        return replied.thread if replied else None
    if thread == GENERAL_TOPIC or thread not in {topic.id for topic in chat.topics}:
        raise bad_request("message thread not found")
    return thread


def new_message(world: World, call: Call, **content: Any) -> Message:
    """A message of the bot in the chat, topic and reply that the call names; not yet posted."""
    chat = chat_of(world, call)
    replied = reply_of(world, call, chat)
    thread = thread_of(call, chat, replied)
    return Message(
        id=world.next_message_id(chat),
        chat_id=chat.id,
        sender=world.bot,
        date=int(time.time()),
        reply_to=replied.id if replied else None,
        thread=thread,
        **content,
    )


async def media_of(world: World, call: Call, kind: str, source: object) -> Media:
    """The photo or document that `source` names: an upload, or the id of a file Telegram has."""
    upload = call.files.get(kind) if source is None else call.upload(source)
    if upload is not None:
        return world.keep(await _uploaded(world, kind, upload))
    if not isinstance(source, str) or not source:
        raise bad_request(f"there is no {kind} in the request")
    if re.match(r"https?://", source):
        raise bad_request("failed to get HTTP URL content")
    media = world.media(source)
    if media is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if media.kind != kind:
        raise bad_request(f"can't use file of type {media.kind.title()} as {kind.title()}")
    return media


async def _uploaded(world: World, kind: str, upload: Upload) -> Media:
    limits.check_upload(upload, photo=kind == "photo")
    if kind == "document":
        return await asyncio.to_thread(make_document, world, upload.name, upload.data)
    try:
        return await asyncio.to_thread(make_photo, world, upload.data)
    except NotAPhoto as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error
