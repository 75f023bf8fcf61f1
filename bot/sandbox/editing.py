"""The methods that change or remove messages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.sandbox import limits
from bot.sandbox.api_error import bad_request
from bot.sandbox.lookup import keyboard_of, message_of, text_of
from bot.sandbox.objects import Json, message_json
from bot.sandbox.parameters import Call
from bot.sandbox.sending import input_media
from bot.sandbox.world import Message, World, edited


async def edit_message_text(world: World, call: Call) -> Json:
    """editMessageText"""
    message = _editable(world, call)
    content = text_of(call)
    if message.media:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, message, content=content, keyboard=keyboard_of(call))


async def edit_message_media(world: World, call: Call) -> Json:
    """editMessageMedia, which may also put media in place of a text."""
    _editable(world, call)
    item = call.mapping("media")
    keyboard = keyboard_of(call)
    changes = await input_media(world, call, item)
    return _edit(world, _editable(world, call), keyboard=keyboard, **changes)


async def edit_message_reply_markup(world: World, call: Call) -> Json:
    """editMessageReplyMarkup, which people do not see as an edit."""
    message = _editable(world, call)
    changed = replace(message, keyboard=keyboard_of(call))
    return _update(world, message, changed)


async def delete_message(world: World, call: Call) -> bool:
    """deleteMessage: the bot's own messages; in private chats and as an administrator everybody's."""
    message = message_of(world, call, "delete")
    if not _may_delete(world, message):
        raise bad_request("message can't be deleted for everyone")
    world.delete(message)
    return True


async def set_message_reaction(world: World, call: Call) -> bool:
    """setMessageReaction; on an album the first message that is left gets the reaction."""
    message = message_of(world, call, "react")
    if message.service:
        raise bad_request("MESSAGE_ID_INVALID")
    chosen = limits.reactions(call.array("reaction"), world.chats[message.chat_id].reactions)
    if message.album:
        album = (other for other in world.messages(message.chat_id) if other.album == message.album)
        message = next(album)
    world.update_message(replace(message, reactions=chosen))
    return True


def _editable(world: World, call: Call) -> Message:
    message = message_of(world, call, "edit")
    if message.sender.id != world.bot.id or message.service:
        raise bad_request("message can't be edited")
    return message


def _edit(world: World, message: Message, **changes: Any) -> Json:
    return _update(world, message, edited(message, **changes))


def _update(world: World, message: Message, changed: Message) -> Json:
    if replace(changed, edit_date=message.edit_date) == message:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same"
            " as a current content and reply markup of the message"
        )
    return message_json(world, world.update_message(changed))


def _may_delete(world: World, message: Message) -> bool:
    chat = world.chats[message.chat_id]
    return message.sender is world.bot or chat.type == "private" or chat.is_admin(world.bot.id)
