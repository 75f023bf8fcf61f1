"""What a killed bot left, as files that can be checked in: its database as SQL, the stand-in's chats as JSON."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.sandbox.chats import Chat, User
from bot.sandbox.membership import default_world
from bot.sandbox.update_queue import FIRST_UPDATE_ID
from bot.sandbox.world import Message, World

_TIME = re.compile(r"'(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{6})?)'")


class Place(BaseModel):
    """Where a message and the bot's answer to it stand; 0 where there is none yet."""

    model_config = ConfigDict(frozen=True)

    chat: int
    request: int = 0
    answer: int = 0


class Chats(BaseModel):
    """The stand-in's people, chats and messages, files included, and what is where; `saved_at` is Unix time."""

    model_config = ConfigDict(frozen=True, ser_json_bytes="base64", val_json_bytes="base64")

    saved_at: int
    updates: int
    users: tuple[User, ...]
    chats: tuple[Chat, ...]
    messages: tuple[Message, ...]
    places: Mapping[str, Place]


def save(target: Path, database: Path, world: World, places: Mapping[str, Place]) -> None:
    """Write `target`.sql and `target`.json; the database may have a log that its bot left."""
    with closing(sqlite3.connect(database)) as connection:
        target.with_suffix(".sql").write_text("\n".join(connection.iterdump()) + "\n")
        (last,) = connection.execute('SELECT max(id) FROM "update"').fetchone()
    chats = Chats(
        saved_at=int(time.time()),
        updates=last - FIRST_UPDATE_ID + 1,
        users=tuple(world.users.values()),
        chats=tuple(world.chats.values()),
        messages=tuple(message for chat_id in world.chats for message in world.messages(chat_id)),
        places=places,
    )
    target.with_suffix(".json").write_text(chats.model_dump_json(indent=1, exclude_defaults=True) + "\n")


def restore(source: Path, folder: Path) -> tuple[World, Mapping[str, Place]]:
    """Put the database of `source`.sql into a bot's folder; the world of `source`.json, and what is where in it.

    All times move to now, so that nothing is too old to be kept.
    """
    chats = Chats.model_validate_json(source.with_suffix(".json").read_text())
    age = timedelta(seconds=int(time.time()) - chats.saved_at)
    world = _world(chats, int(age.total_seconds()))
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(folder / f"bot-{world.bot.id}.sqlite")) as connection:
        connection.executescript(_later(source.with_suffix(".sql").read_text(), age))
    return world, chats.places


def _later(sql: str, age: timedelta) -> str:
    return _TIME.sub(lambda found: f"'{(datetime.fromisoformat(found[1]) + age).isoformat(' ', 'microseconds')}'", sql)


def _world(chats: Chats, age: int) -> World:
    """A world in which ids go on from those that were given."""
    world = default_world()
    for user in chats.users[len(world.users) :]:
        world.add_user(user.name, user.language_code)
    for chat in chats.chats[len(world.chats) :]:
        if chat.type == "private":
            world.add_private_chat(world.users[chat.id])
        else:
            world.add_group(chat.title, [world.users[user_id] for user_id in chat.members], chat.type)
    for chat in chats.chats:
        world.update_chat(chat)
    for message in chats.messages:
        if message.media:
            world.keep(message.media)
        world.post(replace(message, sender=world.users[message.sender.id], date=message.date + age))
    for chat in world.chats.values():
        last = max((message.id for message in world.messages(chat.id)), default=0)
        while world.next_message_id(chat) < last:
            pass
    for _ in range(chats.updates):
        world.updates.add("message", {})
    world.updates.clear()
    return world
