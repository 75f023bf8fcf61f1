"""The methods that send something."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.sandbox import limits
from bot.sandbox.api_error import bad_request
from bot.sandbox.lookup import (
    caption_of,
    chat_of,
    keyboard_of,
    known_chat,
    media_of,
    new_message,
    text_of,
    writable_chat_of,
)
from bot.sandbox.objects import Json, message_json
from bot.sandbox.parameters import Call
from bot.sandbox.posting import new_album_id
from bot.sandbox.world import ACTION_SECONDS, Message, World


async def send_message(world: World, call: Call) -> Json:
    """sendMessage"""
    writable_chat_of(world, call, "text messages")
    content, keyboard = text_of(call), keyboard_of(call)
    return _post(world, new_message(world, call, content=content, keyboard=keyboard))


async def send_document(world: World, call: Call) -> Json:
    """sendDocument"""
    return await _send_media(world, call, "document")


async def send_photo(world: World, call: Call) -> Json:
    """sendPhoto"""
    return await _send_media(world, call, "photo")


async def send_media_group(world: World, call: Call) -> list[Json]:
    """sendMediaGroup"""
    items = limits.check_album(call.array("media"))
    writable_chat_of(world, call, f"{items[0].get('type')}s")
    contents = [await input_media(world, call, item) for item in items]
    first = new_message(world, call, album=new_album_id(), **contents[0])
    chat = world.chats[first.chat_id]
    rest = [replace(first, id=world.next_message_id(chat), **content) for content in contents[1:]]
    return [_post(world, message) for message in (first, *rest)]


async def copy_message(world: World, call: Call) -> Json:
    """copyMessage: the same content without its author; a caption cannot be replaced here."""
    source = known_chat(world, call.params.get("from_chat_id"))
    copied = world.message(source.id, call.integer("message_id"))
    if copied is None:
        raise bad_request("message to copy not found")
    if copied.service:
        raise bad_request("message can't be copied")
    writable_chat_of(world, call, "messages")
    copy = new_message(world, call, content=copied.content, media=copied.media, keyboard=keyboard_of(call))
    return {"message_id": world.post(copy).id}


async def send_chat_action(world: World, call: Call) -> bool:
    """sendChatAction"""
    chat = chat_of(world, call)
    world.set_action(chat.id, limits.check_action(call.text("action")))
    asyncio.get_running_loop().call_later(ACTION_SECONDS, world.changes.notify)
    return True


async def input_media(world: World, call: Call, item: Mapping[str, Any]) -> dict[str, Any]:
    """Content and media of a message made from an InputMedia."""
    kind = item.get("type")
    if kind not in ("photo", "document"):
        raise bad_request("type must be photo or document: the stand-in knows no other media")
    content = caption_of(replace(call, params=item))
    return {"content": content, "media": await media_of(world, call, kind, item.get("media", ""))}


async def _send_media(world: World, call: Call, kind: str) -> Json:
    writable_chat_of(world, call, f"{kind}s")
    content, keyboard = caption_of(call), keyboard_of(call)
    media = await media_of(world, call, kind, call.params.get(kind))
    return _post(world, new_message(world, call, content=content, media=media, keyboard=keyboard))


def _post(world: World, message: Message) -> Json:
    return message_json(world, world.post(message))
