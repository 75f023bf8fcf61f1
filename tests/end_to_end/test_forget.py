"""`/forget`: all at once, or one note in reply to it; by whom, and what is said of it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat import texts as general
from bot.chat.texts import answer as answer_texts
from bot.chat.texts import forget as texts
from bot.chat.texts import settings as settings_texts
from bot.glossary.glossary import Glossary
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage, State
from bot.settings import Settings
from bot.store.glossaries import Glossaries
from bot.store.ledger import Ledger
from tests.end_to_end.live import Chat, database_of, running
from tests.receipts.ledger.expenses import expense

SECRET = "Zanzibar is where the treasure lies"


def found_in(folder: Path, text: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


async def replying(chat: Chat, text: str, reply_to: int, person: int | None = None) -> ShownMessage:
    """The bot's next message after one that replies to another."""
    sent = await chat.person.send_text(chat.id, text, reply_to=reply_to, person=person)

    def later(state: State) -> list[ShownMessage]:
        return [message for message in state.chat(chat.id).messages if message.id > sent and message.sender.is_bot]

    return later(await chat.person.wait(later, 10))[0]


async def test_all_that_was_deleted_is_said(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with database_of(settings, sandbox) as database:
        await Glossaries(database.sessions).add(chat.id, Glossary(("Okafor",), (("Kovacs", "Kovács"),)))
        await Ledger(database.sessions).add(expense(500, chat_id=chat.id, asked_by=chat.id))
    async with running(settings, sandbox):
        for text in ("one", "two"):
            await chat.answer(await chat.send("text", text))
        menu = await chat.say("/settings")
        await chat.press(menu, settings_texts.SHOW_RAW_FIRST)
        await chat.until(menu.id, settings_texts.RAW_FIRST)
        kept = "2 notes, 2 entries of your glossary, 1 expense of your ledger, and your settings"
        assert (await chat.say("/forget")).text == texts.FORGOT_ALL.format(kept=kept)
        await asyncio.sleep(0.5)  # the same command is not heard twice while it is done
        assert (await chat.say("/forget")).text == texts.NOTHING_KEPT
        assert settings_texts.CLEAN_FIRST in ((await chat.say("/settings")).text or "")


@pytest.mark.parametrize("to_the_photo", [False, True])
async def test_in_reply_to_a_note_that_note_alone_is_deleted(
    settings: Settings, sandbox: Sandbox, chat: Chat, to_the_photo: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(settings, sandbox):
        kept = await chat.answer(await chat.send("text", "kept"))
        before = len(await chat.messages())
        photo = await chat.send("text", "\n".join([SECRET] * 150))
        answer = await chat.answer(photo)
        await chat.person.wait(lambda state: SECRET in (state.chat(chat.id).messages[-1].text or ""), 10)
        assert len(await chat.messages()) > before + 1
        said = await replying(chat, "/forget", photo if to_the_photo else answer.id)
        assert said.text == texts.FORGOT_NOTES[0]
        assert (await chat.message(answer.id)).text == texts.FORGOTTEN
        assert not (await chat.message(answer.id)).buttons
        assert not [message for message in await chat.messages() if SECRET in (message.text or "")]
        assert not found_in(settings.folder, SECRET)
        assert (await replying(chat, "/forget", answer.id)).text == texts.NO_NOTE
        assert await chat.press(kept, general.RAW) is None
    assert not caplog.records


async def test_a_note_that_is_being_read_is_forgotten_too(shared_chat: Chat) -> None:
    photo = await shared_chat.send("hang", SECRET)
    await shared_chat.person.wait(lambda state: "Reading…" in [m.text for m in state.chat(shared_chat.id).messages], 10)
    assert (await replying(shared_chat, "/forget", photo)).text == texts.FORGOT_NOTES[0]
    assert (await shared_chat.answer(photo)).text == texts.FORGOTTEN
    assert (await shared_chat.answer(await shared_chat.send("text", "the next"))).text == "the next"


async def test_in_reply_to_something_else_nothing_is_deleted(shared_chat: Chat) -> None:
    answer = await shared_chat.answer(await shared_chat.send("text", "kept"))
    chatter = await shared_chat.person.send_text(shared_chat.id, "/help")
    assert (await replying(shared_chat, "/forget", chatter)).text is not None
    assert await shared_chat.press(answer, general.RAW) is None


async def test_in_a_group_the_asker_and_the_admins_may(
    settings: Settings, sandbox: Sandbox, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    group = replace(chat, id=(await chat.person.state()).group.id)
    cleo, dan = [await chat.person.new_person(name) for name in ("Cleo", "Dan")]
    for person in (cleo, dan):
        await chat.person.join(group.id, person)
    async with running(settings, sandbox):
        answers = []
        for _ in range(2):
            photo = await group.send("text", "the shopping list")
            asked = await chat.person.send_text(group.id, "/read@legible_bot", reply_to=photo, person=cleo)
            answers.append(await group.answer(asked))
        hers, another = answers
        assert (await replying(group, "/forget@legible_bot", hers.id, dan)).text == texts.NOT_YOURS
        assert (await group.message(hers.id)).text == "the shopping list"
        assert (await replying(group, "/forget@legible_bot", hers.id, cleo)).text == texts.FORGOT_NOTES[0]
        assert (await group.message(hers.id)).text == texts.FORGOTTEN
        assert (await replying(group, "/forget@legible_bot", another.id)).text == texts.FORGOT_NOTES[0]
    assert not caplog.records


async def test_in_a_topic_the_command_by_itself_is_no_reply(shared_chat: Chat) -> None:
    forum = replace(shared_chat, id=await shared_chat.person.new_group("Flat 12", ["General", "Receipts"]))
    topic = (await shared_chat.person.state()).chat(forum.id).topics[-1].id
    sent = await shared_chat.person.send_text(forum.id, "/forget@legible_bot", thread=topic)
    state = await shared_chat.person.wait(lambda state: state.chat(forum.id).messages[-1].id > sent, 10)
    said = state.chat(forum.id).messages[-1]
    assert (said.text, said.thread) == (texts.NOTHING_KEPT, topic)


async def test_a_file_that_is_being_made_of_a_note_that_is_forgotten_does_not_come(
    settings: Settings, sandbox: Sandbox, chat: Chat, calm: None
) -> None:
    async with running(settings, sandbox):
        answer = await chat.answer(await chat.send("text", "soon forgotten"))
        await chat.press(answer, answer_texts.SAVE_AS)
        await chat.person.fail("file", "slow", seconds=1.5)
        await chat.press(await chat.message(answer.id), answer_texts.PDF)
        await chat.say("/forget")
        while [call["method"] for call in await chat.person.calls()].count("file") < 2:
            await asyncio.sleep(0.02)
        assert (await chat.answer(await chat.send("text", "the next one"))).text == "the next one"
        assert not any(message.document for message in await chat.messages())
