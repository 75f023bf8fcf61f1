"""Who decides for a chat, and how often Telegram is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, Chat

from bot.chat.admins import FRESH_SECONDS, Admins
from bot.chat.bot import build_bot
from bot.chat.network import PollingRequest
from bot.sandbox import PersonClient, Sandbox


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
async def person(sandbox: Sandbox) -> AsyncIterator[PersonClient]:
    async with PersonClient(sandbox.url) as person:
        yield person


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with build_bot(sandbox.token, sandbox.url, PollingRequest()) as bot:
        yield bot


class Clock:
    """A clock that stands until it is set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


async def asked(person: PersonClient) -> int:
    return sum(call["method"] == "getChatAdministrators" for call in await person.calls())


async def test_an_admin_is_one_for_a_while(bot: Bot, person: PersonClient) -> None:
    clock = Clock()
    admins = Admins(bot, clock)
    me = (await person.state()).private.id
    group = Chat(await person.new_group("Kitchen table"), Chat.SUPERGROUP)
    ada = await person.new_person("Ada Two")
    await person.join(group.id, ada)
    assert await admins.have(group, me) and not await admins.have(group, ada)
    await person.promote(group.id, ada)
    assert not await admins.have(group, ada)
    assert await asked(person) == 1
    clock.now += FRESH_SECONDS + 1
    assert await admins.have(group, ada)
    assert await asked(person) == 2


async def test_everybody_decides_in_private_and_nobody_where_telegram_is_silent(bot: Bot, person: PersonClient) -> None:
    admins = Admins(bot)
    me = (await person.state()).private.id
    assert await admins.have(Chat(me, Chat.PRIVATE), me)
    group = Chat(await person.new_group("Kitchen table"), Chat.SUPERGROUP)
    await person.remove_bot(group.id)
    assert not await admins.have(group, me)
