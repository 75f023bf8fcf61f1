"""Which messages the bot receives, and as which updates."""

from __future__ import annotations

from bot.sandbox.objects import message_json
from bot.sandbox.world import Message, World


def deliver(world: World, message: Message) -> bool:
    """Queues a person's message for the bot if the bot may see it; answers whether it may."""
    seen = reaches_bot(world, message)
    if seen:
        world.updates.add("message", message_json(world, message))
    return seen


def reaches_bot(world: World, message: Message) -> bool:
    """Telegram's rule: everything in private, and what privacy mode lets through in a group.

    With privacy mode on these are service messages, replies to the bot, commands addressed to it
    (`/read@bot`), and bare commands if it was the last bot to speak; a caption counts like a text.
    """
    if world.chats[message.chat_id].type == "private" or not world.privacy_mode or message.service:
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
