from __future__ import annotations

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest

from bot.sandbox import PersonClient


def named(name: str) -> list[BotCommand]:
    return [BotCommand(name, f"What {name} does")]


async def test_a_person_is_offered_the_narrowest_list(bot: Bot, person: PersonClient, me: int) -> None:
    group = await person.new_group("Flat 12")
    cleo = await person.new_person("Cleo")
    await person.join(group, cleo)

    async def offered() -> tuple[str, str, str]:
        lists = [await person.commands(me), await person.commands(group, cleo), await person.commands(group)]
        private, member, admin = ["".join(each) for each in lists]
        return private, member, admin

    assert await offered() == ("", "", "")
    await bot.set_my_commands(named("any"))
    assert await offered() == ("any", "any", "any")
    await bot.set_my_commands(named("private"), BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(named("groups"), BotCommandScopeAllGroupChats())
    assert await offered() == ("private", "groups", "groups")
    await bot.set_my_commands(named("admins"), BotCommandScopeAllChatAdministrators())
    assert await offered() == ("private", "groups", "admins")
    await bot.set_my_commands([], BotCommandScopeAllPrivateChats())
    assert await offered() == ("any", "groups", "admins")
    assert await person.commands(me) == {"any": "What any does"}


async def test_commands_in_a_persons_language(bot: Bot, person: PersonClient, me: int) -> None:
    lena = await person.new_person("Lena", language_code="de-AT")
    lin = await person.new_person("Lin", language_code="zh-hant")
    await bot.set_my_commands(named("any"), BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(named("lies"), BotCommandScopeAllPrivateChats(), "de")
    await bot.set_my_commands(named("du"), language_code="zh")
    assert [list(await person.commands(chat)) for chat in (me, lena, lin)] == [["any"], ["lies"], ["any"]]
    await bot.set_my_commands([], BotCommandScopeAllPrivateChats())
    assert [list(await person.commands(chat)) for chat in (me, lena, lin)] == [[], ["lies"], ["du"]]


async def test_what_no_list_can_be_set_for(bot: Bot, me: int) -> None:
    with pytest.raises(BadRequest, match="Invalid language code specified"):
        await bot.set_my_commands(named("du"), language_code="zh-hant")
    with pytest.raises(BadRequest, match="no scopes of single chats"):
        await bot.set_my_commands(named("du"), BotCommandScopeChat(me))


async def test_descriptions_in_a_persons_language(bot: Bot, person: PersonClient, me: int) -> None:
    lena = await person.new_person("Lena", language_code="de")
    await bot.set_my_description("Reads photos.")
    await bot.set_my_description("Liest Fotos.", language_code="de")
    await bot.set_my_short_description("Reads.")
    state = await person.state()
    assert [state.chat(chat).description for chat in (me, lena)] == ["Reads photos.", "Liest Fotos."]
    assert state.chat(lena).short_description == "Reads."
    await bot.set_my_description("", language_code="de")
    assert (await person.state()).chat(lena).description == "Reads photos."
    assert (await bot.get_my_description()).description == "Reads photos."
    assert (await bot.get_my_short_description("de")).short_description == ""


async def test_descriptions_that_are_too_long(bot: Bot) -> None:
    assert await bot.set_my_description("x" * 512)
    assert await bot.set_my_short_description("x" * 120)
    with pytest.raises(BadRequest, match="Description_too_long"):
        await bot.set_my_description("x" * 513)
    with pytest.raises(BadRequest, match="About_too_long"):
        await bot.set_my_short_description("x" * 121)
