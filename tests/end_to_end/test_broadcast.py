"""An operator's word to all: asked before, sent to each once, also after a restart, reported in the end."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat.texts import operator
from bot.job import Photo, Request, Stage
from bot.sandbox import Sandbox
from bot.sandbox.state import ShownMessage, State
from bot.settings import Settings
from bot.store.journal import Journal
from tests.end_to_end.live import PATIENCE, Chat, database_of, running

NEWS = "From tonight on I read Polish as well."


@pytest.fixture
def run_by_you(settings: Settings, chat: Chat) -> Settings:
    """A bot that you run."""
    return settings.model_copy(update={"admins": frozenset({chat.id})})


async def people(settings: Settings, sandbox: Sandbox, chat: Chat, count: int) -> list[Chat]:
    """People who once sent a photo to the bot, which is not running."""
    async with database_of(settings, sandbox) as database:
        journal = Journal(database.sessions)
        chats = [Chat(chat.person, await chat.person.new_person(f"P{n}"), chat.folder) for n in range(count)]
        for each in chats:
            if job := await journal.add_job(Request(each.id, None, 1, each.id), Photo(1, "a photo")):
                await journal.advance(job, Stage.DONE, answered=True)
    return chats


async def asked(chat: Chat) -> ShownMessage:
    """The question whether a piece of news is to be sent."""
    news = await chat.person.send_text(chat.id, NEWS)
    return await chat.answer(await chat.person.send_text(chat.id, "/broadcast", reply_to=news))


def markup(question: ShownMessage) -> InlineKeyboardMarkup:
    """The buttons of a question."""
    buttons = [button for row in question.buttons for button in row]
    return InlineKeyboardMarkup.from_row([InlineKeyboardButton(each.text, callback_data=each.data) for each in buttons])


async def copies(chat: Chat) -> int:
    """How often a person got the news."""
    return sum(message.text == NEWS for message in await chat.messages())


def kept(settings: Settings) -> int:
    """How many rows of broadcasts and recipients are left."""
    (file,) = settings.folder.glob("bot-*.sqlite")
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT (SELECT count(*) FROM broadcast) + (SELECT count(*) FROM recipient)"
        return int(connection.execute(query).fetchone()[0])


async def test_everybody_in_private_gets_it_and_who_blocked_is_left_out(
    run_by_you: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    *reached, blocked = await people(run_by_you, sandbox, chat, 4)
    async with running(run_by_you, sandbox):
        await chat.answer(await chat.send("text", "the operator's own"))
        group = Chat(chat.person, (await chat.person.state()).group.id, chat.folder)
        photo = await group.send("text", "in a group")
        await group.answer(await group.person.send_text(group.id, "/read@legible_bot", reply_to=photo))
        await chat.person.block(blocked.id)
        question = await asked(chat)
        assert question.text == operator.SEND_TO_ALL[1].format(count=4)
        await chat.person.fail("copyMessage", 429, times=5, retry_after=1)  # more often than a call is tried again
        assert await chat.press(question, operator.SEND) is None
        await chat.until(question.id, operator.SENT[1].format(reached=3, count=4))
        assert [await copies(each) for each in (*reached, blocked, group)] == [1, 1, 1, 0, 0]
        assert await copies(chat) == 0
        message = await chat.message(question.id)
        assert not message.buttons
    assert kept(run_by_you) == 0


async def test_it_goes_on_after_a_restart(run_by_you: Settings, sandbox: Sandbox, chat: Chat) -> None:
    everybody = await people(run_by_you, sandbox, chat, 20)
    async with running(run_by_you, sandbox):
        question = await asked(chat)
        await chat.press(question, operator.SEND)

        def some(state: State) -> bool:
            return any(message.text == NEWS for each in everybody for message in state.chat(each.id).messages)

        await chat.person.wait(some, PATIENCE)
    assert kept(run_by_you) == 1 + 20
    assert sum([await copies(each) for each in everybody]) < 20
    async with running(run_by_you, sandbox):
        await chat.until(question.id, operator.SENT[1].format(reached=20, count=20))
        assert [await copies(each) for each in everybody] == [1] * 20


async def test_a_question_is_decided_once(run_by_you: Settings, sandbox: Sandbox, chat: Chat) -> None:
    (person,) = await people(run_by_you, sandbox, chat, 1)
    async with running(run_by_you, sandbox):
        question = await asked(chat)
        assert question.text == operator.SEND_TO_ALL[0]
        await chat.press(question, operator.DO_NOT_SEND)
        await chat.until(question.id, operator.NOT_SENT)
        assert await copies(person) == 0 and kept(run_by_you) == 0
        again = await asked(chat)
        async with Bot(sandbox.token, f"{sandbox.url}/bot") as bot:
            kept_buttons = await bot.send_message(chat.id, "old", reply_markup=markup(again))
        await chat.press(again, operator.SEND)
        await chat.until(again.id, operator.SENT[0].format(reached=1))
        old = await chat.message(kept_buttons.message_id)
        for button in (operator.SEND, operator.DO_NOT_SEND):
            assert await chat.press(old, button) == operator.DECIDED
        assert await copies(person) == 1


async def test_without_a_message_or_people_it_says_so(run_by_you: Settings, sandbox: Sandbox, chat: Chat) -> None:
    async with running(run_by_you, sandbox):
        assert (await chat.answer(await chat.person.send_text(chat.id, "/broadcast"))).text == operator.HOW_TO_BROADCAST
        assert (await asked(chat)).text == operator.NOBODY


async def test_a_message_that_was_deleted_ends_it(run_by_you: Settings, sandbox: Sandbox, chat: Chat) -> None:
    await people(run_by_you, sandbox, chat, 1)
    async with running(run_by_you, sandbox):
        question = await asked(chat)
        news = next(each for each in (await chat.person.state()).chat(chat.id).messages if each.text == NEWS)
        await chat.person.delete(chat.id, news.id)
        await chat.press(question, operator.SEND)
        await chat.until(question.id, operator.MESSAGE_GONE[0].format(reached=0))
    assert kept(run_by_you) == 0
