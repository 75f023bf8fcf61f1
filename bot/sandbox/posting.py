"""New messages of people, and Telegram's own about them."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import replace

from bot.sandbox.chats import Chat, User
from bot.sandbox.delivery import deliver
from bot.sandbox.entities import NO_TEXT, Formatted
from bot.sandbox.world import Message, World


class NotPossible(Exception):
    """A person's app would not do this; the text says why."""


def new_message(world: World, chat: Chat, sender: User, content: Formatted = NO_TEXT) -> Message:
    """A message of now, not yet posted."""
    return Message(world.next_message_id(chat), chat.id, sender, int(time.time()), content)


def new_album_id() -> str:
    """What the parts of one album share."""
    return str(secrets.randbits(53))


def announce(world: World, chat: Chat, sender: User, service: Mapping[str, object], *, topic: bool = False) -> Message:
    """Posts a service message, which may open a topic, and delivers it."""
    message = replace(new_message(world, chat, sender), service=service)
    if topic:
        message = replace(message, thread=message.id)
    world.post(message)
    deliver(world, message)
    return message
