"""Who is in which chat, and as what: people, groups and the bot in them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from bot.sandbox.chats import GENERAL_TOPIC, Chat, GroupType, Status, Topic, User
from bot.sandbox.objects import member_updated_json, user_json
from bot.sandbox.posting import NotPossible, announce
from bot.sandbox.world import World

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
    check_takes_part(world, chat)
    if person.id in world.chats[chat.id].members:
        return
    if chat.type == "private":
        raise NotPossible(f"{person.name} is not in this chat")
    change_status(world, chat, person, person, "member")
    announce(world, chat, person, {"new_chat_members": [user_json(person)]})


def leave(world: World, chat: Chat, person: User) -> None:
    """Lets a person leave a group, which says so; its creator stays."""
    _check_is_group(chat)
    if person.id not in world.chats[chat.id].members or world.chats[chat.id].status(person.id) == "creator":
        raise NotPossible(f"{person.name} cannot leave this group")
    announce(world, chat, person, {"left_chat_member": user_json(person)})
    change_status(world, chat, person, person, "left")


def promote(world: World, chat: Chat, user: User, *, on: bool) -> None:
    """The group's creator makes a member, or the bot, an administrator, or a plain member again."""
    chat = world.chats[chat.id]
    if user.id not in chat.members or chat.type == "private":
        raise NotPossible(f"{user.name} is not in this group")
    if chat.status(user.id) == "creator":
        raise NotPossible(f"{user.name} opened this group and stays its administrator")
    change_status(world, chat, _owner(world, chat), user, "administrator" if on else "member")


def block(world: World, chat: Chat, *, on: bool) -> None:
    """The person of a private chat blocks the bot, or lets it back."""
    if chat.type != "private":
        raise NotPossible("only a person can block the bot; a group removes it")
    change_status(world, chat, _owner(world, chat), world.bot, "kicked" if on else "member")


def invite_bot(world: World, chat: Chat, *, on: bool) -> None:
    """The creator of a group removes the bot, which is told of it no other way, or adds it again."""
    _check_is_group(chat)
    check_takes_part(world, chat)
    change_status(world, chat, _owner(world, chat), world.bot, "member" if on else "kicked")
    bot = user_json(world.bot)
    announce(world, chat, _owner(world, chat), {"new_chat_members": [bot]} if on else {"left_chat_member": bot})


def mute_bot(world: World, chat: Chat, *, on: bool) -> None:
    """The creator of a supergroup lets the bot only read and react, or write again."""
    if chat.type != "supergroup" or world.bot.id not in world.chats[chat.id].members:
        raise NotPossible("the bot can be muted in a supergroup that it is in")
    change_status(world, chat, _owner(world, chat), world.bot, "restricted" if on else "member")


def migrate(world: World, chat: Chat) -> Chat:
    """Makes a supergroup of a basic group: a new chat of the same people, to which the old one points."""
    chat = world.chats[chat.id]
    if chat.type != "group" or chat.migrated_to is not None:
        raise NotPossible("only a basic group becomes a supergroup")
    new = replace(world.add_group(chat.title, ()), members=chat.members, roles=chat.roles, reactions=chat.reactions)
    world.update_chat(new)
    announce(world, chat, _owner(world, chat), {"migrate_to_chat_id": new.id})
    world.update_chat(replace(chat, migrated_to=new.id))
    announce(world, new, _owner(world, chat), {"migrate_from_chat_id": chat.id})
    return new


def allow_reactions(world: World, chat: Chat, emoji: Sequence[str] | None) -> None:
    """The creator of a group allows these reactions only; None allows all."""
    _check_is_group(chat)
    world.update_chat(replace(world.chats[chat.id], reactions=None if emoji is None else tuple(emoji)))


def check_takes_part(world: World, chat: Chat) -> None:
    """Refuses what nobody can do in this chat: in an old basic group, and to a bot that one has blocked."""
    chat = world.chats[chat.id]
    if chat.migrated_to is not None:
        raise NotPossible("this group has become a supergroup")
    if chat.type == "private" and world.bot.id not in chat.members:
        raise NotPossible("the bot is blocked here; unblock it first")


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


def _check_is_group(chat: Chat) -> None:
    if chat.type == "private":
        raise NotPossible("this is not a group")


def _owner(world: World, chat: Chat) -> User:
    return world.users[chat.members[0]]
