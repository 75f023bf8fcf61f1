"""What those who run the bot can ask of it and are told: figures and failures, never what a person wrote."""

from __future__ import annotations

import asyncio
import logging
import re

import pytest
from sqlalchemy.exc import OperationalError
from telegram.error import BadRequest

from bot.chat import texts
from bot.chat.application import build_bot
from bot.chat.languages.locale import Locales
from bot.chat.locale_selector import LocaleSelector
from bot.chat.operator.alarm import Alarm
from bot.chat.polling import PollingRequest
from bot.chat.texts import groups, operator
from bot.errors import NothingToRead, ReaderCrashed, ReaderTooSlow
from bot.job import Job, Request, Stage
from bot.sandbox import Sandbox
from bot.sandbox.state import State
from bot.settings import Settings
from bot.store.database import Database
from bot.store.preference_rows import PreferenceStore
from tests.end_to_end.live import PATIENCE, Chat, running
from tests.end_to_end.test_groups import plain

SECRET = "Zanzibar is where the treasure lies"


def run_by(settings: Settings, *admins: int) -> Settings:
    """Settings of a bot that these people run."""
    return settings.model_copy(update={"admins": frozenset(admins)})


async def somebody(chat: Chat, name: str) -> Chat:
    """A person in a private chat of their own."""
    return Chat(chat.person, await chat.person.new_person(name), chat.folder)


async def heard(chat: Chat, text: str) -> str:
    """The text of the bot's message that contains `text`, once it is there."""

    def found(state: State) -> list[str]:
        written = [message.text or "" for message in state.chat(chat.id).messages if message.sender.is_bot]
        return [each for each in written if text in each]

    return found(await chat.person.wait(found, PATIENCE))[0]


async def test_stats_say_how_much_and_not_what(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    cleo = await somebody(chat, "Cleopatra")
    async with running(run_by(settings, chat.id), sandbox):
        for person in (chat, cleo, cleo):
            await person.answer(await person.send("text", SECRET))
        await cleo.answer(await cleo.send("nothing"))
        told = await chat.say("/stats")
    text = told.text or ""
    for row in ("4 4 4 photos", "4 4 4 notes", "2 2 2 people", "2 2 2 chats", "1 NothingToRead"):
        assert row in [re.sub(r" +", " ", line).strip() for line in text.split("\n")], text
    assert "Apologies: for 1 of 4 notes (25 %)" in text
    assert "In work now: 0 notes." in text and operator.NO_MODEL in text
    assert re.search(r"Database: \d+\.\d MB\. Legible \d", text)
    assert "<pre>" in told.html
    assert not re.search(rf"Zanzibar|Cleo|{cleo.id}|{chat.id}", text)


async def test_for_others_the_commands_do_not_exist(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    cleo = await somebody(chat, "Cleo")
    async with running(run_by(settings, cleo.id), sandbox):
        for command in ("/stats", "/broadcast"):
            assert (await chat.say(command)).text == texts.SEND_PHOTO
        group = Chat(chat.person, (await chat.person.state()).group.id, chat.folder)
        await group.person.send_text(group.id, "/stats@legible_bot", person=cleo.id)
        assert operator.STATS_HTML.split(",")[0][3:] in ((await cleo.say("/stats")).text or "")
        assert [message.text for message in await group.messages()] == [plain(groups.UNKNOWN_COMMAND_HTML)]


async def test_an_operator_who_is_not_on_the_list_of_users_gets_in(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    settings = run_by(settings, chat.id).model_copy(update={"allowed_users": frozenset({1})})
    async with running(settings, sandbox):
        assert operator.NO_MODEL in ((await chat.say("/stats")).text or "")


async def test_what_failed_is_told_once_an_hour_without_the_persons_text(
    settings: Settings, sandbox: Sandbox, chat: Chat
) -> None:
    cleo = await somebody(chat, "Cleopatra")
    async with running(run_by(settings, chat.id), sandbox):
        await chat.say("/start")
        for _ in range(3):
            assert (await cleo.answer(await cleo.send("raise", SECRET))).text == ReaderCrashed.person
        await cleo.answer(await cleo.send("nothing"))
        told = await heard(chat, "ReaderCrashed")
        assert (await cleo.answer(await cleo.send("text", "still alive"))).text == "still alive"
        messages = await chat.messages()
    assert re.fullmatch(
        r"ReaderCrashed: somebody got an apology\. ReaderCrashed in \w+\.py, line \d+, job 1\. The log may say more\.",
        told,
    )
    assert len(messages) == 2  # the greeting and this
    assert not re.search(rf"Zanzibar|Cleo|{cleo.id}", str(messages))


async def test_who_could_not_be_told_got_no_apology(settings: Settings, sandbox: Sandbox, chat: Chat) -> None:
    cleo = await somebody(chat, "Cleo")
    async with running(run_by(settings, chat.id), sandbox):
        await chat.say("/start")
        await cleo.person.fail("sendMessage", 400, description="Bad Request: CHAT_RESTRICTED")
        await cleo.send("text", "a chat that is closed is no failure")
        await cleo.answer(await cleo.send("text", "the next one"))
        await cleo.person.fail("sendMessage", 400, times=2, description="Bad Request: something nobody knows")
        await cleo.send("text", "a refusal that nobody knows is one")
        assert "got no answer" in await heard(chat, "BadRequest")
        assert len(await chat.messages()) == 2  # the greeting and this
    assert list(settings.folder.glob("jobs/*")) == []


async def test_a_defect_is_named_by_what_it_was(
    settings: Settings, sandbox: Sandbox, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleo = await somebody(chat, "Cleo")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(f"a defect: {SECRET}")

    async with running(run_by(settings, chat.id), sandbox):
        await chat.say("/start")
        monkeypatch.setattr("aiofiles.open", fail)
        await cleo.answer(await cleo.send("text", "a note"))
        told = await heard(chat, "RuntimeError")
    assert "Zanzibar" not in told and "job 1" in told


async def test_an_operator_who_blocked_the_bot_harms_nobody(
    settings: Settings, sandbox: Sandbox, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    cleo, never = await somebody(chat, "Cleo"), 4711
    async with running(run_by(settings, chat.id, never), sandbox):
        await chat.say("/start")
        await chat.person.block(chat.id)
        with caplog.at_level(logging.INFO, "bot"):
            for action in ("raise", "abort"):
                assert (await cleo.answer(await cleo.send(action))).text == ReaderCrashed.person
            while "has not started the bot" not in caplog.text:
                await asyncio.sleep(0.01)
    said = [record for record in caplog.records if "has not started the bot" in record.getMessage()]
    assert {record.levelname for record in said} == {"INFO"} and len(said) <= 2
    assert str(chat.id) not in caplog.text


async def test_the_failures_of_the_hour_are_told_together(sandbox: Sandbox, chat: Chat, database: Database) -> None:
    """The hour is two seconds here."""
    bot = build_bot(sandbox.token, sandbox.url, PollingRequest())
    locale_selector = LocaleSelector(Locales(), PreferenceStore(database.sessions))
    job = Job(17, Request(5, None, 1, 5), Stage.READ)
    async with bot:
        alarm = Alarm(bot, [chat.id], locale_selector, gather_seconds=2.0)
        running = asyncio.create_task(alarm.run())
        alarm.failed(job, ReaderCrashed(), True)
        await heard(chat, "ReaderCrashed: somebody")
        for error in (ReaderCrashed(), NothingToRead(), ReaderCrashed(), ReaderTooSlow(limit=3), ReaderCrashed()):
            alarm.failed(job, error, True)
        assert "ReaderTooSlow" in await heard(chat, "ReaderTooSlow: somebody")
        assert "so many apologies" in await heard(chat, "ReaderCrashed ×3")
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert len(await chat.messages()) == 3


async def test_what_got_no_answer_is_told(
    settings: Settings, sandbox: Sandbox, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleo = await somebody(chat, "Cleo")
    async with running(run_by(settings, chat.id), sandbox):
        await chat.say("/start")

        def broken(_: object) -> None:
            raise OperationalError(SECRET, {}, BadRequest(SECRET))

        monkeypatch.setattr("bot.chat.photos.photo_of", broken)
        await cleo.person.send_text(cleo.id, SECRET)
        told = await heard(chat, "OperationalError")
    assert "got no answer" in told and "Zanzibar" not in told
