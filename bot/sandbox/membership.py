"""Who is in which chat, and as what: people, groups and the bot in them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from bot.sandbox.objects import member_updated_json, user_json
from bot.sandbox.posting import NotPossible, announce
from bot.sandbox.world import GENERAL_TOPIC, Chat, GroupType, Status, Topic, User, World

_TOPIC_COLOR = 0x6FB9F0


def default_world() -> World:
    """You with a private chat, and the group "Kitchen table" with You, Ada and the bot."""
    world = World()
    ada = world.add_user("Ada")
    world.add_private_chat(world.me)
    world.add_group("Kitchen table", (world.me, ada))
    return world


def new_person(world: World, name: str, language_code: str) -> Chat:
    """A new person's private chat with the bot."""
    return world.add_private_chat(world.add_user(name, language_code))


def new_group(world: World, title: str, topics: Sequence[str] = (), kind: GroupType = "supergroup") -> Chat:
    """A group that You opened with the bot in it, a forum if there are topics; the bot is told."""
    if topics and kind == "group":
        raise NotPossible("only a supergroup has topics")
    group = world.add_group(title, (world.me,), kind)
    _tell(world, group.with_status(world.bot.id, "left"), group, world.me, world.bot)
    announce(world, group, world.me, {"new_chat_members": [user_json(world.bot)]})
    names = [name for name in topics if name != "General"]
    if topics:
        group = replace(group, topics=(Topic(GENERAL_TOPIC, "General"),))
        world.update_chat(group)
    for name in names:
        created = {"forum_topic_created": {"name": name, "icon_color": _TOPIC_COLOR}}
        message = announce(world, group, world.me, created, topic=True)
        group = replace(group, topics=(*group.topics, Topic(message.id, name)))
        world.update_chat(group)
    return group


def join(world: World, chat: Chat, person: User) -> None:
    """Lets a person into a group, if need be; only the chat's own person can use a private one."""
    if person.id in world.chats[chat.id].members:
        return
    if chat.type == "private":
        raise NotPossible(f"{person.name} is not in this chat")
    change_status(world, chat, person, person, "member")
    announce(world, chat, person, {"new_chat_members": [user_json(person)]})


def promote(world: World, chat: Chat, user: User, *, on: bool) -> None:
    """The group's creator makes a member, or the bot, an administrator, or a plain member again."""
    chat = world.chats[chat.id]
    if user.id not in chat.members or chat.type == "private":
        raise NotPossible(f"{user.name} is not in this group")
    if chat.status(user.id) == "creator":
        raise NotPossible(f"{user.name} opened this group and stays its administrator")
    change_status(world, chat, _owner(world, chat), user, "administrator" if on else "member")


def change_status(world: World, chat: Chat, by: User, user: User, status: Status) -> None:
    """Makes something else of a user; the bot is told of itself, and as an administrator of others."""
    before = world.chats[chat.id]
    now = before.with_status(user.id, status)
    if before.status(user.id) == status:
        return
    world.update_chat(now)
    _tell(world, before, now, by, user)


def _tell(world: World, before: Chat, now: Chat, by: User, user: User) -> None:
    update = member_updated_json(world, before, now, by, user, int(time.time()))
    if user is world.bot:
        world.updates.add("my_chat_member", update)
    elif now.is_admin(world.bot.id):
        world.updates.add("chat_member", update)


def _owner(world: World, chat: Chat) -> User:
    return world.users[chat.members[0]]
