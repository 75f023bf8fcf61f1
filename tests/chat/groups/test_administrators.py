"""Who may change what, asked of the stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, Chat
from telegram.constants import ChatID

from bot.chat.groups.administrators import Administrators
from bot.errors import ChatClosed
from bot.sandbox import PersonClient, Sandbox

STRANGER = 4711


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
async def person(sandbox: Sandbox) -> AsyncIterator[PersonClient]:
    async with PersonClient(sandbox.url) as person:
        yield person


@pytest.fixture
async def members(sandbox: Sandbox) -> AsyncIterator[Administrators]:
    async with Bot(sandbox.token, f"{sandbox.url}/bot", f"{sandbox.url}/file/bot") as bot:
        yield Administrators(bot)


async def test_a_private_chat_belongs_to_its_person(person: PersonClient, members: Administrators) -> None:
    me = (await person.state()).private.id
    private = Chat(me, Chat.PRIVATE)
    assert await members.is_admin(private, me)
    assert await members.may_change(private, me, me)
    assert not await members.is_admin(private, STRANGER)
    assert "getChatAdministrators" not in [call["method"] for call in await person.calls()]


async def test_in_a_group_the_asker_and_administrators_may(person: PersonClient, members: Administrators) -> None:
    me = (await person.state()).private.id
    group = Chat(await person.new_group("Stall"), Chat.SUPERGROUP)
    bela, ada = [await person.new_person(name) for name in ("Béla", "Ada")]
    for somebody in (bela, ada):
        await person.join(group.id, somebody)
    assert await members.is_admin(group, me)
    assert await members.may_change(group, me, bela)
    assert await members.may_change(group, bela, bela)
    assert not await members.may_change(group, ada, bela)
    assert not await members.is_admin(group, bela)


async def test_an_anonymous_administrator_is_one_and_a_channel_is_not(
    person: PersonClient, members: Administrators
) -> None:
    group = Chat(await person.new_group("Stall"), Chat.SUPERGROUP)
    assert await members.is_admin(group, group.id)
    assert await members.is_admin(group, ChatID.ANONYMOUS_ADMIN)
    assert not await members.may_change(group, ChatID.FAKE_CHANNEL, ChatID.FAKE_CHANNEL)


async def test_telegram_is_asked_once_a_minute_or_when_something_changed(
    person: PersonClient, members: Administrators
) -> None:
    group = Chat(await person.new_group("Stall"), Chat.SUPERGROUP)
    bela = await person.new_person("Béla")
    await person.join(group.id, bela)
    for _ in range(5):
        assert not await members.is_admin(group, bela)
    await person.promote(group.id, bela)
    members.changed(group.id)
    assert await members.is_admin(group, bela)
    assert [call["method"] for call in await person.calls()].count("getChatAdministrators") == 2


async def test_somebody_who_was_demoted_is_no_administrator_from_then_on(
    person: PersonClient, members: Administrators
) -> None:
    group = Chat(await person.new_group("Stall"), Chat.SUPERGROUP)
    bela = await person.new_person("Béla")
    await person.join(group.id, bela)
    await person.promote(group.id, bela)
    assert await members.is_admin(group, bela)
    await person.promote(group.id, bela, on=False)
    assert not await members.is_admin(group, bela)
    assert not await members.may_change(group, bela, STRANGER)


async def test_where_the_bot_is_told_of_changes_it_asks_once(
    sandbox: Sandbox, person: PersonClient, members: Administrators
) -> None:
    group = Chat(await person.new_group("Stall"), Chat.SUPERGROUP)
    me = (await person.state()).private.id
    await person.promote(group.id, sandbox.world.bot.id)
    for _ in range(5):
        assert await members.is_admin(group, me)
    assert [call["method"] for call in await person.calls()].count("getChatAdministrators") == 1


async def test_what_the_bot_is_shown(sandbox: Sandbox, person: PersonClient, members: Administrators) -> None:
    group = Chat(await person.new_group("Stall"), Chat.SUPERGROUP)
    assert not await members.shows_bot_all(group)
    await person.promote(group.id, int((await person.state()).bot.id))
    members.changed(group.id)
    assert await members.shows_bot_all(group)
    await person.promote(group.id, int((await person.state()).bot.id), on=False)
    await person.set_privacy(False)
    members.changed(group.id)
    assert await members.shows_bot_all(group)


async def test_a_group_that_the_bot_is_out_of(person: PersonClient, members: Administrators) -> None:
    group = Chat(await person.new_group("Stall"), Chat.SUPERGROUP)
    await person.remove_bot(group.id)
    with pytest.raises(ChatClosed):
        await members.is_admin(group, STRANGER)
