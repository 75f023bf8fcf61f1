"""The methods that send something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.sandbox.api_error import bad_request
from bot.sandbox.lookup import (
    caption_of,
    keyboard_of,
    known_chat,
    media_of,
    new_message,
    text_of,
    writable_chat_of,
)
from bot.sandbox.objects import Json, message_json
from bot.sandbox.parameters import Call
from bot.sandbox.world import Message, World


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
