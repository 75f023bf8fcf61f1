"""What becomes of the bot in a chat: added, muted, thrown out, blocked, moved to a supergroup."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.chat.groups.my_chat_member import GREETING_SECONDS
from bot.chat.texts import groups as texts
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.end_to_end.live import Chat, answers, running
from tests.end_to_end.test_groups import BOT, plain, read_all

pytestmark = pytest.mark.usefixtures("calm")


async def basic_group(chat: Chat) -> Chat:
    return Chat(chat.person, await chat.person.new_group("Stall", kind="group"), chat.folder)


async def greeted_group(chat: Chat) -> Chat:
    group = await basic_group(chat)
    await chat.person.wait(lambda state: any(each.sender.is_bot for each in state.chat(group.id).messages), 10)
    return group


async def tried(group: Chat) -> list[object]:
    """The messages that the bot wanted to send."""
    return [call for call in await group.person.calls() if call["method"] == "sendMessage"]


async def until_reading(chat: Chat, count: int = 1) -> None:
    await chat.person.wait(
        lambda state: [message.text for message in state.chat(chat.id).messages].count("Reading…") >= count, 10
    )


async def test_it_says_hello_in_a_new_group_and_when_it_is_made_an_administrator_nothing(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox):
        group = await greeted_group(chat)
        await chat.person.promote(group.id, sandbox.world.bot.id)
        await asyncio.sleep(2 * GREETING_SECONDS)
        (hello,) = await group.messages()
        assert hello.text == (await group.say(f"/start{BOT}")).text == plain(texts.GREETING_HTML)


async def test_it_says_hello_to_nobody_who_is_not_on_the_list(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(settings.model_copy(update={"allowed_users": frozenset({42})}), sandbox):
        group = await basic_group(chat)
        await asyncio.sleep(2 * GREETING_SECONDS)
        assert await group.messages() == []


async def test_thrown_out_it_reads_no_more_for_the_group(
    settings: Settings, sandbox: Sandbox, chat: Chat, group: Chat
) -> None:
    async with running(settings, sandbox):
        await read_all(group)
        hanging = await group.send("hang")
        await until_reading(group)
        await group.send("text", "waits behind it")
        await group.person.remove_bot(group.id)
        assert (await chat.answer(await chat.send("text", "of somebody else"))).text == "of somebody else"
        await group.person.add_bot(group.id)
        assert (await group.say(f"/auto{BOT}")).text in (plain(texts.AUTO_IS_ON_HTML), plain(texts.GREETING_HTML))
        assert hanging not in answers((await group.person.state()).chat(group.id))
    assert list(settings.folder.glob("jobs/*")) == []


async def test_blocked_while_it_reads(settings: Settings, sandbox: Sandbox, chat: Chat, group: Chat) -> None:
    async with running(settings, sandbox):
        await chat.send("hang")
        await until_reading(chat)
        await chat.person.block(chat.id)
        await read_all(group)
        assert (await group.answer(await group.send("text", "of the others"))).text == "of the others"
        await chat.person.unblock(chat.id)
        assert (await chat.answer(await chat.send("text", "back again"))).text == "back again"


async def test_muted_it_is_silent_and_allowed_again_it_answers(
    settings: Settings, sandbox: Sandbox, group: Chat
) -> None:
    async with running(settings, sandbox):
        await read_all(group)
        said = len(await group.messages())
        await group.person.mute(group.id)
        for words in (f"/help{BOT}", f"/auto{BOT}", f"/read{BOT}", f"/cancel{BOT}"):
            await group.person.send_text(group.id, words)
        quiet = await group.send("text", "while it is muted")
        while len(await tried(group)) < said + 5:
            await asyncio.sleep(0.05)
        await group.person.mute(group.id, on=False)
        assert (await group.answer(await group.send("text", "heard"))).text == "heard"
        assert len(await group.messages()) == said + 1
        assert quiet not in answers((await group.person.state()).chat(group.id))


async def test_a_group_keeps_its_settings_when_it_becomes_a_supergroup(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox):
        group = await greeted_group(chat)
        await read_all(group)
        before = [await group.send("text", f"{number} before") for number in range(3)]
        for photo in before:
            await group.answer(photo)
        supergroup = Chat(chat.person, await chat.person.migrate(group.id), chat.folder)
        await chat.person.send_text(supergroup.id, "Here we are")
        after = [await supergroup.send("text", f"{number} after") for number in range(6)]
        assert set(before) & set(after), "some have the number of one before"
        for number, photo in enumerate(after):
            assert (await supergroup.answer(photo)).text == f"{number} after"


async def test_a_supergroup_that_a_group_became_is_not_greeted(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox):
        group = await greeted_group(chat)
        supergroup = Chat(chat.person, await chat.person.migrate(group.id), chat.folder)
        world = sandbox.world
        joined = {"status": "member", "user": {"id": world.bot.id, "is_bot": True, "first_name": "Legible"}}
        change = {
            "chat": {"id": supergroup.id, "type": "supergroup", "title": "Stall"},
            "from": {"id": chat.id, "is_bot": False, "first_name": "You"},
            "date": 1,
            "old_chat_member": joined | {"status": "left"},
            "new_chat_member": joined,
        }
        world.updates.add("my_chat_member", change)
        await asyncio.sleep(2 * GREETING_SECONDS)
        assert await supergroup.messages() == []


async def test_what_is_under_way_when_a_group_becomes_a_supergroup_is_answered_there(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox):
        group = await greeted_group(chat)
        await read_all(group)
        await group.send("slow 1.5", "begun before")
        await group.send("text", "waited behind it")
        await until_reading(group)
        supergroup = Chat(chat.person, await chat.person.migrate(group.id), chat.folder)
        await until_said(supergroup, {"begun before", "waited behind it"})
        assert len(await supergroup.messages()) == 2


async def test_a_refusal_tells_that_a_group_became_a_supergroup_before_the_group_does(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox):
        group = await greeted_group(chat)
        supergroup = Chat(chat.person, await chat.person.new_group("Stall"), chat.folder)
        await read_all(group)
        await group.send("slow 1.5", "begun before")
        await until_reading(group)
        moved = replace(sandbox.world.chats[group.id], migrated_to=supergroup.id)
        sandbox.world.update_chat(moved)
        await until_said(supergroup, {plain(texts.GREETING_HTML), "begun before"})
        photo = await supergroup.send("text", "still every photo")
        assert (await supergroup.answer(photo)).text == "still every photo"


async def until_said(chat: Chat, expected: set[str]) -> None:
    await chat.person.wait(lambda state: {m.text for m in state.chat(chat.id).messages} >= expected, 20)
