"""The methods by which the bot presents itself: commands and descriptions, by language."""

from __future__ import annotations

import re

from bot.sandbox import limits
from bot.sandbox.api_error import bad_request
from bot.sandbox.objects import Json
from bot.sandbox.parameters import Call
from bot.sandbox.profile import SCOPES, Commands, CommandScope, DescriptionKind
from bot.sandbox.world import World

_LANGUAGE = re.compile("[a-z]{2}|")


async def set_my_commands(world: World, call: Call) -> bool:
    """setMyCommands"""
    commands = limits.check_commands(call.array("commands"))
    world.profile.set_commands(_scope(call), _language(call), commands)
    return True


async def get_my_commands(world: World, call: Call) -> Commands:
    """getMyCommands"""
    return world.profile.commands.get((_scope(call), _language(call)), [])


async def set_my_description(world: World, call: Call) -> bool:
    """setMyDescription"""
    return _describe(world, call, "description")


async def set_my_short_description(world: World, call: Call) -> bool:
    """setMyShortDescription"""
    return _describe(world, call, "short_description")


async def get_my_description(world: World, call: Call) -> Json:
    """getMyDescription"""
    return {"description": world.profile.descriptions.get(("description", _language(call)), "")}


async def get_my_short_description(world: World, call: Call) -> Json:
    """getMyShortDescription"""
    return {"short_description": world.profile.descriptions.get(("short_description", _language(call)), "")}


def _describe(world: World, call: Call, kind: DescriptionKind) -> bool:
    text = limits.check_description(kind, call.text(kind))
    world.profile.descriptions[kind, _language(call)] = text
    world.changes.notify()
    return True


def _language(call: Call) -> str:
    code = call.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _scope(call: Call) -> CommandScope:
    kind = call.mapping("scope").get("type", "default")
    for scope in SCOPES:
        if scope == kind:
            return scope
    raise bad_request("can't parse BotCommandScope: the stand-in knows no scopes of single chats")
