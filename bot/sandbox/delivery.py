"""Which messages the bot receives, and as which updates."""

from __future__ import annotations

from typing import Literal

from bot.sandbox.objects import message_json
from bot.sandbox.world import Message, World


def deliver(world: World, message: Message, kind: Literal["message", "edited_message"] = "message") -> bool:
    """Queues a person's message, or its edit, for the bot if the bot may see it; answers whether it may."""
    seen = reaches_bot(world, message)
    if seen:
        world.updates.add(kind, message_json(world, message))
    return seen


def reaches_bot(world: World, message: Message) -> bool:
    """Telegram's rule: everything in private and where the bot is an administrator, nothing where it is out.

    With privacy mode on it sees of other groups service messages, replies to itself, commands addressed
    to it (`/read@bot`), and bare commands if it was the last bot to speak; a caption counts like a text.
    """
    chat = world.chats[message.chat_id]
    if world.bot.id not in chat.members:
        return False
    if chat.type == "private" or chat.is_admin(world.bot.id) or not world.privacy_mode or message.service:
        return True
    replied = world.message(message.chat_id, message.reply_to)
    if replied is not None and replied.sender.id == world.bot.id:
        return True
    return _is_command_for_bot(world, message)


def _is_command_for_bot(world: World, message: Message) -> bool:
    entity = next(iter(message.content.entities), None)
    if entity is None or entity.type != "bot_command" or entity.offset > 0:
        return False
    _, at, addressee = message.content.part(entity).partition("@")
    if at:
        return addressee.lower() == (world.bot.username or "").lower()
    return world.bot_spoke(message.chat_id)
