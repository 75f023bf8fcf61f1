"""Floods of commands and presses: whatever one chat does, others are answered, and the bot ends when it should.

`python -m tests.end_to_end.floods` measures the same with larger ones.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence

import pytest

from bot.chat import texts
from bot.chat.fairuse.floodgate import MESSAGES_A_MINUTE
from bot.chat.texts import answer as own_texts
from bot.chat.texts import fairuse
from bot.sandbox import PersonClient, Sandbox
from bot.sandbox.people import Draft, begin_press, send
from bot.sandbox.state import ShownChat, ShownMessage
from bot.settings import Settings
from tests.end_to_end.live import Chat, running

SOON = 15.0  # seconds, on a machine with other things to do; what waited for the flood took a minute
PEOPLE = 10
SECONDS_TO_EXIT = 10.0


async def flood(sandbox: Sandbox, chat: int, texts: list[str], people: list[int]) -> None:
    """All of these texts from each of these people at once."""
    world = sandbox.world
    for person in people:
        for text in texts:
            await send(world, world.chats[chat], world.users[person], Draft(text))


def press(sandbox: Sandbox, chat: int, message_id: int, data: str, times: int) -> list[str]:
    """Press a button of a private chat so often at once; the ids of the queries."""
    message = sandbox.world.message(chat, message_id)
    assert message
    return [begin_press(sandbox.world, message, sandbox.world.users[chat], data) for _ in range(times)]


async def all_end(sandbox: Sandbox, queries: list[str]) -> None:
    """Wait until no button waits any more."""
    async with asyncio.timeout(SOON):
        while not all(sandbox.world.queries.is_answered(query) for query in queries):
            await asyncio.sleep(0.05)


async def answered_soon(chat: Chat, text: str, caption: str | None = None, by: int | None = None) -> None:
    """Have a photo read, and be answered at once."""
    async with asyncio.timeout(SOON):
        assert (await chat.answer(await chat.send("text", text, caption, by))).text == text


async def calls(person: PersonClient, after: int = 0) -> Counter[str]:
    return Counter(call["method"] for call in await person.calls(after))


@pytest.mark.parametrize("same", [True, False], ids=["the same", "others"])
async def test_commands_in_a_group_hold_up_nobody(settings: Settings, sandbox: Sandbox, chat: Chat, same: bool) -> None:
    """Ten people as often as each may, so that the limit of the group is what their answers wait for."""
    await chat.person.set_privacy(False)
    group = Chat(chat.person, await chat.person.new_group("Flooded"), chat.folder)
    people = [await chat.person.new_person(f"Mallory {number}") for number in range(PEOPLE)]
    bela = await chat.person.new_person("Bela")
    for member in (*people, bela):
        await chat.person.join(group.id, member)
    async with running(settings, sandbox):
        await answered_soon(chat, "before")
        commands = ["/help"] * 30 if same else [f"/history milk {number}" for number in range(MESSAGES_A_MINUTE)]
        await flood(sandbox, group.id, commands, people)
        await answered_soon(chat, "in another chat")
        await answered_soon(group, "in the same group", "@legible_bot", by=bela)
        await answered_soon(group, "the flooder's own", "@legible_bot", by=people[0])
        began = time.monotonic()
    assert time.monotonic() - began < SECONDS_TO_EXIT
    refused = [call for call in await chat.person.calls() if call["status"] == 429]
    assert refused == []


async def test_a_flood_of_commands_is_told_once_and_answered_within_its_limit(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    async with running(settings, sandbox):
        await flood(sandbox, chat.id, [f"hello {number}" for number in range(60)], [chat.id])
        await answered_soon(chat, "a photo is read as always")
        await chat.person.wait(lambda state: len(state.chat(chat.id).messages) > 60 + MESSAGES_A_MINUTE, SOON)
        said = Counter(message.text for message in await chat.messages())
    assert said[texts.SEND_PHOTO] == MESSAGES_A_MINUTE
    assert said[fairuse.TOO_MANY_COMMANDS.format(limit=MESSAGES_A_MINUTE)] == 1
    assert len(said) == 3


async def test_presses_end_and_hold_up_nobody(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    other = Chat(chat.person, await chat.person.new_person("Ada"), chat.folder)
    async with running(settings, sandbox):
        answer = await chat.answer(await chat.send("text", "a note"))
        queries = press(sandbox, chat.id, answer.id, "raw:1", 300)
        await answered_soon(other, "in another chat")
        await all_end(sandbox, queries)
        await answered_soon(chat, "the flooder's own")


async def test_a_file_is_made_once_as_long_as_its_note_stays_as_it_is(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    other = Chat(chat.person, await chat.person.new_person("Ada"), chat.folder)
    async with running(settings, sandbox):
        answer = await chat.answer(await chat.send("text", "a note"))
        await chat.press(answer, own_texts.SAVE_AS)
        known = len(await chat.person.calls())
        queries = press(sandbox, chat.id, answer.id, "save:1:pdf", 200)
        await answered_soon(other, "in another chat")
        await all_end(sandbox, queries)
        for count in range(1, 4):
            await some_files(chat, count)
            await asyncio.sleep(0.1)  # until it is noted as sent, so that the next press is another
            await chat.press(await chat.message(answer.id), own_texts.PDF)
        await some_files(chat, 4)
        made = await calls(chat.person, known)
        assert made["getFile"] == 1 + 1  # the other's photo is the second
        sent = files((await chat.person.state()).chat(chat.id).messages)
        assert len({await chat.person.download(each) for each in sent}) == 1
        await chat.reply(answer.id, "words: note=vote")
        await chat.until(answer.id, "a vote")
        await chat.press(await chat.message(answer.id), own_texts.SAVE_AS)
        await chat.press(await chat.message(answer.id), own_texts.PDF)
        await some_files(chat, len(sent) + 1)
        assert (await calls(chat.person, known))["getFile"] == 3


async def test_it_ends_in_time_whatever_it_waits_for_and_goes_on_after_that(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    """Handlers, a placeholder, a download and a reader that wait; Telegram says to come back in ten minutes."""
    reading, fetching = [Chat(chat.person, await chat.person.new_person(name), chat.folder) for name in ("Ada", "Bela")]
    async with running(settings, sandbox):
        read = await reading.send("slow 20", "read at last")
        await chat.person.wait(lambda state: "Reading…" in shown(state.chat(reading.id)), SOON)
        await chat.person.fail("file", "slow", seconds=20)
        fetched = await fetching.send("text", "fetched at last")
        await chat.person.wait(lambda state: len(state.chat(fetching.id).messages) > 1, SOON)
        await chat.person.fail("sendMessage", 429, times=5, retry_after=600)
        seen = await chat.send("text", "seen at last")
        await flood(sandbox, chat.id, [f"hello {number}" for number in range(10)], [chat.id])
        async with asyncio.timeout(SOON):
            while sum(call["status"] == 429 for call in await chat.person.calls()) < 5:
                await asyncio.sleep(0.05)
        began = time.monotonic()
    assert time.monotonic() - began < SECONDS_TO_EXIT
    async with running(settings, sandbox):
        assert (await chat.answer(seen)).text == "seen at last"
        assert (await fetching.answer(fetched)).text == "fetched at last"
        assert (await reading.answer(read)).text == "read at last"
        await chat.person.wait(lambda state: shown(state.chat(chat.id)).count(texts.SEND_PHOTO) == 10, SOON)


async def some_files(chat: Chat, count: int) -> None:
    """Wait until so many files came."""
    await chat.person.wait(lambda state: len(files(state.chat(chat.id).messages)) >= count, SOON)


def shown(chat: ShownChat) -> list[str | None]:
    """What the bot's messages say."""
    return [message.text for message in chat.messages if message.sender.is_bot]


def files(messages: Sequence[ShownMessage]) -> list[ShownMessage]:
    """Those that are files of the bot."""
    return [message for message in messages if message.sender.is_bot and message.document]
